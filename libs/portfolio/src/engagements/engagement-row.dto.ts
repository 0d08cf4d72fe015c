import {
  APPROVAL_OUTCOMES,
  APPROVAL_STATES,
  ASSESSMENT_STATES,
  LEVELS,
  type ApprovalOutcome,
  type ApprovalState,
  type AssessmentState,
  type Level,
  type Tier,
} from '@countersign/domain';
import {
  Choice,
  Flag,
  Id,
  Nested,
  NullableChoice,
  NullableDay,
  NullableText,
  Text,
  Whole,
  Wording,
} from '@countersign/platform';

export const ENGAGEMENT_STATES = ['open', 'ended'] as const;
export const RATING_STATES = ['not-assessed', 'not-scorable', 'assessed'] as const;

/** An engagement as lists show it. */
export class EngagementRow {
  @Id() readonly id: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly name: string;
  @Choice(ENGAGEMENT_STATES) readonly state: (typeof ENGAGEMENT_STATES)[number];
  /** Its last day, past or to come; null where no end is recorded. */
  @NullableDay() readonly endsOn: string | null;
  @Choice([1, 2, 3]) readonly tier: Tier;
  @Choice(LEVELS) readonly inherent: Level;
  @Choice(LEVELS) readonly rating: Level;
  @Choice(RATING_STATES) readonly ratingState: (typeof RATING_STATES)[number];
  @NullableChoice(APPROVAL_OUTCOMES) readonly approval: ApprovalOutcome | null;
  @Choice(APPROVAL_STATES) readonly approvalState: ApprovalState;
  @Whole() readonly openFindings: number;
  @Whole() readonly overdueFindings: number;
  @Whole() readonly clauseGaps: number;
  /** A member has said so; while none was sent, that is its state. */
  @Flag() readonly noAssessmentNeeded: boolean;
  @NullableChoice(ASSESSMENT_STATES) readonly assessmentState: AssessmentState | null;
  @NullableDay() readonly actBy: string | null;
  @NullableDay() readonly reassessmentDueOn: string | null;
  @NullableText() readonly ownerName: string | null;
  /** Deactivated: somebody else is to answer for it. */
  @Flag() readonly ownerLeft: boolean;
  @Nested(() => Wording) readonly whatNext: Wording;
}
