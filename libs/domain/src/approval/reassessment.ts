import { addMonths, earlierOf, type IsoDate } from '../dates/calendar';
import type { Tier } from '../levels/level';

const TIER_MONTHS = { 1: 12, 2: 24 } as const;
const TIER_3_LEAST_MONTHS = 12;
const TIER_3_MOST_MONTHS = 36;

/**
 * The day by which an engagement is to be assessed again: tier 1 after 12 months, tier 2 after 24, tier 3 with
 * the first notice window that lies at least 12 months after the last assessment, 36 months at most.
 */
export function reassessmentDueOn(input: {
  readonly tier: Tier;
  readonly assessedOn: IsoDate;
  /** Of the contract's terms: the day a notice window opens, else the last send day, else the last day. */
  readonly noticeDays: readonly IsoDate[];
}): IsoDate {
  if (input.tier !== 3) return addMonths(input.assessedOn, TIER_MONTHS[input.tier]);
  const least = addMonths(input.assessedOn, TIER_3_LEAST_MONTHS);
  const most = addMonths(input.assessedOn, TIER_3_MOST_MONTHS);
  return input.noticeDays.filter((day) => day >= least).reduce(earlierOf, most);
}
