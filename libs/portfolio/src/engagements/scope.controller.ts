import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ScopeDifferences, StandingSettlement } from '@countersign/assessments';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  type MemberActor,
  Refuses,
  RefusesStale,
  RefusesWith,
  type ActingRequest,
} from '@countersign/platform';
import { Engagement, KeptIntake } from './engagement.dto';
import { EngagementReader } from './engagement.reader';
import { EngagementService } from './engagement.service';
import { AdoptedScope, SettledScope } from './scope.dto';

/** What members say where the intake and the vendor's answers differ. */
@ApiTags('engagements')
@Controller('engagements/:id/scope')
export class ScopeController {
  constructor(
    private readonly engagements: EngagementService,
    private readonly scope: ScopeDifferences,
    private readonly reader: EngagementReader,
  ) {}

  @Post('adopt')
  @HttpCode(200)
  @Allow('scope.adopt')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(KeptIntake)
  @RefusesWith(StandingSettlement, 409, 'settled-meanwhile')
  @Refuses(409, 'engagement-ended', 'nothing-to-settle')
  async adoptAnswer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() adopted: AdoptedScope,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.engagements.adoptAnswer(id, adopted, member);
    return this.reader.engagement(id);
  }

  @Post('settle')
  @HttpCode(200)
  @Allow('assessment.review')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @RefusesStale(KeptIntake)
  @RefusesWith(StandingSettlement, 409, 'settled-meanwhile')
  @Refuses(409, 'nothing-to-settle')
  async settleScope(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() settled: SettledScope,
    @Req() { member }: ActingRequest,
  ): Promise<Engagement> {
    if (member === undefined) throw new Error('A difference is settled by a signed-in member alone.');
    await this.scope.settle(id, settled, member);
    return this.reader.engagement(id);
  }
}
