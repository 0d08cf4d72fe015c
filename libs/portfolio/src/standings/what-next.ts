import { isReviewable, type AssessmentState } from '@countersign/domain';
import type { NextAction } from './next-action';

interface Decision {
  readonly outcome: string;
  readonly validTo: string | null;
  /** An assessment has been closed since. */
  readonly outdated: boolean;
}

interface Situation {
  readonly today: string;
  readonly open: boolean;
  readonly assessment: {
    readonly id: string;
    readonly state: AssessmentState;
    readonly dueOn: string;
  } | null;
  readonly approval: Decision | null;
  readonly reassessmentDueOn: string | null;
  readonly contract: {
    readonly contractId: string | null;
    readonly clauseGaps: number;
    readonly clause01: 'not-required' | 'in-force' | 'missing';
    readonly requiredClauses: number;
  };
}

interface NextStep {
  readonly text: string;
  readonly action: NextAction;
  readonly targetId: string | null;
}

const nothing = (text: string): NextStep => ({ text, action: 'none', targetId: null });

/** The one thing that moves an engagement on, in the words of the person who has to do it. */
export function whatNext(situation: Situation): NextStep {
  if (!situation.open) return nothing('Ended: kept for the record.');
  const { assessment, approval } = situation;
  // A rejected vendor may be asked again; what it answers then is reviewed and decided like any other.
  const asked = assessment !== null && assessment.state !== 'closed';
  if (approval?.outcome === 'rejected' && !approval.outdated && !asked) {
    return nothing('Rejected: share no data with this vendor.');
  }
  if (assessment === null) {
    return { text: 'Send the questionnaire to the vendor', action: 'send-assessment', targetId: null };
  }
  if (isReviewable(assessment.state)) {
    return { text: 'Review the answers', action: 'review', targetId: assessment.id };
  }
  if (assessment.state !== 'closed') return waiting(assessment, situation.today);
  if (approval === null || approval.outdated)
    return { text: 'Decide: approve, approve to contract, or reject', action: 'approve', targetId: null };
  return afterDecision(situation, approval);
}

function waiting({ dueOn, state }: { dueOn: string; state: string }, today: string): NextStep {
  const who =
    state === 'returned' ? 'Waiting for the vendor to correct its answers' : 'Waiting for the vendor';
  return nothing(dueOn < today ? `${who}: overdue` : who);
}

function afterDecision({ contract, today, reassessmentDueOn }: Situation, approval: Decision): NextStep {
  if (contract.contractId === null && contract.requiredClauses > 0) {
    return { text: 'Record the contract', action: 'record-contract', targetId: null };
  }
  if (contract.clause01 === 'missing') {
    return {
      text: 'CL-01 is not in force: have it signed, then mark it',
      action: 'mark-clauses',
      targetId: contract.contractId,
    };
  }
  if (approval.outcome === 'to-contract') {
    const text =
      contract.clause01 === 'in-force'
        ? 'The contract is in force: approve the engagement'
        : 'Approve the engagement';
    return { text, action: 'approve', targetId: null };
  }
  if (reassessmentDueOn !== null && reassessmentDueOn <= today) {
    return { text: 'Reassessment is due: send the questionnaire', action: 'send-assessment', targetId: null };
  }
  if (approval.validTo !== null && approval.validTo < today) {
    return { text: 'The approval has ended: decide again', action: 'approve', targetId: null };
  }
  if (contract.clauseGaps > 0) {
    const gaps = contract.clauseGaps === 1 ? 'the clause gap' : `the ${contract.clauseGaps} clause gaps`;
    return { text: `Close ${gaps}`, action: 'mark-clauses', targetId: contract.contractId };
  }
  return nothing('Nothing to do now');
}
