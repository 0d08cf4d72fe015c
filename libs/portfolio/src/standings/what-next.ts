import { isReviewable, type ApprovalState, type AssessmentState } from '@countersign/domain';
import { say, type Words } from '@countersign/platform';
import type { NextAction } from './next-action';

interface Decision {
  readonly outcome: string;
  readonly validTo: string | null;
  /** An assessment has been closed since. */
  readonly outdated: boolean;
  readonly state: ApprovalState;
}

interface Situation {
  readonly today: string;
  readonly open: boolean;
  readonly vendorArchived: boolean;
  /** The vendor still holds data, by what is recorded of the use. */
  readonly dataHeld: boolean;
  readonly assessment: {
    readonly id: string;
    readonly state: AssessmentState;
    readonly dueOn: string;
  } | null;
  readonly approval: Decision | null;
  /** The policy asks the vendor something here. */
  readonly asked: boolean;
  /** A member has said that no assessment is needed. */
  readonly unassessed: boolean;
  readonly reassessment: {
    readonly dueOn: string;
    readonly regularOn: string;
    readonly extendedUntil: string | null;
  } | null;
  /** Somebody has said whether the service is in use. */
  readonly useStated: boolean;
  readonly contract: {
    readonly contractId: string | null;
    readonly clauseGaps: number;
    readonly clausesToReview: number;
    readonly clause01: 'not-required' | 'in-force' | 'missing';
    readonly requiredClauses: number;
  };
}

interface NextStep {
  readonly said: Words;
  readonly action: NextAction;
  readonly targetId: string | null;
}

const nothing = (what: Words): NextStep => ({ said: what, action: 'none', targetId: null });

/** The one thing that moves an engagement on. */
export function whatNext(situation: Situation): NextStep {
  if (situation.vendorArchived) return nothing(say('what-next.vendor-archived'));
  if (!situation.open) return situation.dataHeld ? returnData : nothing(say('what-next.ended'));
  const { assessment, approval } = situation;
  // A rejected vendor may be asked again; what it answers then is reviewed and decided like any other.
  const underWay = assessment !== null && assessment.state !== 'closed';
  if (approval?.outcome === 'rejected' && !approval.outdated && !underWay) {
    return nothing(say('what-next.rejected'));
  }
  if (assessment === null && situation.asked) {
    return { said: say('what-next.send'), action: 'send-assessment', targetId: null };
  }
  if (assessment !== null && isReviewable(assessment.state)) {
    return { said: say('what-next.review'), action: 'review', targetId: assessment.id };
  }
  if (assessment !== null && assessment.state !== 'closed') return waiting(assessment, situation.today);
  // Nobody may approve on answers that are older than the policy allows.
  if (isOutOfDate(situation)) return reassess;
  if (approval === null || approval.outdated) {
    const said = situation.unassessed ? say('what-next.decide-unassessed') : say('what-next.decide');
    return { said, action: 'approve', targetId: null };
  }
  return afterDecision(situation, approval);
}

function waiting({ dueOn, state }: { dueOn: string; state: string }, today: string): NextStep {
  const overdue = dueOn < today;
  if (state === 'returned')
    return nothing(
      overdue ? say('what-next.wait-for-correction-overdue') : say('what-next.wait-for-correction'),
    );
  return nothing(overdue ? say('what-next.wait-overdue') : say('what-next.wait'));
}

const returnData: NextStep = { said: say('what-next.return-data'), action: 'return-data', targetId: null };

const reassess: NextStep = { said: say('what-next.reassess'), action: 'send-assessment', targetId: null };

function isOutOfDate({ today, reassessment }: Situation): boolean {
  if (reassessment === null) return false;
  const { regularOn, extendedUntil } = reassessment;
  return today > regularOn && (extendedUntil === null || today > extendedUntil);
}

function afterDecision(situation: Situation, approval: Decision): NextStep {
  const { contract, today, reassessment, useStated } = situation;
  if (contract.contractId === null && contract.requiredClauses > 0) {
    return { said: say('what-next.record-contract'), action: 'record-contract', targetId: null };
  }
  if (contract.clause01 === 'missing' && contract.clausesToReview === 0) {
    return {
      said: say('what-next.clause-01'),
      action: 'mark-clauses',
      targetId: contract.contractId,
    };
  }
  if (contract.clause01 === 'missing') return reviewTheContract(contract);
  if (approval.state === 'stale') {
    return { said: say('what-next.approval-stale'), action: 'approve', targetId: null };
  }
  if (approval.outcome === 'to-contract') {
    const inForce = contract.clause01 === 'in-force';
    return {
      said: inForce ? say('what-next.approve-in-force') : say('what-next.approve'),
      action: 'approve',
      targetId: null,
    };
  }
  if (reassessment !== null && reassessment.dueOn <= today) return reassess;
  if (approval.validTo !== null && approval.validTo < today) {
    return { said: say('what-next.approval-ended'), action: 'approve', targetId: null };
  }
  if (!useStated) return { said: say('what-next.state-use'), action: 'state-use', targetId: null };
  if (contract.clausesToReview > 0) return reviewTheContract(contract);
  if (contract.clauseGaps > 0) {
    return {
      said: say('what-next.close-clause-gaps', { gaps: contract.clauseGaps }),
      action: 'mark-clauses',
      targetId: contract.contractId,
    };
  }
  return nothing(say('what-next.nothing'));
}

function reviewTheContract({ clausesToReview, contractId }: Situation['contract']): NextStep {
  const said = say('what-next.review-contract', { clauses: clausesToReview });
  return { said, action: 'mark-clauses', targetId: contractId };
}
