import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, BodyUpTo, CurrentMember, Refuses, type MemberActor } from '@countersign/platform';
import { StillValid } from '../reassessment/reassessment.dto';
import { ReassessmentService } from '../reassessment/reassessment.service';
import { LiftTierOverride, NewTierOverride } from '../tier/tier.dto';
import { TierOverrideService } from '../tier/tier-override.service';
import { Engagement } from './engagement.dto';
import { EngagementReader } from './engagement.reader';

/** What `risk` says of the tier and of an assessment that is still valid. */
@ApiTags('engagements')
@Controller('engagements/:id')
export class TierController {
  constructor(
    private readonly overrides: TierOverrideService,
    private readonly reassessments: ReassessmentService,
    private readonly reader: EngagementReader,
  ) {}

  @Post('tier-overrides')
  @HttpCode(201)
  @Allow('engagement.approve')
  @BodyUpTo('64 kB')
  @ApiCreatedResponse({ type: Engagement })
  @Refuses(409, 'override-stands', 'engagement-ended')
  async overrideTier(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() override: NewTierOverride,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.overrides.override(id, override, member);
    return this.reader.engagement(id);
  }

  @Post('tier-overrides/:overrideId/lift')
  @HttpCode(200)
  @Allow('engagement.approve')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @Refuses(409, 'override-lifted', 'override-over')
  async liftTierOverride(
    @Param('id', ParseUUIDPipe) engagementId: string,
    @Param('overrideId', ParseUUIDPipe) id: string,
    @Body() { reason }: LiftTierOverride,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.overrides.lift({ engagementId, id }, reason, member);
    return this.reader.engagement(engagementId);
  }

  @Post('reassessment/still-valid')
  @HttpCode(200)
  @Allow('engagement.approve')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Engagement })
  @Refuses(
    409,
    'already-extended',
    'nothing-to-extend',
    'too-late-to-extend',
    'reassessment-moved',
    'engagement-ended',
  )
  async extendReassessment(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() valid: StillValid,
    @CurrentMember() member: MemberActor,
  ): Promise<Engagement> {
    await this.reassessments.extend(id, valid, member);
    return this.reader.engagement(id);
  }
}
