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

/** True while the vendor may change answers. */
export function isAnswerable(state: AssessmentState): boolean {
  return (ANSWERABLE_STATES as readonly AssessmentState[]).includes(state);
}
