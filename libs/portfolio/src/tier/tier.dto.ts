import { TIERS, type Tier } from '@countersign/domain';
import {
  Choice,
  Day,
  GivenDay,
  GivenWhole,
  Id,
  Instant,
  NullableText,
  Text,
  TrimmedText,
} from '@countersign/platform';

export const OVERRIDE_STATES = ['in-force', 'ended', 'lifted'] as const;

export class NewTierOverride {
  @GivenWhole({ least: 1, most: 3, message: 'tier.dto.choose-the-tier' })
  readonly tier: Tier;

  @GivenDay('tier.dto.give-the-last-day')
  readonly until: string;

  @TrimmedText(10_000, 'tier.dto.say-why-the-tier')
  readonly reason: string;
}

export class LiftTierOverride {
  @TrimmedText(10_000, 'tier.dto.say-why-it-is')
  readonly reason: string;
}

export class TierOverrideView {
  @Id() readonly id: string;
  @Choice(OVERRIDE_STATES) readonly state: (typeof OVERRIDE_STATES)[number];
  @Choice(TIERS) readonly tier: Tier;
  /** On the day on which it was set. */
  @Choice(TIERS) readonly computedThen: Tier;
  @Text() readonly reason: string;
  /** Its last day. */
  @Day() readonly until: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @NullableText() readonly liftedBy: string | null;
  @NullableText() readonly liftedReason: string | null;
}
