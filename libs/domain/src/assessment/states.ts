export const ASSESSMENT_STATES = [
  'draft',
  'sent',
  'opened',
  'answering',
  'submitted',
  'in-review',
  'returned',
  'declined',
  'closed',
  'cancelled',
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** Where an assessment may go from each state; cancelled from any before closed (DESIGN section 1). */
export const ASSESSMENT_TRANSITIONS = {
  draft: ['sent', 'cancelled'],
  sent: ['opened', 'declined', 'cancelled'],
  opened: ['answering', 'declined', 'cancelled'],
  answering: ['submitted', 'declined', 'cancelled'],
  submitted: ['in-review', 'cancelled'],
  'in-review': ['returned', 'closed', 'cancelled'],
  returned: ['answering', 'declined', 'cancelled'],
  // Taken back by the vendor, or asked again by a member: it stands where it stood.
  declined: ['sent', 'opened', 'answering', 'returned', 'cancelled'],
  closed: [],
  cancelled: [],
} as const satisfies Readonly<Record<AssessmentState, readonly AssessmentState[]>>;

/** True where an assessment may move from one state to the other in one step. */
export function canMove(from: AssessmentState, to: AssessmentState): boolean {
  return (ASSESSMENT_TRANSITIONS[from] as readonly AssessmentState[]).includes(to);
}

/** The states in which the vendor may still change answers. */
export const ANSWERABLE_STATES = [
  'sent',
  'opened',
  'answering',
  'returned',
] as const satisfies readonly AssessmentState[];

/** The states in which the vendor has been asked and has not submitted: it may still answer, or has declined to. */
export const UNANSWERED_STATES = [
  ...ANSWERABLE_STATES,
  'declined',
] as const satisfies readonly AssessmentState[];

/** The states before the vendor has submitted for the first time, or again. */
export const UNSUBMITTED_STATES = [
  'draft',
  ...UNANSWERED_STATES,
] as const satisfies readonly AssessmentState[];

/** The states in which a reviewer has the answers in hand. */
export const REVIEWABLE_STATES = ['submitted', 'in-review'] as const satisfies readonly AssessmentState[];

/** The states after which nothing happens to an assessment. */
export const ENDED_STATES = ['closed', 'cancelled'] as const satisfies readonly AssessmentState[];

/** What a vendor declines: to answer this questionnaire, or any about this service. */
export const DECLINED_SCOPES = ['questionnaire', 'service'] as const;
export type DeclinedScope = (typeof DECLINED_SCOPES)[number];

/** True while the vendor may change answers. */
export function isAnswerable(state: AssessmentState): boolean {
  return (ANSWERABLE_STATES as readonly AssessmentState[]).includes(state);
}

/** True while a reviewer has the answers in hand. */
export function isReviewable(state: AssessmentState): boolean {
  return (REVIEWABLE_STATES as readonly AssessmentState[]).includes(state);
}
