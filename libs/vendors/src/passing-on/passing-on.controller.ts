import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentMember,
  CurrentRespondent,
  Database,
  MailOutlook,
  type MemberActor,
  Refuses,
  RefusesWith,
  Respondent,
  type RespondentActor,
  WithoutTransaction,
} from '@countersign/platform';
import { CodeProof, LinkMailAsked, LinkRenewal } from '@countersign/responding';
import {
  FormerPassingOn,
  OwnPassingOn,
  PassedOn,
  PassingOnShown,
  PassOn,
  RefusePassingOn,
} from './passing-on.dto';
import { PassingOn } from './passing-on.service';

/** The contact's side. A code is counted before the work begins, so that no refusal takes the count back. */
@ApiTags('responding')
@Controller('respond/assessments/:id/pass-on')
export class PassOnController {
  constructor(
    private readonly database: Database,
    private readonly passing: PassingOn,
    private readonly proof: CodeProof,
    private readonly renewal: LinkRenewal,
    private readonly outlook: MailOutlook,
  ) {}

  @Get()
  @Respondent()
  @ApiOkResponse({ type: OwnPassingOn })
  readOwnPassingOn(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<OwnPassingOn> {
    return this.passing.ofOwn(actor);
  }

  @Post('code')
  @HttpCode(202)
  @Respondent()
  @WithoutTransaction()
  @ApiAcceptedResponse({ type: LinkMailAsked })
  @Refuses(429, 'mailed-often')
  async mailPassOnCode(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<LinkMailAsked> {
    await this.renewal.mailCodeInSession(actor);
    return { mailWaits: await this.outlook.waits() };
  }

  @Post()
  @HttpCode(200)
  @Respondent()
  @WithoutTransaction()
  @ApiOkResponse({ type: PassedOn })
  @Refuses(403, 'code-needed')
  @Refuses(409, 'assessment-closed', 'passes-on-in-part', 'passing-on-waits')
  @Refuses(422, 'code-wrong')
  @Refuses(429, 'mailed-often', 'too-many-requests')
  async passOn(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() wanted: PassOn,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<PassedOn> {
    if (wanted.code !== null) await this.proof.countTry(actor);
    return this.database.run(actor, async () => {
      await this.database.continueAsJob('passing-on');
      await this.proof.demandInSession(actor, wanted.code);
      return this.passing.pass(actor, wanted);
    });
  }
}

/** Procurement's side. */
@ApiTags('assessments')
@Controller('assessments/:id/passing-on')
export class PassingOnController {
  constructor(private readonly passing: PassingOn) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: PassingOnShown })
  readPassingOn(@Param('id', ParseUUIDPipe) id: string): Promise<PassingOnShown> {
    return this.passing.waiting(id);
  }

  @Post(':passingId/agree')
  @HttpCode(204)
  @Allow('assessment.send')
  @ApiNoContentResponse()
  @RefusesWith(FormerPassingOn, 409, 'passing-on-over')
  @Refuses(429, 'mailed-often')
  async agreeToPassingOn(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('passingId', ParseUUIDPipe) passingId: string,
    @CurrentMember() member: MemberActor,
  ): Promise<void> {
    await this.passing.agree(id, passingId, member.name);
  }

  @Post(':passingId/refuse')
  @HttpCode(204)
  @Allow('assessment.send')
  @ApiNoContentResponse()
  @RefusesWith(FormerPassingOn, 409, 'passing-on-over')
  async refusePassingOn(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('passingId', ParseUUIDPipe) passingId: string,
    @Body() { because }: RefusePassingOn,
    @CurrentMember() member: MemberActor,
  ): Promise<void> {
    await this.passing.refuse(id, passingId, { because, memberName: member.name });
  }
}
