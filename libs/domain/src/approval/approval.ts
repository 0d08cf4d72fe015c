import { blockingReasons, type BlockingReason, type Gate } from './gates';
import { APPROVAL_OUTCOMES, approvesUse, type ApprovalOutcome } from './outcomes';

export interface ApprovalOption {
  readonly outcome: ApprovalOutcome;
  readonly allowed: boolean;
  /** All of them; empty where it is allowed. */
  readonly blockedBy: readonly BlockingReason[];
}

/**
 * What `risk` may say of an engagement today. Rejecting and "to contract", which releases no personal information,
 * are always open; approval asks for every gate.
 */
export function approvalOptions(gates: readonly Gate[]): readonly ApprovalOption[] {
  const reasons = blockingReasons(gates);
  return APPROVAL_OUTCOMES.map((outcome) => {
    const blockedBy = approvesUse(outcome) ? reasons : [];
    return { outcome, allowed: blockedBy.length === 0, blockedBy };
  });
}
