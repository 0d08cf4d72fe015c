import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  Refuses,
  RefusesWith,
  type MemberActor,
} from '@countersign/platform';
import { ChangedRisk, NewAcceptance, WithdrawAcceptance } from '../approvals/acceptance.dto';
import { AcceptanceService } from '../approvals/acceptance.service';
import { BlockedApproval, NewApproval } from '../approvals/approval.dto';
import { ApprovalService } from '../approvals/approval.service';
import { Engagement } from './engagement.dto';
import { EngagementReader } from './engagement.reader';

/** What `risk` decides about an engagement. */
@ApiTags('engagements')
@Controller('engagements/:id')
export class DecisionController {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly acceptances: AcceptanceService,
    private readonly reader: EngagementReader,
  ) {}

  @Post('approvals')
  @HttpCode(201)
  @Allow('engagement.approve')
  @BodyUpTo('160 kB', { fields: 200 })
  @ApiCreatedResponse({ type: Engagement })
  @RefusesWith(BlockedApproval, 409, 'approval-blocked')
  @Refuses(409, 'decided-meanwhile', 'engagement-ended')
  async decideEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() approval: NewApproval,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.approvals.approve(id, approval, member);
    return this.reader.engagement(id);
  }

  @Post('acceptances')
  @HttpCode(201)
  @Allow('engagement.approve')
  @BodyUpTo('160 kB', { items: 500 })
  @ApiCreatedResponse({ type: Engagement })
  @RefusesWith(ChangedRisk, 409, 'risk-changed')
  @Refuses(409, 'acceptance-stands', 'engagement-ended')
  async acceptRisk(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() acceptance: NewAcceptance,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.acceptances.accept(id, acceptance, member);
    return this.reader.engagement(id);
  }

  @Post('acceptances/:acceptanceId/withdraw')
  @HttpCode(200)
  @Allow('engagement.approve')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @Refuses(409, 'acceptance-withdrawn')
  async withdrawAcceptance(
    @Param('id', ParseUUIDPipe) engagementId: string,
    @Param('acceptanceId', ParseUUIDPipe) id: string,
    @Body() { reason }: WithdrawAcceptance,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.acceptances.withdraw({ engagementId, id }, reason, member);
    return this.reader.engagement(engagementId);
  }
}
