import { defineChange } from '@countersign/platform';

type JudgedFinding = {
  readonly engagementId: string;
  readonly findingId: string;
};

/** From `rejected` it is taken back: while it was rejected, nobody asked whether its ground still stood. */
export const findingAccepted = defineChange<JudgedFinding & { readonly from: string }>('finding.accepted');
/** The day that the vendor named is the due date from now on. */
export const findingAgreed = defineChange<JudgedFinding>('finding.agreed');
export const findingRejected = defineChange<JudgedFinding>('finding.rejected');
/** A question whose gap is closed counts in full from now on: `assessmentId` is the one that showed it. */
export const findingVerified = defineChange<JudgedFinding & { readonly assessmentId: string | null }>(
  'finding.verified',
);
