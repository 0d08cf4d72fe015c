import type { IsoDate } from '../dates/calendar';
import type { Tier } from '../levels/level';

/** What `risk` says in place of the computed tier, until its last day. It changes no level, rating or floor. */
export interface TierOverride {
  readonly tier: Tier;
  readonly until: IsoDate;
}

/** What lists, policy, cadence and approvals go by; from the day after the last one the computed tier rules again. */
export function tierInForce(computed: Tier, override: TierOverride | null, today: IsoDate): Tier {
  return override !== null && today <= override.until ? override.tier : computed;
}
