import type { IsoDate } from '../dates/calendar';
import { compareLevels, levelName, type Level } from '../levels/level';
import type { ResidualState } from '../risk/residual-risk';

export const APPROVAL_OUTCOMES = ['to-contract', 'approved', 'approved-with-conditions', 'rejected'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

/** A reasoned exception with an end. It changes no score: it lifts the block on approval. */
export interface RiskAcceptance {
  /** Last day on which it holds. */
  readonly until: IsoDate;
  /** The rating it was given for. */
  readonly rating: Level;
  /** The knock-outs it names. */
  readonly knockouts: readonly string[];
}

export type AcceptanceState = 'valid' | 'ended' | 'stale';

/** Ended after its day; stale when the rating has risen or a knock-out it does not name is open. */
export function acceptanceState(
  acceptance: RiskAcceptance,
  now: { readonly rating: Level; readonly openKnockouts: readonly string[]; readonly today: IsoDate },
): AcceptanceState {
  if (acceptance.until < now.today) return 'ended';
  if (compareLevels(now.rating, acceptance.rating) > 0) return 'stale';
  return now.openKnockouts.every((knockout) => acceptance.knockouts.includes(knockout)) ? 'valid' : 'stale';
}

export interface ApprovalInput {
  readonly rating: Level;
  readonly residualState: ResidualState;
  readonly clause01Required: boolean;
  readonly clause01InForce: boolean;
  /** Question ids of the open knock-outs. */
  readonly openKnockouts: readonly string[];
  readonly acceptance: RiskAcceptance | null;
  readonly today: IsoDate;
}

export interface ApprovalOption {
  readonly outcome: ApprovalOutcome;
  readonly allowed: boolean;
  /** Why not, in one sentence; for an allowed outcome what it rests on, or null. */
  readonly because: string | null;
}

/**
 * What `risk` may say of an engagement today. Rejecting and "to contract" (which releases no personal
 * information) are always open; approval needs CL-01 in force where it is required, an assessment where
 * protected data are held, and a valid acceptance where the rating is high or a knock-out is open.
 */
export function approvalOptions(input: ApprovalInput): readonly ApprovalOption[] {
  const block = blockOf(input);
  const resting = block === null && needsAcceptance(input) ? acceptedText(input) : null;
  const approval = { allowed: block === null, because: block ?? resting };
  return [
    {
      outcome: 'to-contract',
      allowed: true,
      because:
        input.clause01Required && !input.clause01InForce
          ? 'Approved to contract: no personal information may be released yet.'
          : null,
    },
    { outcome: 'approved', ...approval },
    { outcome: 'approved-with-conditions', ...approval },
    { outcome: 'rejected', allowed: true, because: null },
  ];
}

function blockOf(input: ApprovalInput): string | null {
  if (input.clause01Required && !input.clause01InForce) {
    return 'CL-01 is required by 201 CMR 17.03(2)(f)2. or another law and is not in force: approve to contract only.';
  }
  if (input.clause01Required && input.residualState === 'not-assessed') {
    return 'Nothing has been assessed yet: 201 CMR 17.03(2)(f)1. asks for reasonable steps before data are shared.';
  }
  if (!needsAcceptance(input)) return null;
  return acceptanceBlock(input);
}

function needsAcceptance({ rating, openKnockouts }: ApprovalInput): boolean {
  return compareLevels(rating, 'high') >= 0 || openKnockouts.length > 0;
}

function acceptanceBlock(input: ApprovalInput): string | null {
  const why = reasonText(input);
  if (input.acceptance === null) return `${why}: accept the risk first, or have it reduced.`;
  switch (acceptanceState(input.acceptance, input)) {
    case 'valid':
      return null;
    case 'ended':
      return `${why}: the risk acceptance ended on ${input.acceptance.until}.`;
    case 'stale':
      return `${why}: the risk acceptance no longer covers it.`;
  }
}

function reasonText({ rating, openKnockouts }: ApprovalInput): string {
  if (openKnockouts.length === 0) return `The rating is ${levelName(rating)}`;
  return `The rating is ${levelName(rating)} with open knock-outs (${openKnockouts.join(', ')})`;
}

function acceptedText({ rating, acceptance }: ApprovalInput): string | null {
  if (acceptance === null) return null;
  const name = levelName(rating);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}, accepted until ${acceptance.until}.`;
}
