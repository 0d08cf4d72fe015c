import {
  acceptanceState,
  addDays,
  approvalState,
  approvesUse,
  needsAcceptance,
  protectedElements,
  staleCauses,
  type ApprovalState,
  type Level,
  type PresentGrounds,
  type StaleCause,
} from '@countersign/domain';
import type { LatestApproval, StandingFacts } from './standing-facts';

export interface DatedCause extends StaleCause {
  readonly since: string;
}

/** Where the latest decision stands today, and why it is stale where it is. */
export interface ApprovalStanding {
  readonly state: ApprovalState;
  readonly causes: readonly DatedCause[];
  /** The first day on which what was approved no longer held; null while it does, and where nothing was. */
  readonly notInForceSince: string | null;
}

interface Moved {
  readonly rating: Level;
  readonly openKnockouts: readonly string[];
  readonly today: string;
}

export function approvalStandingOf(facts: StandingFacts, moved: Moved): ApprovalStanding {
  const { approval } = facts;
  const { today } = moved;
  const state = (stale: boolean) => approvalState(approval, { stale, today });
  if (approval === null || !approvesUse(approval.outcome)) {
    return { state: state(false), causes: [], notInForceSince: null };
  }
  const ended = state(false) === 'ended';
  // One that has ended gets no new causes: those of before say since when it no longer held.
  const causes = staleCauses(approval.recorded, presentGrounds(facts, moved))
    .map((cause) => ({ ...cause, since: approval.staleSince[cause.key] ?? today }))
    .filter(({ key }) => !ended || Object.hasOwn(approval.staleSince, key));
  const lost = [...causes.map(({ since }) => since), ...lapsedOn(approval, ended)].sort();
  return { state: state(causes.length > 0), causes, notInForceSince: lost[0] ?? null };
}

function lapsedOn({ validTo }: LatestApproval, ended: boolean): string[] {
  return ended && validTo !== null ? [addDays(validTo, 1)] : [];
}

function presentGrounds(facts: StandingFacts, moved: Moved): PresentGrounds {
  return {
    tier: facts.engagement.tier,
    rating: moved.rating,
    protectedElements: protectedElements(facts.engagement.facts),
    clause01: facts.contract.clause01,
    riskUnaccepted: isRiskUnaccepted(facts, moved),
    overdueConditions: (facts.approval?.conditions ?? []).filter(({ dueOn }) => dueOn < moved.today),
  };
}

function isRiskUnaccepted({ acceptance, policy }: StandingFacts, moved: Moved): boolean {
  if (!needsAcceptance(moved, policy.policy.acceptance.from)) return false;
  return acceptance === null || acceptanceState(acceptance, moved) !== 'valid';
}
