import type {
  Acceptance,
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
  ServiceUseView,
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
export type ClauseStatus = NonNullable<ClauseState['status']>;
export type ClauseLevel = ClauseState['level'];
export type MailState = MailLine['state'];
export type Verdict = NonNullable<ReviewLine['verdict']>;
export type RatingState = EngagementRow['ratingState'];

export const LEVEL_WORDS: Readonly<Record<RatingFilter, string>> = {
  'very-low': $localize`:@@words.very-low:Very low`,
  low: $localize`:@@words.low:Low`,
  moderate: $localize`:@@words.moderate:Moderate`,
  high: $localize`:@@words.high:High`,
  'very-high': $localize`:@@words.very-high:Very high`,
  'not-assessed': $localize`:@@words.not-assessed:Not assessed`,
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
  'not-assessed': { text: $localize`:@@words.not-assessed-yet:Not assessed yet`, tone: 'quiet' },
  'not-scorable': {
    text: $localize`:@@words.not-scorable-too-little:Not scorable: too little is asked`,
    tone: 'warn',
  },
  assessed: { text: $localize`:@@words.assessed:Assessed`, tone: 'good' },
};

export const TIERS = [1, 2, 3] as const satisfies readonly Tier[];

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  1: $localize`:@@words.tier-1:Tier 1`,
  2: $localize`:@@words.tier-2:Tier 2`,
  3: $localize`:@@words.tier-3:Tier 3`,
};

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

export const SEVERITY_WORDS: WordsFor<Severity> = {
  critical: { text: $localize`:@@words.critical:Critical`, tone: 'bad' },
  high: { text: $localize`:@@words.high:High`, tone: 'bad' },
  medium: { text: $localize`:@@words.medium:Medium`, tone: 'warn' },
  low: { text: $localize`:@@words.low:Low`, tone: 'quiet' },
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  procurement: $localize`:@@words.procurement:Procurement`,
  reviewer: $localize`:@@words.reviewer:Reviewer`,
  risk: $localize`:@@words.risk:Risk`,
  admin: $localize`:@@words.administrator:Administrator`,
  auditor: $localize`:@@words.auditor:Auditor`,
};

export const APPROVAL_WORDS: WordsFor<ApprovalOutcome> = {
  'to-contract': {
    text: $localize`:@@words.approved-to-contract-only:Approved to contract only`,
    tone: 'warn',
  },
  approved: { text: $localize`:@@words.approved:Approved`, tone: 'good' },
  'approved-with-conditions': {
    text: $localize`:@@words.approved-with-conditions:Approved with conditions`,
    tone: 'good',
  },
  rejected: { text: $localize`:@@words.rejected:Rejected`, tone: 'bad' },
};

const APPROVAL_STATE_WORDS: Readonly<Partial<Record<EngagementRow['approvalState'], Words>>> = {
  stale: { text: $localize`:@@words.approval-stale:Approval stale`, tone: 'bad' },
  ended: { text: $localize`:@@words.approval-ended:Approval ended`, tone: 'warn' },
};

/** What was decided, or why it no longer holds. */
export function approvalWords({
  approval,
  approvalState,
}: Pick<EngagementRow, 'approval' | 'approvalState'>): Words {
  return APPROVAL_STATE_WORDS[approvalState] ?? (approval === null ? NO_APPROVAL : APPROVAL_WORDS[approval]);
}

export const APPROVAL_STATES_TO_FILTER = ['stale', 'ended'] as const;

export const approvalStateText = (state: (typeof APPROVAL_STATES_TO_FILTER)[number]): string =>
  APPROVAL_STATE_WORDS[state]?.text ?? state;

export const ACCEPTANCE_WORDS: WordsFor<Acceptance['state']> = {
  valid: { text: $localize`:@@words.accepted:Accepted`, tone: 'good' },
  ended: { text: $localize`:@@words.acceptance-ended:Ended`, tone: 'quiet' },
  stale: { text: $localize`:@@words.acceptance-stale:No longer covers the risk`, tone: 'bad' },
  withdrawn: { text: $localize`:@@words.withdrawn:Withdrawn`, tone: 'quiet' },
};

export const USE_WORDS: WordsFor<ServiceUseView['state']> = {
  'not-stated': { text: $localize`:@@words.use-not-stated:Not stated`, tone: 'warn' },
  'not-yet': { text: $localize`:@@words.use-not-yet:Not in use yet`, tone: 'quiet' },
  'in-use': { text: $localize`:@@words.in-use:In use`, tone: 'busy' },
  ended: { text: $localize`:@@words.use-ended:Use ended`, tone: 'quiet' },
};

export const REASSESSMENT_WORDS: WordsFor<'to-come' | 'due' | 'overdue'> = {
  'to-come': { text: $localize`:@@words.reassessment-to-come:To come`, tone: 'quiet' },
  due: { text: $localize`:@@words.reassessment-due:Due today`, tone: 'warn' },
  overdue: { text: $localize`:@@words.reassessment-overdue:Overdue`, tone: 'bad' },
};

export const NO_APPROVAL: Words = {
  text: $localize`:@@words.no-decision-yet:No decision yet`,
  tone: 'quiet',
};

export const ASSESSMENT_STATE_WORDS: WordsFor<AssessmentState> = {
  draft: { text: $localize`:@@words.draft:Draft`, tone: 'quiet' },
  sent: { text: $localize`:@@words.sent:Sent`, tone: 'busy' },
  opened: { text: $localize`:@@words.opened-by-the-vendor:Opened by the vendor`, tone: 'busy' },
  answering: { text: $localize`:@@words.being-answered:Being answered`, tone: 'busy' },
  submitted: { text: $localize`:@@words.submitted-awaiting-review:Submitted, awaiting review`, tone: 'warn' },
  'in-review': { text: $localize`:@@words.in-review:In review`, tone: 'warn' },
  returned: { text: $localize`:@@words.returned-to-the-vendor:Returned to the vendor`, tone: 'busy' },
  declined: { text: $localize`:@@words.declined:Declined by the vendor`, tone: 'warn' },
  closed: { text: $localize`:@@words.closed:Closed`, tone: 'good' },
  cancelled: { text: $localize`:@@words.cancelled:Cancelled`, tone: 'quiet' },
};

export const RECOMMENDATION_WORDS: WordsFor<Recommendation> = {
  approve: { text: $localize`:@@words.approve:Approve`, tone: 'good' },
  'approve-with-conditions': {
    text: $localize`:@@words.approve-with-conditions:Approve with conditions`,
    tone: 'warn',
  },
  reject: { text: $localize`:@@words.reject:Reject`, tone: 'bad' },
};

export const VERDICT_WORDS: WordsFor<Verdict> = {
  accepted: { text: $localize`:@@words.accepted:Accepted`, tone: 'good' },
  clarify: { text: $localize`:@@words.needs-clarification:Needs clarification`, tone: 'warn' },
  rejected: { text: $localize`:@@words.rejected:Rejected`, tone: 'bad' },
};

export const FINDING_STATE_WORDS: WordsFor<FindingState> = {
  proposed: { text: $localize`:@@words.proposed:Proposed`, tone: 'busy' },
  open: { text: $localize`:@@words.open:Open`, tone: 'warn' },
  rejected: { text: $localize`:@@words.rejected:Rejected`, tone: 'quiet' },
  closed: { text: $localize`:@@words.closed:Closed`, tone: 'good' },
};

export const CONTRACT_STATE_WORDS: WordsFor<ContractState> = {
  'not-started': { text: $localize`:@@words.not-started:Not started`, tone: 'quiet' },
  'in-term': { text: $localize`:@@words.in-term:In term`, tone: 'good' },
  ended: { text: $localize`:@@words.ended:Ended`, tone: 'quiet' },
  'held-over': { text: $localize`:@@words.ended-service-goes-on:Ended, service goes on`, tone: 'bad' },
  evergreen: { text: $localize`:@@words.no-end-date:No end date`, tone: 'busy' },
  unknown: { text: $localize`:@@words.terms-not-known:Terms not known`, tone: 'warn' },
};

/** Of a contract that was recorded by mistake; whatever its dates say. */
export const VOIDED: Words = { text: $localize`:@@words.void:Void`, tone: 'quiet' };

export const DECISION_WORDS: WordsFor<TermDecision> = {
  renew: { text: $localize`:@@words.renew:Renew`, tone: 'good' },
  renegotiate: { text: $localize`:@@words.renegotiate:Renegotiate`, tone: 'warn' },
  end: { text: $localize`:@@words.end:End`, tone: 'bad' },
  'until-further-notice': {
    text: $localize`:@@words.renew-until-further-notice:Renew until further notice`,
    tone: 'good',
  },
};

export const NO_DECISION: Words = { text: $localize`:@@words.not-decided:Not decided`, tone: 'quiet' };

export const CLAUSE_STATUS_WORDS: WordsFor<ClauseStatus> = {
  'not-reviewed': { text: $localize`:@@words.not-reviewed:Not reviewed`, tone: 'busy' },
  present: { text: $localize`:@@words.present:Present`, tone: 'good' },
  partial: { text: $localize`:@@words.partly-present:Partly present`, tone: 'warn' },
  missing: { text: $localize`:@@words.missing:Missing`, tone: 'bad' },
  excepted: { text: $localize`:@@words.exception-granted:Exception granted`, tone: 'warn' },
};

export const CLAUSE_WITHOUT_CONTRACT: Words = {
  text: $localize`:@@words.no-contract-yet:No contract yet`,
  tone: 'quiet',
};

export const CLAUSE_LEVEL_WORDS: WordsFor<ClauseLevel> = {
  required: { text: $localize`:@@words.required:Required`, tone: 'warn' },
  recommended: { text: $localize`:@@words.recommended:Recommended`, tone: 'busy' },
  none: { text: $localize`:@@words.not-needed:Not needed`, tone: 'quiet' },
};

export const MAIL_STATE_WORDS: WordsFor<MailState> = {
  planned: { text: $localize`:@@words.planned:Planned`, tone: 'quiet' },
  pending: { text: $localize`:@@words.waiting-to-be-sent:Waiting to be sent`, tone: 'busy' },
  sending: { text: $localize`:@@words.being-sent:Being sent`, tone: 'busy' },
  sent: { text: $localize`:@@words.sent:Sent`, tone: 'good' },
  'in-doubt': { text: $localize`:@@words.not-certain-it-was:Not certain it was sent`, tone: 'warn' },
  superseded: { text: $localize`:@@words.no-longer-needed:No longer needed`, tone: 'quiet' },
  failed: { text: $localize`:@@words.failed:Failed`, tone: 'bad' },
  suppressed: { text: $localize`:@@words.held-back:Held back`, tone: 'warn' },
  'let-go': { text: $localize`:@@words.not-sent-let-go:Not sent: let go`, tone: 'warn' },
};

export const VENDOR_STATE_WORDS: WordsFor<VendorRow['state']> = {
  active: { text: $localize`:@@words.active:Active`, tone: 'good' },
  archived: { text: $localize`:@@words.archived:Archived`, tone: 'quiet' },
};

export const ENGAGEMENT_STATE_WORDS: WordsFor<EngagementRow['state']> = {
  open: { text: $localize`:@@words.open:Open`, tone: 'good' },
  ended: { text: $localize`:@@words.ended:Ended`, tone: 'quiet' },
};

export const NEXT_ACTION_WORDS: Readonly<Record<WhatNext['action'], string>> = {
  'send-assessment': $localize`:@@words.send-an-assessment:Send an assessment`,
  'send-follow-up': $localize`:@@words.send-the-opened-questions:Send the questions`,
  review: $localize`:@@words.review-the-answers:Review the answers`,
  'settle-decline': $localize`:@@words.settle-decline:Decide what follows`,
  approve: $localize`:@@words.decide-on-approval:Decide on approval`,
  'record-contract': $localize`:@@words.record-the-contract:Record the contract`,
  'mark-clauses': $localize`:@@words.mark-the-clauses:Mark the clauses`,
  'decide-term': $localize`:@@words.settle-the-contract:Settle the contract`,
  'state-use': $localize`:@@words.state-the-use:State the use`,
  'return-data': $localize`:@@words.record-the-return:Record the return`,
  none: '',
};
