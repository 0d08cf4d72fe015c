import { defineChange } from '@countersign/platform';

type MovedAssessment = {
  readonly assessmentId: string;
  readonly engagementId: string;
};

export const assessmentSent = defineChange<MovedAssessment>('assessment.sent');
/** Questions that a later intake has opened are with the vendor. */
export const followUpSent = defineChange<MovedAssessment>('assessment.follow-up-sent');
export const assessmentOpened = defineChange<MovedAssessment>('assessment.opened');
export const assessmentAnswering = defineChange<MovedAssessment>('assessment.answering');
export const assessmentSubmitted = defineChange<MovedAssessment>('assessment.submitted');
export const assessmentDeclined = defineChange<MovedAssessment>('assessment.declined');
/** The vendor that had declined answers after all, or is asked again. */
export const assessmentAskedAgain = defineChange<MovedAssessment>('assessment.asked-again');
export const assessmentReturned = defineChange<MovedAssessment>('assessment.returned');
export const assessmentClosed = defineChange<MovedAssessment>('assessment.closed');
/** Somebody else is asked, or the same contact at another address: what the former one wished goes with its link. */
export const assessmentHandedOver = defineChange<MovedAssessment>('assessment.handed-over');
/** Asked for by another day. */
export const assessmentRescheduled = defineChange<MovedAssessment>('assessment.rescheduled');
export const assessmentBroughtBack = defineChange<MovedAssessment>('assessment.brought-back');
export const assessmentCancelled = defineChange<MovedAssessment>('assessment.cancelled');
export const answerReviewed = defineChange<MovedAssessment>('answer.reviewed');
/** A member has set aside what an answer names, or says that the intake stands. */
export const scopeSettled = defineChange<MovedAssessment>('assessment.scope-settled');
/** The facts that they read are others; the ids are of those that have been submitted. */
export const factsChanged = defineChange<{
  readonly engagementId: string;
  readonly assessmentIds: readonly string[];
}>('assessment.facts-changed');
