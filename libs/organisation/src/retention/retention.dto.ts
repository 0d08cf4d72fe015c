import {
  GivenWhole,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableDay,
  NullableId,
  NullableInstant,
  NullableText,
  OptionalDay,
  OptionalId,
  SeenRevisionOrNone,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

export class NextDisposal {
  /** Rows past their period now. */
  @Whole() readonly rows: number;
}

export class RetentionRule {
  @Text() readonly class: string;
  @Text() readonly title: string;
  @Whole() readonly months: number;
  @Whole() readonly minimumMonths: number;
  @Whole() readonly defaultMonths: number;
  @Text() readonly reason: string;
  @Text() readonly keptFrom: string;
  @Text() readonly disposed: string;
  @Nested(() => NextDisposal) readonly nextDisposal: NextDisposal;
  /** 0 while the period is the product's own. */
  @Whole() readonly revision: number;
}

export class LegalHold {
  @Id() readonly id: string;
  @NullableId() readonly vendorId: string | null;
  /** Null: the whole organisation. */
  @NullableText() readonly vendorName: string | null;
  @Text() readonly reason: string;
  @Instant() readonly since: string;
  @NullableDay() readonly until: string | null;
  @Text() readonly by: string;
  @NullableInstant() readonly endedAt: string | null;
  @NullableText() readonly endedReason: string | null;
  @NullableText() readonly endedBy: string | null;
}

export class RetentionOverview {
  @ListOf(() => RetentionRule) readonly classes: RetentionRule[];
  @ListOf(() => LegalHold) readonly holds: LegalHold[];
}

export class SetRetention {
  @GivenWhole({
    least: 1,
    most: 600,
    message: 'retention.dto.give-a-whole-number',
    above: 'retention.dto.give-at-most-600',
  })
  readonly months: number;

  @SeenRevisionOrNone()
  readonly revision: number;
}

export class NewHold {
  @TrimmedText(1000, 'retention.dto.say-which-matter-asks')
  readonly reason: string;

  @OptionalId({ message: 'retention.dto.choose-a-vendor-or' })
  readonly vendorId: string | null = null;

  @OptionalDay()
  readonly until: string | null = null;
}

export class EndHold {
  @TrimmedText(1000, 'retention.dto.say-why-the-hold')
  readonly reason: string;
}
