import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Readings } from '@countersign/audit';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  Database,
  Refuses,
  RefusesStale,
  RefusesWith,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { EvidencePage, EvidenceQuery } from '@countersign/evidence';
import { EvidenceReader } from '@countersign/evidence';
import {
  AlreadyOpen,
  AskedAgainAssessment,
  Assessment,
  AssessmentPage,
  AssessmentQuery,
  BroughtBackAssessment,
  CancelAssessment,
  CloseAssessment,
  CorrectedAssessment,
  NewAssessment,
  NewFollowUp,
  ReturnAssessment,
  SentAs,
  StateNow,
  ToReview,
} from './assessment.dto';
import { AssessmentReader } from './assessment.reader';
import { AskingAgain } from './asking-again';
import { BringingBack } from './bringing-back';
import { Correcting } from './correcting';
import { FollowUpService } from './follow-up.service';
import { ReviewService } from './review.service';
import { SubmissionCopies } from './submission-copy';
import { SendingService } from './sending.service';

@ApiTags('assessments')
@Controller()
export class AssessmentController {
  constructor(
    private readonly sending: SendingService,
    private readonly followUps: FollowUpService,
    private readonly reviewing: ReviewService,
    private readonly correcting: Correcting,
    private readonly bringingBack: BringingBack,
    private readonly askingAgain: AskingAgain,
    private readonly reader: AssessmentReader,
    private readonly evidence: EvidenceReader,
    private readonly readings: Readings,
    private readonly copies: SubmissionCopies,
    private readonly database: Database,
  ) {}

  @Get('assessments')
  @Allow('vendor.read')
  @ApiOkResponse({ type: AssessmentPage })
  listAssessments(@Query() query: AssessmentQuery): Promise<AssessmentPage> {
    return this.reader.list(query);
  }

  @Post('engagements/:engagementId/assessments')
  @Allow('assessment.send')
  @ApiCreatedResponse({ type: Assessment })
  @Refuses(409, 'engagement-ended', 'no-questionnaire', 'vendor-archived')
  @RefusesWith(AlreadyOpen, 409, 'already-open')
  @Refuses(429, 'mailed-often')
  async sendAssessment(
    @Param('engagementId', ParseUUIDPipe) engagementId: string,
    @Body() assessment: NewAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    return this.shown(await this.sending.send(engagementId, assessment, member), member);
  }

  @Post('assessments/:id/follow-ups')
  @Allow('assessment.send')
  @ApiCreatedResponse({ type: Assessment })
  @Refuses(409, 'engagement-ended', 'nothing-to-ask', 'vendor-archived')
  @Refuses(429, 'mailed-often')
  async sendFollowUp(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() followUp: NewFollowUp,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    return this.shown(await this.followUps.send(id, followUp, member), member);
  }

  @Get('assessments/:id')
  @Allow('vendor.read')
  @ApiOkResponse({ type: Assessment })
  async readAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    return this.shown(id, member);
  }

  @Put('assessments/:id')
  @Allow('assessment.send')
  @BodyUpTo('32 kB')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesStale(SentAs)
  @Refuses(429, 'mailed-often')
  async correctAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() corrected: CorrectedAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.correcting.correct(id, corrected);
    return this.shown(id, member);
  }

  @Get('assessments/:id/evidence')
  @Allow('vendor.read')
  @ApiOkResponse({ type: EvidencePage })
  async listEvidence(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: EvidenceQuery,
    @CurrentMember() member: MemberActor,
  ): Promise<EvidencePage> {
    await this.reader.requireExists(id);
    const page = await this.evidence.page(query, { assessmentId: id, withdrawn: true });
    if (page.items.length > 0) await this.readings.record('answers.read', id, member);
    return page;
  }

  @Get('assessments/:id/submission-copy')
  @Allow('vendor.read')
  @WithoutTransaction()
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(503, 'copy-not-made')
  async downloadSubmissionCopy(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() member: MemberActor,
  ): Promise<StreamableFile> {
    const copy = await this.database.run(member, async () => {
      const read = await this.copies.read(id);
      await this.readings.record('answers.read', id, member);
      return read;
    });
    return this.copies.handOut(copy);
  }

  @Post('assessments/:id/close')
  @HttpCode(200)
  @Allow('assessment.review')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesStale(ToReview)
  async closeAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() closing: CloseAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.reviewing.close(id, closing, member);
    return this.shown(id, member);
  }

  @Post('assessments/:id/return')
  @HttpCode(200)
  @Allow('assessment.review')
  @BodyUpTo('512 kB', { items: 1_000 })
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesStale(ToReview)
  @Refuses(409, 'engagement-ended', 'follow-up-open', 'follow-up-over', 'vendor-archived')
  async returnAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() returned: ReturnAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.reviewing.returnToVendor(id, returned, member);
    return this.shown(id, member);
  }

  @Post('assessments/:id/cancel')
  @HttpCode(200)
  @Allow('assessment.send')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @Refuses(409, 'follow-up-open')
  @Refuses(429, 'mailed-often')
  async cancelAssessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() because: CancelAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.reviewing.cancel(id, because);
    return this.shown(id, member);
  }

  @Post('assessments/:id/bring-back')
  @HttpCode(200)
  @Allow('assessment.send')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesWith(AlreadyOpen, 409, 'already-open')
  @Refuses(409, 'contact-inactive', 'engagement-ended', 'vendor-archived')
  @Refuses(429, 'mailed-often')
  async bringAssessmentBack(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() broughtBack: BroughtBackAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.bringingBack.bringBack(id, broughtBack);
    return this.shown(id, member);
  }

  @Post('assessments/:id/ask-again')
  @HttpCode(200)
  @Allow('assessment.send')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @Refuses(409, 'engagement-ended', 'vendor-archived')
  @Refuses(429, 'mailed-often')
  async askVendorAgain(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() askedAgain: AskedAgainAssessment,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.askingAgain.askAgain(id, askedAgain, member);
    return this.shown(id, member);
  }

  @Post('assessments/:id/send-again')
  @HttpCode(200)
  @Allow('assessment.send')
  @ApiOkResponse({ type: Assessment })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @Refuses(429, 'mailed-often')
  async sendAssessmentAgain(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() member: MemberActor,
  ): Promise<Assessment> {
    await this.reviewing.sendAgain(id);
    return this.shown(id, member);
  }

  /** Whatever led to it: the vendor's answers are read, and the trail says so. */
  private async shown(id: string, member: MemberActor): Promise<Assessment> {
    const assessment = await this.reader.assessment(id);
    const hasAnswers = Object.keys(assessment.answers).length > 0;
    if (hasAnswers) await this.readings.record('answers.read', id, member);
    return assessment;
  }
}
