import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  Refuses,
  type ActingRequest,
  type MemberActor,
} from '@countersign/platform';
import { AcceptFinding, Finding, FindingPage, FindingQuery, RejectFinding } from './finding.dto';
import { SendBackPlan, ShownPlan, VerifyFinding } from './finding.dto';
import { FindingPlans } from './finding-plans';
import { FindingReader } from './finding.reader';
import { FindingService } from './finding.service';

@ApiTags('findings')
@Controller('findings')
export class FindingController {
  constructor(
    private readonly findings: FindingService,
    private readonly plans: FindingPlans,
    private readonly reader: FindingReader,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: FindingPage })
  listFindings(@Query() query: FindingQuery): Promise<FindingPage> {
    return this.reader.list(query);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Allow('finding.judge')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Finding })
  @Refuses(409, 'finding-closed', 'finding-confirmed', 'finding-rejected')
  async acceptFinding(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() verdict: AcceptFinding,
    @CurrentMember() member: MemberActor,
  ): Promise<Finding> {
    await this.findings.accept(id, verdict, member);
    return this.reader.finding(id);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow('finding.judge')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Finding })
  @Refuses(409, 'finding-closed', 'finding-confirmed', 'finding-rejected')
  async rejectFinding(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() verdict: RejectFinding,
    @Req() { member }: ActingRequest,
  ): Promise<Finding> {
    if (member === undefined) throw new Error('A finding is judged by a signed-in member alone.');
    await this.findings.reject(id, verdict, member);
    return this.reader.finding(id);
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Allow('finding.judge')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Finding })
  @Refuses(409, 'clause-finding', 'finding-closed', 'finding-not-accepted')
  async verifyFinding(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: VerifyFinding,
    @CurrentMember() member: MemberActor,
  ): Promise<Finding> {
    await this.findings.closeAsVerified(id, note, member);
    return this.reader.finding(id);
  }

  @Post(':id/plan/agree')
  @HttpCode(200)
  @Allow('finding.judge')
  @ApiOkResponse({ type: Finding })
  @Refuses(409, 'finding-closed', 'finding-not-accepted', 'plan-changed', 'plan-day-past')
  async agreeToPlan(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() shown: ShownPlan,
    @CurrentMember() member: MemberActor,
  ): Promise<Finding> {
    await this.plans.agree(id, shown, member);
    return this.reader.finding(id);
  }

  @Post(':id/plan/send-back')
  @HttpCode(200)
  @Allow('finding.judge')
  @ApiOkResponse({ type: Finding })
  @Refuses(409, 'finding-closed', 'finding-not-accepted', 'plan-changed')
  async sendPlanBack(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() verdict: SendBackPlan,
    @CurrentMember() member: MemberActor,
  ): Promise<Finding> {
    await this.plans.sendBack(id, verdict, member);
    return this.reader.finding(id);
  }
}
