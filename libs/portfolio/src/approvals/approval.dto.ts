import {
  APPROVAL_OUTCOMES,
  LEVELS,
  type ApprovalOutcome,
  type BlockingReason,
  type Level,
} from '@countersign/domain';
import {
  Choice,
  IdOrNone,
  Flag,
  GivenChoice,
  GivenDay,
  Id,
  Instant,
  listOf,
  NestedForms,
  NullableDay,
  NullableText,
  OneLine,
  OptionalDay,
  Shaped,
  Text,
  TrimmedText,
} from '@countersign/platform';
import { blockingReasonShape } from './gates.shape';

const MOST_CONDITIONS = 50;

export class NewCondition {
  @OneLine(500, 'approval.dto.say-what-has-to')
  readonly text: string;

  @GivenDay('approval.dto.give-the-day-by')
  readonly dueOn: string;
}

export class NewApproval {
  @GivenChoice(APPROVAL_OUTCOMES)
  readonly outcome: ApprovalOutcome;

  @OptionalDay()
  readonly validTo: string | null = null;

  @NestedForms(() => NewCondition, { most: MOST_CONDITIONS })
  readonly conditions: NewCondition[] = [];

  @TrimmedText(10_000, 'engagement.dto.give-the-reason-for')
  readonly reason: string;

  @IdOrNone('approval.dto.name-the-decision-shown', {
    description: 'The newest decision that was shown, null where there was none.',
  })
  readonly after: string | null;
}

/** Without what was seen. */
export type WantedApproval = Omit<NewApproval, 'after'>;

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

export class ApprovalChoice {
  @Choice(APPROVAL_OUTCOMES) readonly outcome: ApprovalOutcome;
  @Flag() readonly allowed: boolean;
  @Shaped(listOf(blockingReasonShape)) readonly blockedBy: readonly BlockingReason[];
}

/** Of a refusal: everything that stands against it. */
export class BlockedApproval {
  @Shaped(listOf(blockingReasonShape)) readonly reasons: readonly BlockingReason[];
}
