import type { Policy } from '@countersign/domain';

/** What an organisation demands before it approves, until it says otherwise (DESIGN section 4). */
export const shippedPolicy: Policy = {
  // 201 CMR 17.03(2)(f)1.: reasonable steps to select providers capable of protecting personal information.
  asks: [{ questionnaire: 'ma-201-cmr-17', data: 'protected', tiers: [1, 2, 3] }],
  tiers: [
    { tier: 1, cadenceMonths: 12, approvers: ['risk'] },
    { tier: 2, cadenceMonths: 24, approvers: ['risk'] },
    { tier: 3, cadenceMonths: 36, approvers: ['risk'] },
  ],
  acceptance: { from: 'high', atMostMonths: 12 },
  useWithoutApprovalDays: 30,
};
