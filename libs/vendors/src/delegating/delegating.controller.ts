import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BodyUpTo,
  Allow,
  conflict,
  CurrentMember,
  CurrentRespondent,
  Database,
  type MemberActor,
  Refuses,
  Respondent,
  type RespondentActor,
  WithoutTransaction,
} from '@countersign/platform';
import { CodeProof } from '@countersign/responding';
import { Delegate, Delegated, DelegationsShown, OwnDelegations, RefuseDelegation } from './delegating.dto';
import { DelegatingReader } from './delegating.reader';
import { Delegating } from './delegating.service';

/** Of whoever answers the whole. A code is counted before the work begins, so that no refusal takes the count back. */
@ApiTags('responding')
@Controller('respond/assessments/:id/delegations')
export class DelegateController {
  constructor(
    private readonly database: Database,
    private readonly delegating: Delegating,
    private readonly reader: DelegatingReader,
    private readonly proof: CodeProof,
  ) {}

  @Get()
  @Respondent()
  @ApiOkResponse({ type: OwnDelegations })
  @Refuses(409, 'answers-a-part')
  async listOwnDelegations(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<OwnDelegations> {
    requireWhole(actor);
    await this.database.continueAsJob('delegating');
    return this.reader.ofOwn(actor);
  }

  @Post()
  @HttpCode(200)
  @Respondent()
  @BodyUpTo('960 kB', { items: 2_000 })
  @WithoutTransaction()
  @ApiOkResponse({ type: Delegated })
  @Refuses(403, 'code-needed')
  @Refuses(
    409,
    'answers-a-part',
    'answers-the-whole',
    'assessment-closed',
    'delegation-waits',
    'delegations-full',
  )
  @Refuses(422, 'code-wrong')
  @Refuses(429, 'mailed-often', 'too-many-requests')
  async delegatePart(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() wanted: Delegate,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<Delegated> {
    requireWhole(actor);
    if (wanted.code !== null) await this.proof.countTry(actor);
    return this.database.run(actor, async () => {
      await this.database.continueAsJob('delegating');
      await this.proof.demandInSession(actor, wanted.code);
      return this.delegating.delegate(actor, wanted);
    });
  }

  @Post(':delegationId/take-back')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(409, 'answers-a-part')
  async takeDelegationBack(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('delegationId', ParseUUIDPipe) delegationId: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    requireWhole(actor);
    await this.database.continueAsJob('delegating');
    await this.delegating.takeBack(actor, delegationId);
  }
}

/** Of the organisation. */
@ApiTags('assessments')
@Controller('assessments/:id/delegations')
export class DelegationController {
  constructor(
    private readonly delegating: Delegating,
    private readonly reader: DelegatingReader,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: DelegationsShown })
  listDelegations(@Param('id', ParseUUIDPipe) id: string): Promise<DelegationsShown> {
    return this.reader.ofAssessment(id);
  }

  @Post(':delegationId/agree')
  @HttpCode(204)
  @Allow('assessment.send')
  @ApiNoContentResponse()
  @Refuses(409, 'delegation-over')
  async agreeToDelegation(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('delegationId', ParseUUIDPipe) delegationId: string,
    @CurrentMember() member: MemberActor,
  ): Promise<void> {
    await this.delegating.agree(id, delegationId, member.name);
  }

  @Post(':delegationId/refuse')
  @HttpCode(204)
  @Allow('assessment.send')
  @ApiNoContentResponse()
  @Refuses(409, 'delegation-over')
  async refuseDelegation(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('delegationId', ParseUUIDPipe) delegationId: string,
    @Body() { because }: RefuseDelegation,
    @CurrentMember() member: MemberActor,
  ): Promise<void> {
    await this.delegating.refuse(id, delegationId, { because, memberName: member.name });
  }
}

/** A delegate passes nothing further. */
function requireWhole({ sections }: RespondentActor): void {
  if (sections !== null) throw conflict('answers-a-part');
}
