import type {
  ApprovalOutcome,
  AssessmentState,
  ClauseState,
  ContractRow,
  EngagementRow,
  Finding,
  Level,
  MailLine,
  Recommendation,
  ReviewLine,
  Role,
  Severity,
  Tier,
  VendorRow,
  WhatNext,
} from '@countersign/api-types';

/** How a state feels at a glance. The words beside it always say the same. */
export type Tone = 'quiet' | 'busy' | 'good' | 'warn' | 'bad';

export interface Words {
  readonly text: string;
  readonly tone: Tone;
}

type WordsFor<Code extends string> = Readonly<Record<Code, Words>>;

export type RatingFilter = Level | 'not-assessed';
export type ContractState = ContractRow['state'];
export type TermDecision = NonNullable<ContractRow['decision']>;
export type FindingState = Finding['state'];
export type FindingSource = Finding['source'];
export type ClauseStatus = NonNullable<ClauseState['status']>;
export type ClauseLevel = ClauseState['level'];
export type MailState = MailLine['state'];
export type Verdict = ReviewLine['verdict'];
export type RatingState = EngagementRow['ratingState'];

export const LEVEL_WORDS: Readonly<Record<RatingFilter, string>> = {
  'very-low': 'Very low',
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  'very-high': 'Very high',
  'not-assessed': 'Not assessed',
};

export const RATINGS = [
  'very-high',
  'high',
  'moderate',
  'low',
  'very-low',
  'not-assessed',
] as const satisfies readonly RatingFilter[];

export const RATING_STATE_WORDS: WordsFor<RatingState> = {
  'not-assessed': { text: 'Not assessed yet', tone: 'quiet' },
  'not-scorable': { text: 'Not scorable: too little applies', tone: 'warn' },
  assessed: { text: 'Assessed', tone: 'good' },
};

export const TIERS = [1, 2, 3] as const satisfies readonly Tier[];

export const TIER_WORDS: Readonly<Record<Tier, string>> = { 1: 'Tier 1', 2: 'Tier 2', 3: 'Tier 3' };

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

export const SEVERITY_WORDS: WordsFor<Severity> = {
  critical: { text: 'Critical', tone: 'bad' },
  high: { text: 'High', tone: 'warn' },
  medium: { text: 'Medium', tone: 'busy' },
  low: { text: 'Low', tone: 'quiet' },
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  procurement: 'Procurement',
  reviewer: 'Reviewer',
  risk: 'Risk',
  admin: 'Administrator',
  auditor: 'Auditor',
};

export const APPROVAL_WORDS: WordsFor<ApprovalOutcome> = {
  'to-contract': { text: 'Approved to contract only', tone: 'warn' },
  approved: { text: 'Approved', tone: 'good' },
  'approved-with-conditions': { text: 'Approved with conditions', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'bad' },
};

export const NO_APPROVAL: Words = { text: 'No decision yet', tone: 'quiet' };

export const ASSESSMENT_STATE_WORDS: WordsFor<AssessmentState> = {
  draft: { text: 'Draft', tone: 'quiet' },
  sent: { text: 'Sent', tone: 'busy' },
  opened: { text: 'Opened by the vendor', tone: 'busy' },
  answering: { text: 'Being answered', tone: 'busy' },
  submitted: { text: 'Submitted, awaiting review', tone: 'warn' },
  'in-review': { text: 'In review', tone: 'warn' },
  returned: { text: 'Returned to the vendor', tone: 'busy' },
  closed: { text: 'Closed', tone: 'good' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
};

export const RECOMMENDATION_WORDS: WordsFor<Recommendation> = {
  approve: { text: 'Approve', tone: 'good' },
  'approve-with-conditions': { text: 'Approve with conditions', tone: 'warn' },
  reject: { text: 'Reject', tone: 'bad' },
};

export const VERDICT_WORDS: WordsFor<Verdict> = {
  accepted: { text: 'Accepted', tone: 'good' },
  clarify: { text: 'Needs clarification', tone: 'warn' },
  rejected: { text: 'Rejected', tone: 'bad' },
};

export const FINDING_STATE_WORDS: WordsFor<FindingState> = {
  proposed: { text: 'Proposed', tone: 'busy' },
  open: { text: 'Open', tone: 'warn' },
  rejected: { text: 'Rejected', tone: 'quiet' },
  closed: { text: 'Closed', tone: 'good' },
};

export const FINDING_SOURCE_WORDS: Readonly<Record<FindingSource, string>> = {
  answer: 'From an answer',
  clause: 'From a clause gap',
  manual: 'Entered by hand',
};

export const CONTRACT_STATE_WORDS: WordsFor<ContractState> = {
  'not-started': { text: 'Not started', tone: 'quiet' },
  'in-term': { text: 'In term', tone: 'good' },
  ended: { text: 'Ended', tone: 'quiet' },
  'held-over': { text: 'Ended, service still open', tone: 'bad' },
  evergreen: { text: 'No end date', tone: 'busy' },
  unknown: { text: 'Renewal not known', tone: 'warn' },
};

export const DECISION_WORDS: WordsFor<TermDecision> = {
  renew: { text: 'Renew', tone: 'good' },
  renegotiate: { text: 'Renegotiate', tone: 'warn' },
  end: { text: 'End', tone: 'bad' },
};

export const NO_DECISION: Words = { text: 'Not decided', tone: 'quiet' };

export const CLAUSE_STATUS_WORDS: WordsFor<ClauseStatus> = {
  present: { text: 'Present', tone: 'good' },
  partial: { text: 'Partly present', tone: 'warn' },
  missing: { text: 'Missing', tone: 'bad' },
  excepted: { text: 'Exception granted', tone: 'warn' },
};

export const CLAUSE_NOT_MARKED: Words = { text: 'Not marked yet', tone: 'quiet' };

export const CLAUSE_LEVEL_WORDS: WordsFor<ClauseLevel> = {
  required: { text: 'Required', tone: 'warn' },
  recommended: { text: 'Recommended', tone: 'busy' },
  none: { text: 'Not needed', tone: 'quiet' },
};

export const MAIL_STATE_WORDS: WordsFor<MailState> = {
  planned: { text: 'Planned', tone: 'quiet' },
  pending: { text: 'Waiting to be sent', tone: 'busy' },
  sending: { text: 'Being sent', tone: 'busy' },
  sent: { text: 'Sent', tone: 'good' },
  'in-doubt': { text: 'Not certain it was sent', tone: 'warn' },
  superseded: { text: 'No longer needed', tone: 'quiet' },
  failed: { text: 'Failed', tone: 'bad' },
  suppressed: { text: 'Held back', tone: 'warn' },
  'let-go': { text: 'Not sent: let go', tone: 'warn' },
};

export const VENDOR_STATE_WORDS: WordsFor<VendorRow['state']> = {
  active: { text: 'Active', tone: 'good' },
  archived: { text: 'Archived', tone: 'quiet' },
};

export const ENGAGEMENT_STATE_WORDS: WordsFor<EngagementRow['state']> = {
  open: { text: 'Open', tone: 'good' },
  ended: { text: 'Ended', tone: 'quiet' },
};

export const NEXT_ACTION_WORDS: Readonly<Record<WhatNext['action'], string>> = {
  'send-assessment': 'Send an assessment',
  review: 'Review the answers',
  approve: 'Decide on approval',
  'record-contract': 'Record the contract',
  'mark-clauses': 'Mark the clauses',
  'decide-term': 'Decide the term',
  none: '',
};

/** "1 vendor", "12 vendors". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en-GB')} ${amount === 1 ? one : many}`;
}
