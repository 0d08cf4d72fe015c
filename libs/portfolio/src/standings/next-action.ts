export const NEXT_ACTIONS = [
  'send-assessment',
  'send-follow-up',
  'review',
  'settle-decline',
  'approve',
  'record-contract',
  'mark-clauses',
  'decide-term',
  'state-use',
  'return-data',
  'none',
] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];
