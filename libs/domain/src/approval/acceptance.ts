import type { IsoDate } from '../dates/calendar';
import { compareLevels, type Level } from '../levels/level';

/** A reasoned exception with an end. It changes no score: it lifts the last block on approval. */
export interface RiskAcceptance {
  /** Last day on which it holds. */
  readonly until: IsoDate;
  /** The rating it was given for. */
  readonly rating: Level;
  /** The knock-outs it names. */
  readonly knockouts: readonly string[];
}

export const ACCEPTANCE_STATES = ['valid', 'ended', 'stale', 'withdrawn'] as const;
export type AcceptanceState = (typeof ACCEPTANCE_STATES)[number];

export interface AcceptedRisk {
  readonly rating: Level;
  readonly openKnockouts: readonly string[];
}

/** Ended after its day; stale while the rating is higher or a knock-out it does not name is open. */
export function acceptanceState(
  acceptance: RiskAcceptance,
  now: AcceptedRisk & { readonly today: IsoDate },
): Exclude<AcceptanceState, 'withdrawn'> {
  if (acceptance.until < now.today) return 'ended';
  if (compareLevels(now.rating, acceptance.rating) > 0) return 'stale';
  return unnamedKnockouts(acceptance, now).length === 0 ? 'valid' : 'stale';
}

export function unnamedKnockouts(
  { knockouts }: RiskAcceptance,
  { openKnockouts }: AcceptedRisk,
): readonly string[] {
  return openKnockouts.filter((knockout) => !knockouts.includes(knockout));
}

/** With a knock-out open, or from this rating on, nobody approves unless somebody accepts the risk. */
export function needsAcceptance({ rating, openKnockouts }: AcceptedRisk, from: Level): boolean {
  return compareLevels(rating, from) >= 0 || openKnockouts.length > 0;
}
