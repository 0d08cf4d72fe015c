import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Min } from 'class-validator';
import {
  APPROVAL_OUTCOMES,
  LEVELS,
  type ApprovalOutcome,
  type IntakeFacts,
  type Level,
  type Tier,
} from '@countersign/domain';
import {
  AssessmentRow,
  inherentRiskShape,
  intakeFactsShape,
  residualRiskShape,
  scopeDisputesShape,
  type ToldDispute,
  type ToldInherentRisk,
  type ToldResidualRisk,
} from '@countersign/assessments';
import { ClauseState, ContractRow } from '@countersign/contracts';
import { Finding } from '@countersign/findings';
import { MailLine } from '@countersign/notifications';
import {
  Choice,
  Flag,
  Id,
  Instant,
  ListOf,
  ListQuery,
  Nested,
  NullableDay,
  NullableId,
  NullableNested,
  NullableText,
  OneLine,
  OptionalDay,
  OptionalId,
  OptionalText,
  OptionalTextAsTyped,
  QueryChoice,
  QueryFlag,
  Shaped,
  Text,
  TrimmedText,
  Whole,
  Wording,
  told,
} from '@countersign/platform';
import { ENGAGEMENT_STATES, EngagementRow } from './engagement-row.dto';
import { NEXT_ACTIONS, type NextAction } from '../standings/next-action';

export class NewEngagement {
  @OneLine(200, 'engagement.dto.name-the-service-this')
  readonly name: string;

  @OptionalTextAsTyped(10_000)
  readonly description: string | null = null;

  @OptionalId()
  readonly ownerId: string | null = null;

  @Shaped(intakeFactsShape)
  @IsObject({ message: told('engagement.dto.state-the-facts-about') })
  readonly intake: IntakeFacts;
}

export class ChangedIntake {
  @Shaped(intakeFactsShape)
  @IsObject({ message: told('engagement.dto.state-the-facts-about') })
  readonly intake: IntakeFacts;

  @ApiProperty({ type: 'integer', description: 'The revision that was shown when the change was made.' })
  @IsInt()
  @Min(1)
  readonly revision: number;
}

export class NewApproval {
  @ApiProperty({ enum: [...APPROVAL_OUTCOMES] })
  @IsIn(APPROVAL_OUTCOMES)
  readonly outcome: ApprovalOutcome;

  @OptionalDay()
  readonly validTo: string | null = null;

  @OptionalText(10_000)
  readonly conditions: string | null = null;

  @TrimmedText(10_000, 'engagement.dto.give-the-reason-for')
  readonly reason: string;
}

export class Approval {
  @Id() readonly id: string;
  @Choice(APPROVAL_OUTCOMES) readonly outcome: ApprovalOutcome;
  @NullableDay() readonly validTo: string | null;
  @NullableText() readonly conditions: string | null;
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @Choice(LEVELS) readonly ratingThen: Level;
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

export class ApprovalChoice {
  @Choice(APPROVAL_OUTCOMES) readonly outcome: ApprovalOutcome;
  @Flag() readonly allowed: boolean;
  @NullableText() readonly because: string | null;
}

export class Engagement {
  @Id() readonly id: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
  @Text() readonly name: string;
  @NullableText() readonly description: string | null;
  @Choice(ENGAGEMENT_STATES) readonly state: (typeof ENGAGEMENT_STATES)[number];
  @NullableNested(() => Person) readonly owner: Person | null;
  @Whole() readonly revision: number;
  @Shaped(intakeFactsShape) readonly intake: IntakeFacts;
  @Shaped(inherentRiskShape) readonly inherent: ToldInherentRisk;
  @Shaped(residualRiskShape) readonly residual: ToldResidualRisk;
  @Nested(() => EngagementRow) readonly standing: EngagementRow;
  @ListOf(() => AssessmentRow) readonly assessments: AssessmentRow[];
  @ListOf(() => ContractRow) readonly contracts: ContractRow[];
  @ListOf(() => Finding) readonly findings: Finding[];
  @ListOf(() => Approval) readonly approvals: Approval[];
  @ListOf(() => ApprovalChoice) readonly approvalOptions: ApprovalChoice[];
  @ListOf(() => ClauseState) readonly clauses: ClauseState[];
  @ListOf(() => MailLine) readonly mail: MailLine[];
  @Nested(() => WhatNext) readonly whatNext: WhatNext;
  @Shaped(scopeDisputesShape) readonly disputes: readonly ToldDispute[];
}

/** Of a refusal: what was kept meanwhile. */
export class StaleIntake {
  @Whole() readonly revision: number;
  @Shaped(intakeFactsShape) readonly intake: IntakeFacts;
}

const APPROVAL_FILTERS = ['none', ...APPROVAL_OUTCOMES] as const;
const RATING_FILTERS = [...LEVELS, 'not-assessed'] as const;

export class EngagementQuery extends ListQuery {
  @ApiPropertyOptional({ enum: [1, 2, 3] })
  @IsOptional()
  @Type(() => Number)
  @IsIn([1, 2, 3])
  readonly tier?: Tier;

  @QueryChoice(RATING_FILTERS)
  readonly rating?: (typeof RATING_FILTERS)[number];

  @QueryChoice(APPROVAL_FILTERS)
  readonly approval?: (typeof APPROVAL_FILTERS)[number];

  @QueryFlag()
  readonly gaps?: boolean;

  @QueryFlag()
  readonly withoutClause01?: boolean;

  @QueryFlag()
  readonly overdue?: boolean;
}
