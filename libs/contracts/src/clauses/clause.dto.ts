import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import {
  SEVERITIES,
  type ClauseLevel,
  type ClauseLibrary,
  type ClauseStatus,
  type FactCatalogue,
  type Severity,
} from '@countersign/domain';
import {
  Choice,
  Flag,
  IsDay,
  ListOf,
  NullableChoice,
  NullableDay,
  NullableId,
  NullableInstant,
  NullableText,
  NullableWhole,
  mapOf,
  Shaped,
  text,
  Text,
  Wording,
} from '@countersign/platform';
import { clauseLibraryShape, factCatalogueShape } from './catalogue.shape';

export const CLAUSE_STATUSES = [
  'present',
  'partial',
  'missing',
  'excepted',
] as const satisfies readonly ClauseStatus[];
const LEVELS_OF_NEED = ['required', 'recommended', 'none'] as const satisfies readonly ClauseLevel[];

/** Null is a value here, absence is not: every field of a request is stated. */
const orNull = () => ValidateIf((_object, value) => value !== null);

export class MarkClause {
  @ApiProperty({ enum: CLAUSE_STATUSES })
  @IsIn(CLAUSE_STATUSES)
  readonly status: ClauseStatus;

  @ApiProperty({ type: String, nullable: true })
  @orNull()
  @IsString()
  @MaxLength(10_000)
  readonly quote: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  @orNull()
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly page: number | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  @orNull()
  @IsDay('clause.dto.give-a-day-or')
  readonly exceptionUntil: string | null;

  @ApiProperty({ type: String, nullable: true })
  @orNull()
  @IsString()
  @MaxLength(2_000)
  readonly exceptionReason: string | null;
}

export class ClauseReason extends Wording {
  @Choice(['rule', 'law']) readonly kind: 'rule' | 'law';
  @NullableText() readonly law: string | null;
  @NullableText() readonly citation: string | null;
}

/** What one clause of the library is to an engagement or a contract. */
export class ClauseState {
  @Text() readonly clause: string;
  @Text() readonly title: string;
  @Text() readonly purpose: string;
  @Text() readonly modelText: string;
  @Choice(LEVELS_OF_NEED) readonly level: ClauseLevel;
  @ListOf(() => ClauseReason) readonly because: ClauseReason[];
  /** Null until somebody has marked it. */
  @NullableChoice(CLAUSE_STATUSES) readonly status: ClauseStatus | null;
  @NullableText() readonly quote: string | null;
  @NullableWhole() readonly page: number | null;
  @Flag() readonly gap: boolean;
  @NullableChoice(SEVERITIES) readonly severity: Severity | null;
  /** Present in a signed contract whose current term contains today. */
  @Flag() readonly inForce: boolean;
  @NullableDay() readonly exceptionUntil: string | null;
  @NullableText() readonly exceptionReason: string | null;
  @NullableText() readonly markedBy: string | null;
  @NullableInstant() readonly markedAt: string | null;
  @NullableId() readonly contractId: string | null;
}

/** What forms need for words: the facts an intake states, and the conditions, laws and clauses. */
export class Catalogue {
  @Shaped(factCatalogueShape) readonly facts: FactCatalogue;
  @Shaped(clauseLibraryShape) readonly library: ClauseLibrary;
  /** What the steps of the inherent risk say, by their codes: whoever previews one has no words from here. */
  @Shaped(mapOf(text)) readonly steps: Readonly<Record<string, string>>;
}
