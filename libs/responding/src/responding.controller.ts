import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import {
  EvidenceAllowance,
  EvidenceFile,
  EvidencePage,
  EvidenceQuery,
  EvidenceReader,
} from '@countersign/evidence';
import { FindingPlans, ProposePlan, ShownPlan, VendorFinding, VendorFindings } from '@countersign/findings';
import { SubmissionCopies } from '@countersign/assessments';
import { attachmentNamed, fileNameOf, LargestFile } from '@countersign/limits';
import {
  BodyUpTo,
  Compressed,
  conflict,
  CurrentRespondent,
  Database,
  invalid,
  Refuses,
  RefusesStale,
  RefusesWith,
  Respondent,
  StreamedBody,
  WithoutTransaction,
  type RespondentActor,
  say,
} from '@countersign/platform';
import { Attachments } from './attachments';
import { DecliningService } from './declining';
import {
  Declining,
  ChangedAnswers,
  KeptAnswer,
  KnownSaves,
  LatestSaves,
  MissingAnswers,
  OpenedQuestions,
  OtherAnswer,
  RespondentAssessment,
  SaveAnswer,
  SavedAnswer,
  StandingReason,
  SubmittedAnswers,
} from './responding.dto';
import { ReturnedService } from './returned.service';
import { RespondingService } from './responding.service';
import { StraightSaves } from './straight-saves';

@ApiTags('responding')
@Controller('respond')
export class RespondingController {
  constructor(
    private readonly responding: RespondingService,
    private readonly straight: StraightSaves,
    private readonly attachments: Attachments,
    private readonly files: EvidenceReader,
    private readonly returned: ReturnedService,
    private readonly declining: DecliningService,
    private readonly findings: VendorFindings,
    private readonly plans: FindingPlans,
    private readonly copies: SubmissionCopies,
    private readonly database: Database,
  ) {}

  @Get('assessments/:id')
  @Respondent()
  @Compressed()
  @ApiOkResponse({ type: RespondentAssessment })
  readAskedAssessment(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<RespondentAssessment> {
    return this.responding.assessment(actor);
  }

  @Get('assessments/:id/saves')
  @Respondent()
  @ApiOkResponse({ type: LatestSaves })
  readLatestSaves(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { known }: KnownSaves,
  ): Promise<LatestSaves> {
    return this.responding.latestSaves(id, known);
  }

  @Put('assessments/:id/answers/:question')
  @Respondent({ judgedBy: 'statement' })
  @BodyUpTo('256 kB', { fields: 5_000, items: 500 })
  @WithoutTransaction()
  @ApiOkResponse({ type: SavedAnswer })
  @RefusesWith(OtherAnswer, 409, 'answer-conflict')
  @Refuses(409, 'assessment-closed', 'question-not-open')
  @Refuses(422, 'answer-invalid')
  @Refuses(429, 'too-many-saves')
  async saveAnswer(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('question') question: string,
    @Body() answer: SaveAnswer,
    @Req() request: Request,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<SavedAnswer> {
    this.straight.refuseFailed(request);
    return { revision: await this.responding.saveAnswer(actor, question, answer) };
  }

  @Get('assessments/:id/evidence')
  @Respondent()
  @ApiOkResponse({ type: EvidencePage })
  listOwnEvidence(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: EvidenceQuery,
  ): Promise<EvidencePage> {
    return this.files.page(query, { assessmentId: id, withdrawn: false });
  }

  @Post('assessments/:id/evidence')
  @Respondent()
  @StreamedBody()
  @WithoutTransaction()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiQuery({ name: 'question', required: false, type: String })
  @ApiHeader({ name: 'X-File-Name', description: 'The name, percent-encoded.', required: true })
  @ApiHeader({
    name: 'X-Upload-Id',
    description: 'Chosen by the sender at random, the same in every try to send this file: it is kept once.',
    required: false,
  })
  @ApiCreatedResponse({ type: EvidenceFile })
  @Refuses(404, 'not-found')
  @RefusesWith(EvidenceAllowance, 409, 'evidence-full')
  @Refuses(409, 'assessment-closed', 'organisation-full', 'question-not-open', 'uploads-at-once')
  @RefusesWith(LargestFile, 413, 'too-large')
  @Refuses(429, 'too-many-saves')
  @Refuses(503, 'storage-away')
  @Refuses(507, 'storage-full')
  attachEvidence(
    @Param('id', ParseUUIDPipe) _id: string,
    @Query('question') question: string | string[] | undefined,
    @Headers('x-file-name') name: string | undefined,
    @Headers('x-upload-id') uploadId: string | undefined,
    @Req() body: Request,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<EvidenceFile> {
    if (Array.isArray(question))
      throw invalid([{ field: 'question', message: say('responding.controller.name-one-question') }]);
    return this.attachments.attach(actor, {
      question: question ?? null,
      name: fileNameOf(name),
      uploadId: uploadId ?? null,
      body,
    });
  }

  @Get('assessments/:id/evidence/:evidenceId/file')
  @Respondent()
  @WithoutTransaction()
  // Should a browser show it in spite of everything, it runs nothing, loads nothing and is nobody's page.
  @Header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(404, 'file-missing')
  @Refuses(503, 'storage-away')
  async openOwnEvidence(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('evidenceId', ParseUUIDPipe) evidenceId: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<StreamableFile> {
    const { bytes, name, size } = await this.attachments.open(actor, evidenceId);
    return new StreamableFile(bytes, {
      type: 'application/octet-stream',
      disposition: attachmentNamed(name),
      length: size,
    });
  }

  @Delete('assessments/:id/evidence/:evidenceId')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(409, 'assessment-closed', 'question-not-open')
  async removeEvidence(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('evidenceId', ParseUUIDPipe) evidenceId: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.attachments.remove(actor, evidenceId);
  }

  @Get('assessments/:id/submission-copy')
  @Respondent()
  @WithoutTransaction()
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(409, 'answers-a-part')
  @Refuses(503, 'copy-not-made')
  async downloadOwnCopy(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<StreamableFile> {
    if (actor.sections !== null) throw conflict('answers-a-part');
    const copy = await this.database.run(actor, () => this.copies.read(id));
    return this.copies.handOut(copy);
  }

  @Get('assessments/:id/findings')
  @Respondent()
  @ApiOkResponse({ type: [VendorFinding] })
  listOwnFindings(@Param('id', ParseUUIDPipe) id: string): Promise<VendorFinding[]> {
    return this.findings.ofRespondent(id);
  }

  @Post('assessments/:id/findings/:findingId/plan')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(404, 'not-found')
  @Refuses(409, 'finding-closed', 'finding-not-accepted', 'plan-changed')
  async proposePlan(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('findingId', ParseUUIDPipe) findingId: string,
    @Body() plan: ProposePlan,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.plans.propose(actor, findingId, plan);
  }

  @Post('assessments/:id/findings/:findingId/plan/withdraw')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(404, 'not-found')
  @Refuses(409, 'finding-closed', 'finding-not-accepted', 'plan-changed')
  async withdrawPlan(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('findingId', ParseUUIDPipe) findingId: string,
    @Body() shown: ShownPlan,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.plans.withdraw(actor, findingId, shown);
  }

  @Put('assessments/:id/returned/:question')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @RefusesStale(StandingReason)
  @Refuses(409, 'assessment-closed', 'signed-anew')
  async standByAnswer(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('question') question: string,
    @Body() kept: KeptAnswer,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.returned.keep(actor, question, kept);
  }

  @Post('assessments/:id/open-questions')
  @HttpCode(204)
  @Respondent()
  @BodyUpTo('512 kB', { items: 1_000 })
  @ApiNoContentResponse()
  @Refuses(409, 'answers-a-part', 'assessment-closed')
  async openQuestions(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() { questions }: OpenedQuestions,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.returned.open(actor, questions);
  }

  @Post('assessments/:id/decline')
  @HttpCode(200)
  @Respondent()
  @ApiOkResponse({ type: RespondentAssessment })
  @Refuses(409, 'assessment-closed', 'declines-in-part')
  async declineAssessment(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() declining: Declining,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<RespondentAssessment> {
    await this.declining.decline(actor, declining);
    return this.responding.assessment(actor);
  }

  @Post('assessments/:id/take-up')
  @HttpCode(200)
  @Respondent()
  @ApiOkResponse({ type: RespondentAssessment })
  @Refuses(409, 'not-declined')
  async takeUpAssessment(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<RespondentAssessment> {
    await this.declining.takeUp(actor);
    return this.responding.assessment(actor);
  }

  @Post('assessments/:id/submit')
  @HttpCode(200)
  @Respondent()
  @BodyUpTo('64 kB', { fields: 1_100 })
  @ApiOkResponse({ type: RespondentAssessment })
  @RefusesWith(MissingAnswers, 409, 'answers-missing')
  @RefusesWith(ChangedAnswers, 409, 'answers-changed')
  @Refuses(409, 'answers-a-part', 'assessment-closed', 'uploads-unfinished')
  submitAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { shown }: SubmittedAnswers,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<RespondentAssessment> {
    this.attachments.requireArrived(id);
    return this.responding.submit(actor, shown);
  }
}
