export const ASSESSMENT_STATES = [
  'draft',
  'sent',
  'opened',
  'answering',
  'submitted',
  'in-review',
  'returned',
  'closed',
  'cancelled',
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** Where an assessment may go from each state; cancelled from any before closed (DESIGN section 1). */
export const ASSESSMENT_TRANSITIONS = {
  draft: ['sent', 'cancelled'],
  sent: ['opened', 'cancelled'],
  opened: ['answering', 'cancelled'],
  answering: ['submitted', 'cancelled'],
  submitted: ['in-review', 'cancelled'],
  'in-review': ['returned', 'closed', 'cancelled'],
  returned: ['answering', 'cancelled'],
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

/** The states before the vendor has submitted for the first time, or again. */
export const UNSUBMITTED_STATES = [
  'draft',
  ...ANSWERABLE_STATES,
] as const satisfies readonly AssessmentState[];

/** The states in which a reviewer has the answers in hand. */
export const REVIEWABLE_STATES = ['submitted', 'in-review'] as const satisfies readonly AssessmentState[];

/** The states after which nothing happens to an assessment. */
export const ENDED_STATES = ['closed', 'cancelled'] as const satisfies readonly AssessmentState[];

/** True while the vendor may change answers. */
export function isAnswerable(state: AssessmentState): boolean {
  return (ANSWERABLE_STATES as readonly AssessmentState[]).includes(state);
}

/** True while a reviewer has the answers in hand. */
export function isReviewable(state: AssessmentState): boolean {
  return (REVIEWABLE_STATES as readonly AssessmentState[]).includes(state);
}
