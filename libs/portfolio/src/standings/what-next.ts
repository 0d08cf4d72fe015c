import {
  isAnswerable,
  isReviewable,
  type ApprovalState,
  type AssessmentState,
  type UseState,
} from '@countersign/domain';
import { say, type Words } from '@countersign/platform';
import type { NextAction } from './next-action';
import type { LaterQuestions } from './standing-facts';

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
  /** Oldest day first. */
  readonly laterQuestions: readonly LaterQuestions[];
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
  /** Not stated: what was taken in before anybody was asked counts as in use. */
  readonly use: UseState;
  readonly contract: {
    readonly contractId: string | null;
    readonly heldOverId: string | null;
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
  const answered = situation.laterQuestions.find((one) => one.isFollowUp && isReviewable(one.state));
  if (answered !== undefined)
    return { said: say('what-next.review-follow-up'), action: 'review', targetId: answered.assessmentId };
  if (assessment !== null && assessment.state === 'declined')
    return { said: say('what-next.declined'), action: 'settle-decline', targetId: assessment.id };
  if (assessment !== null && assessment.state !== 'closed') return waiting(assessment, situation.today);
  // Nobody may approve on answers that are older than the policy allows.
  if (isOutOfDate(situation)) return reassess;
  const unsent = situation.laterQuestions.find(isUnsent);
  if (unsent !== undefined) {
    return {
      said: say('what-next.send-follow-up', { questions: unsent.unsent }),
      action: 'send-follow-up',
      targetId: unsent.assessmentId,
    };
  }
  if (approval === null || approval.outdated) {
    const said = situation.unassessed ? say('what-next.decide-unassessed') : say('what-next.decide');
    return decide(situation, said);
  }
  return afterDecision(situation, approval);
}

/** While the vendor has the questionnaire itself, its form asks them. */
function isUnsent({ isFollowUp, unsent, state }: LaterQuestions): boolean {
  return !isFollowUp && unsent > 0 && (state === 'closed' || isReviewable(state));
}

/** Who decides waits for answers that are still on their way; once their day is past, silence counts. */
function decide({ today, laterQuestions }: Situation, said: Words): NextStep {
  const due = withVendor(laterQuestions);
  if (due !== null && due.dueOn >= today) return nothing(say('what-next.wait-for-follow-up'));
  return { said, action: 'approve', targetId: null };
}

function withVendor(questions: readonly LaterQuestions[]): LaterQuestions | null {
  return questions.find(({ isFollowUp, state }) => isFollowUp && isAnswerable(state)) ?? null;
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
  const { contract, today, reassessment, use } = situation;
  if (contract.contractId === null && contract.requiredClauses > 0) {
    return { said: say('what-next.record-contract'), action: 'record-contract', targetId: null };
  }
  if (contract.heldOverId !== null && (use === 'in-use' || use === 'not-stated')) {
    return { said: say('what-next.held-over'), action: 'decide-term', targetId: contract.heldOverId };
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
    return decide(situation, say('what-next.approval-stale'));
  }
  if (approval.outcome === 'to-contract') {
    const inForce = contract.clause01 === 'in-force';
    return decide(situation, inForce ? say('what-next.approve-in-force') : say('what-next.approve'));
  }
  if (reassessment !== null && reassessment.dueOn <= today) return reassess;
  if (approval.validTo !== null && approval.validTo < today) {
    return decide(situation, say('what-next.approval-ended'));
  }
  if (use === 'not-stated') return { said: say('what-next.state-use'), action: 'state-use', targetId: null };
  if (contract.clausesToReview > 0) return reviewTheContract(contract);
  if (contract.clauseGaps > 0) {
    return {
      said: say('what-next.close-clause-gaps', { gaps: contract.clauseGaps }),
      action: 'mark-clauses',
      targetId: contract.contractId,
    };
  }
  const due = withVendor(situation.laterQuestions);
  if (due === null) return nothing(say('what-next.nothing'));
  return nothing(
    due.dueOn < today ? say('what-next.wait-for-follow-up-overdue') : say('what-next.wait-for-follow-up'),
  );
}

function reviewTheContract({ clausesToReview, contractId }: Situation['contract']): NextStep {
  const said = say('what-next.review-contract', { clauses: clausesToReview });
  return { said, action: 'mark-clauses', targetId: contractId };
}
