import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import {
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
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 600 })
  @IsInt({ message: 'Give a whole number of months.' })
  @Min(1)
  @Max(600, { message: 'Give at most 600 months.' })
  readonly months: number;
}

export class NewHold {
  @TrimmedText(1000, 'Say which matter asks for the hold.')
  readonly reason: string;

  @OptionalId({ message: 'Choose a vendor, or none for the whole organisation.' })
  readonly vendorId: string | null = null;

  @OptionalDay()
  readonly until: string | null = null;
}

export class EndHold {
  @TrimmedText(1000, 'Say why the hold ends.')
  readonly reason: string;
}
