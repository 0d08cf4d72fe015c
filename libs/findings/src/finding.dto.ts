import { SEVERITIES, type Severity } from '@countersign/domain';
import {
  FINDING_STATES,
  FINDING_VERDICTS,
  type FindingState,
  type FindingVerdict,
} from '@countersign/domain';
import {
  Choice,
  Day,
  Flag,
  GivenChoice,
  GivenDay,
  GivenId,
  Id,
  IdOrNone,
  Instant,
  ListOf,
  ListQuery,
  Nested,
  NullableInstant,
  NullableNested,
  NullableText,
  OptionalTextAsTyped,
  QueryChoice,
  QueryFlag,
  QueryId,
  Text,
  TrimmedText,
  Whole,
  Wording,
} from '@countersign/platform';

/** What a vendor is told of: confirmed, or fixed since. */
const VENDOR_FINDING_STATES = ['open', 'closed'] as const satisfies readonly FindingState[];
type VendorFindingState = (typeof VENDOR_FINDING_STATES)[number];

export const PLAN_STATES = ['proposed', 'agreed', 'sent-back', 'replaced', 'withdrawn'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** The latest that the vendor proposed about a finding, and what was said of it: the same on both sides. */
export class FindingPlan {
  @Id() readonly id: string;
  @Text() readonly plan: string;
  @Day() readonly doneBy: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @Choice(PLAN_STATES) readonly state: PlanState;
  @NullableText() readonly judgedBy: string | null;
  /** Why another plan is asked for. */
  @NullableText() readonly judgedNote: string | null;
  @NullableInstant() readonly judgedAt: string | null;
}

export class Finding {
  @Id() readonly id: string;
  @Id() readonly engagementId: string;
  @Text() readonly engagementName: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly source: string;
  @Text() readonly sourceTitle: string;
  @NullableText() readonly question: string | null;
  @NullableText() readonly clause: string | null;
  @Text() readonly title: string;
  @Text() readonly detail: string;
  /** The same as `detail`, for a program. */
  @Nested(() => Wording) readonly because: Wording;
  @NullableText() readonly citation: string | null;
  @Choice(SEVERITIES) readonly severity: Severity;
  @Flag() readonly knockout: boolean;
  @Choice(FINDING_STATES) readonly state: FindingState;
  @Day() readonly dueOn: string;
  @Flag() readonly overdue: boolean;
  @NullableText() readonly verdictBy: string | null;
  @NullableText() readonly verdictNote: string | null;
  @NullableInstant() readonly verdictAt: string | null;
  @NullableNested(() => FindingPlan) readonly plan: FindingPlan | null;
}

/** A finding as the vendor whose answers show it is told: not who judged, nor what was noted. */
export class VendorFinding {
  @Id() readonly id: string;
  @NullableText() readonly question: string | null;
  @Text() readonly title: string;
  @Text() readonly detail: string;
  @NullableText() readonly citation: string | null;
  @Choice(SEVERITIES) readonly severity: Severity;
  @Choice(VENDOR_FINDING_STATES) readonly state: VendorFindingState;
  @Day() readonly dueOn: string;
  @Flag() readonly overdue: boolean;
  /** When the fix was verified; null while it is open. */
  @NullableInstant() readonly fixedAt: string | null;
  @NullableNested(() => FindingPlan) readonly plan: FindingPlan | null;
}

export class FindingPage {
  @ListOf(() => Finding) readonly items: Finding[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class AcceptFinding {
  @OptionalTextAsTyped(10_000)
  readonly note: string | null = null;

  @GivenChoice(FINDING_VERDICTS, 'finding.dto.name-the-verdict-shown', {
    description: 'The verdict that was shown: another one is not overwritten unseen.',
  })
  readonly seen: FindingVerdict;
}

export class RejectFinding {
  @TrimmedText(10_000, 'finding.dto.say-why-this-is')
  readonly note: string;

  @GivenChoice(FINDING_VERDICTS, 'finding.dto.name-the-verdict-shown', {
    description: 'The verdict that was shown: another one is not overwritten unseen.',
  })
  readonly seen: FindingVerdict;
}

export class VerifyFinding {
  @TrimmedText(10_000, 'finding.dto.say-how-the-fix')
  readonly note: string;
}

export class ProposePlan {
  @TrimmedText(2_000, 'finding.dto.say-what-you-will')
  readonly plan: string;

  @GivenDay()
  readonly doneBy: string;

  @IdOrNone('finding.dto.name-the-plan-shown', {
    description: 'The latest plan that was shown, if any: another one is not replaced unseen.',
  })
  readonly seen: string | null;
}

export class ShownPlan {
  @GivenId({ description: 'The plan that was shown: another one is not judged unseen.' })
  readonly seen: string;
}

export class SendBackPlan extends ShownPlan {
  @TrimmedText(2_000, 'finding.dto.say-what-is-missing')
  readonly note: string;
}

export class FindingQuery extends ListQuery {
  @QueryChoice(SEVERITIES)
  readonly severity?: Severity;

  @QueryChoice(FINDING_STATES)
  readonly state?: FindingState;

  @QueryFlag()
  readonly overdue?: boolean;

  @QueryId()
  readonly engagementId?: string;
}
