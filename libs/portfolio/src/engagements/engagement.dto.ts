import { ApiProperty } from '@nestjs/swagger';
import {
  APPROVAL_OUTCOMES,
  APPROVAL_STATES,
  LEVELS,
  USE_STATES,
  type Gate,
  type FactsInForce,
  type IntakeFacts,
  type PolicyInForce,
  type Tier,
  type UseState,
} from '@countersign/domain';
import {
  AssessmentOfEngagement,
  factsInForceShape,
  inherentRiskShape,
  intakeFactsShape,
  residualRiskShape,
  type ToldInherentRisk,
  type ToldResidualRisk,
} from '@countersign/assessments';
import { ClauseState, ContractRow } from '@countersign/contracts';
import { Finding } from '@countersign/findings';
import { MailLine } from '@countersign/notifications';
import {
  Choice,
  Day,
  DefaultId,
  Flag,
  GivenDocument,
  GivenFlag,
  Id,
  ListOf,
  listOf,
  ListQuery,
  Nested,
  NullableDay,
  NullableId,
  NullableNested,
  NullableText,
  OneLine,
  OptionalDay,
  OptionalTextAsTyped,
  QueryChoice,
  QueryFlag,
  QueryNumber,
  SeenRevision,
  Shaped,
  Text,
  Whole,
  Wording,
} from '@countersign/platform';
import { Acceptance } from '../approvals/acceptance.dto';
import { Approval, ApprovalChoice } from '../approvals/approval.dto';
import { gateShape, staleCausesShape } from '../approvals/gates.shape';
import { policyInForceShape } from '../policy/policy.shape';
import type { DatedCause } from '../standings/approval-standing';
import { EndView, NotNeededView } from '@countersign/engagements';
import { ScopeLine } from './scope.dto';
import { ReassessmentView } from '../reassessment/reassessment.dto';
import { TierOverrideView } from '../tier/tier.dto';
import { ServiceUseView, UseWork } from '../use/use.dto';
import { ENGAGEMENT_STATES, EngagementRow } from './engagement-row.dto';
import { NEXT_ACTIONS, type NextAction } from '../standings/next-action';

export class NewEngagement {
  @OneLine(200, 'engagement.dto.name-the-service-this')
  readonly name: string;

  @OptionalTextAsTyped(10_000)
  readonly description: string | null = null;

  @DefaultId('Left out: whoever records it. Null: nobody yet.')
  readonly ownerId?: string | null;

  @GivenDocument(intakeFactsShape, { message: 'engagement.dto.state-the-facts-about' })
  readonly intake: IntakeFacts;

  /** Left out where the service is not in use yet. */
  @OptionalDay()
  readonly inUseSince: string | null = null;

  /** In use before anybody recorded it: what its use lacks is work for some time before it is a finding. */
  @GivenFlag()
  readonly imported: boolean = false;
}

export class ChangedIntake {
  @GivenDocument(intakeFactsShape, { message: 'engagement.dto.state-the-facts-about' })
  readonly intake: IntakeFacts;

  @SeenRevision()
  readonly revision: number;
}

export class EngagementPage {
  @ListOf(() => EngagementRow) readonly items: EngagementRow[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class Person {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

export class WhatNext extends Wording {
  @Choice(NEXT_ACTIONS) readonly action: NextAction;
  @NullableId() readonly targetId: string | null;
}

/** A question that a later intake has opened in what was submitted: asked until a day, then it counts as unanswered. */
export class OffCycle {
  @Id() readonly assessmentId: string;
  @Text() readonly question: string;
  /** Null until somebody sends it. */
  @NullableDay() readonly dueOn: string | null;
}

export class Engagement {
  @Id() readonly id: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly name: string;
  @NullableText() readonly description: string | null;
  @Choice(ENGAGEMENT_STATES) readonly state: (typeof ENGAGEMENT_STATES)[number];
  @NullableNested(() => Person) readonly owner: Person | null;
  /** Of name, description, owner and end. */
  @Whole() readonly detailsRevision: number;
  /** Null where no end is recorded. */
  @NullableNested(() => EndView) readonly end: EndView | null;
  /** Why no assessment is needed; null of every other. */
  @NullableNested(() => NotNeededView) readonly notNeeded: NotNeededView | null;
  /** While it is archived, what it does rests. */
  @Flag() readonly vendorArchived: boolean;
  /** Of the intake. */
  @Whole() readonly revision: number;
  @Shaped(intakeFactsShape) readonly intake: IntakeFacts;
  @Shaped(inherentRiskShape) readonly inherent: ToldInherentRisk;
  @Shaped(residualRiskShape) readonly residual: ToldResidualRisk;
  @Nested(() => EngagementRow) readonly standing: EngagementRow;
  @ListOf(() => AssessmentOfEngagement) readonly assessments: AssessmentOfEngagement[];
  @ListOf(() => ContractRow) readonly contracts: ContractRow[];
  @ListOf(() => Finding) readonly findings: Finding[];
  @ListOf(() => Approval) readonly approvals: Approval[];
  @ListOf(() => ApprovalChoice) readonly approvalOptions: ApprovalChoice[];
  /** What has to hold before somebody approves, in the order of work. */
  @Shaped(listOf(gateShape)) readonly gates: readonly Gate[];
  /** The last day that an approval of today may have. */
  @Day() readonly latestValidTo: string;
  /** Why the approval is stale; empty while it is not. */
  @Shaped(staleCausesShape) readonly staleCauses: readonly DatedCause[];
  @ListOf(() => Acceptance) readonly acceptances: Acceptance[];
  /** As a risk acceptance has to name them. */
  @ApiProperty({ type: [String] }) readonly openKnockouts: readonly string[];
  @Nested(() => ServiceUseView) readonly use: ServiceUseView;
  /** What an imported use lacks, while it is work and no finding yet. */
  @ListOf(() => UseWork) readonly useWork: UseWork[];
  /** Null where nothing is to be assessed again. */
  @NullableNested(() => ReassessmentView) readonly reassessment: ReassessmentView | null;
  /** In place of the computed tier, which `inherent` tells; latest first. */
  @ListOf(() => TierOverrideView) readonly tierOverrides: TierOverrideView[];
  @Shaped(policyInForceShape) readonly policy: PolicyInForce;
  @ListOf(() => ClauseState) readonly clauses: ClauseState[];
  @ListOf(() => MailLine) readonly mail: MailLine[];
  @Nested(() => WhatNext) readonly whatNext: WhatNext;
  @ListOf(() => ScopeLine) readonly scope: ScopeLine[];
  @Shaped(factsInForceShape) readonly facts: FactsInForce;
  /** Whether the vendor can be asked: the engagement is open, and its vendor is not archived. */
  @Flag() readonly mayBeAsked: boolean;
  @ListOf(() => OffCycle) readonly offCycle: OffCycle[];
}

/** The intake as it is kept, for whoever saw a former one. */
export class KeptIntake {
  @Whole() readonly revision: number;
  @Shaped(intakeFactsShape) readonly intake: IntakeFacts;
}

const APPROVAL_FILTERS = ['none', ...APPROVAL_OUTCOMES] as const;
const RATING_FILTERS = [...LEVELS, 'not-assessed'] as const;

export class EngagementQuery extends ListQuery {
  @QueryNumber([1, 2, 3])
  readonly tier?: Tier;

  @QueryChoice(RATING_FILTERS)
  readonly rating?: (typeof RATING_FILTERS)[number];

  @QueryChoice(APPROVAL_FILTERS)
  readonly approval?: (typeof APPROVAL_FILTERS)[number];

  @QueryChoice(APPROVAL_STATES)
  readonly approvalState?: (typeof APPROVAL_STATES)[number];

  @QueryFlag()
  readonly gaps?: boolean;

  @QueryFlag()
  readonly withoutClause01?: boolean;

  @QueryChoice(USE_STATES)
  readonly use?: UseState;

  /** Left out: those that count. */
  @QueryChoice(ENGAGEMENT_STATES)
  readonly state?: (typeof ENGAGEMENT_STATES)[number];

  @QueryFlag()
  readonly overdue?: boolean;

  /** Yours; or without an owner who is here. */
  @QueryChoice(['me', 'none'])
  readonly owner?: 'me' | 'none';

  @QueryFlag('To be assessed again, today or before.')
  readonly reassessmentDue?: boolean;
}
