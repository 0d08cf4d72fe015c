export const APPROVAL_OUTCOMES = ['to-contract', 'approved', 'approved-with-conditions', 'rejected'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

/** Whether the decision says that the service may be used; what it rested on is recorded with it. */
export function approvesUse(outcome: ApprovalOutcome): boolean {
  return outcome === 'approved' || outcome === 'approved-with-conditions';
}
