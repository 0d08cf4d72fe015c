import type { IsoDate } from '../dates/calendar';
import { compareLevels, type Level, type Tier } from '../levels/level';
import type { Ground } from './gates';
import type { ApprovalOutcome } from './outcomes';

/** What an approval rested on when it was given. */
export interface RecordedGrounds {
  readonly tier: Tier;
  readonly rating: Level;
  readonly protectedElements: readonly string[];
}

export interface PresentGrounds extends RecordedGrounds {
  readonly clause01: 'not-required' | 'in-force' | 'missing';
  /** Where the rating or a knock-out asks for an acceptance and no valid one stands. */
  readonly riskUnaccepted: boolean;
  readonly overdueConditions: readonly { readonly findingId: string; readonly dueOn: IsoDate }[];
}

export const STALE_CODES = [
  'tier-higher',
  'rating-higher',
  'element-new',
  'clause-01-not-in-force',
  'risk-not-accepted',
  'condition-overdue',
] as const;
export type StaleCode = (typeof STALE_CODES)[number];

/** `key` tells it from the other causes of the same approval. */
export type StaleCause = Ground<StaleCode> & { readonly key: string };

/** Why what was approved no longer rests on what it did: against what was recorded, so that what got better ends a cause. */
export function staleCauses(recorded: RecordedGrounds, now: PresentGrounds): readonly StaleCause[] {
  return [
    ...causeIf(now.tier < recorded.tier, 'tier-higher', {
      recorded: String(recorded.tier),
      now: String(now.tier),
    }),
    ...causeIf(compareLevels(now.rating, recorded.rating) > 0, 'rating-higher', {
      recorded: recorded.rating,
      now: now.rating,
    }),
    ...now.protectedElements
      .filter((element) => !recorded.protectedElements.includes(element))
      .map((element) => cause('element-new', { element }, element)),
    ...causeIf(now.clause01 === 'missing', 'clause-01-not-in-force', {}),
    ...causeIf(now.riskUnaccepted, 'risk-not-accepted', { rating: now.rating }),
    ...now.overdueConditions.map(({ findingId, dueOn }) =>
      cause('condition-overdue', { findingId, dueOn }, findingId),
    ),
  ];
}

function cause(code: StaleCode, parameters: StaleCause['parameters'], of: string | null = null): StaleCause {
  return { code, key: of === null ? code : `${code}:${of}`, parameters };
}

function causeIf(holds: boolean, code: StaleCode, parameters: StaleCause['parameters']): StaleCause[] {
  return holds ? [cause(code, parameters)] : [];
}

export const APPROVAL_STATES = ['none', 'to-contract', 'in-force', 'stale', 'ended', 'rejected'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Where the latest decision stands today. One whose day has passed is ended, whatever else became of it. */
export function approvalState(
  latest: { readonly outcome: ApprovalOutcome; readonly validTo: IsoDate | null } | null,
  { stale, today }: { readonly stale: boolean; readonly today: IsoDate },
): ApprovalState {
  if (latest === null) return 'none';
  if (latest.outcome === 'rejected') return 'rejected';
  if (latest.validTo !== null && latest.validTo < today) return 'ended';
  if (latest.outcome === 'to-contract') return 'to-contract';
  return stale ? 'stale' : 'in-force';
}
