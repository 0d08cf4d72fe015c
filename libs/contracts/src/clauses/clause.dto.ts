import {
  SEVERITIES,
  type ClauseLevel,
  type ClauseLibrary,
  type ClauseReading,
  type ClauseStatus,
  type FactCatalogue,
  type Severity,
} from '@countersign/domain';
import {
  Choice,
  Flag,
  GivenChoice,
  GivenDay,
  ListOf,
  mapOf,
  NullableChoice,
  NullableDay,
  NullableId,
  NullableInstant,
  NullableText,
  NullableWhole,
  OptionalDay,
  OptionalTextAsTyped,
  OptionalWhole,
  SeenRevisionOrNone,
  Shaped,
  text,
  Text,
  TrimmedText,
  Whole,
  Wording,
} from '@countersign/platform';
import { clauseLibraryShape, factCatalogueShape } from './catalogue.shape';

export const CLAUSE_STATUSES = [
  'present',
  'partial',
  'missing',
  'excepted',
] as const satisfies readonly ClauseStatus[];
const CLAUSE_READINGS = ['not-reviewed', ...CLAUSE_STATUSES] as const satisfies readonly ClauseReading[];
const LEVELS_OF_NEED = ['required', 'recommended', 'none'] as const satisfies readonly ClauseLevel[];

export class MarkClause {
  @GivenChoice(CLAUSE_STATUSES)
  readonly status: ClauseStatus;

  @OptionalTextAsTyped(10_000)
  readonly quote: string | null = null;

  @OptionalWhole({ least: 1, most: 10_000 })
  readonly page: number | null = null;

  @OptionalDay('clause.dto.give-a-day-or')
  readonly exceptionUntil: string | null = null;

  @OptionalTextAsTyped(2_000)
  readonly exceptionReason: string | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;
}

/** For as long as it lasts the clause is lacking with somebody's consent; it is never in force. */
export class ExceptClause {
  @GivenDay('clause.dto.give-the-last-day')
  readonly until: string;

  @TrimmedText(2_000, 'clause-marks.an-exception-needs-a')
  readonly reason: string;

  @SeenRevisionOrNone()
  readonly revision: number;
}

/** What is marked about one clause at present. */
export class StandingMark {
  @Whole() readonly revision: number;
  @NullableChoice(CLAUSE_STATUSES) readonly status: ClauseStatus | null;
  @NullableText() readonly quote: string | null;
  @NullableWhole() readonly page: number | null;
  @NullableDay() readonly exceptionUntil: string | null;
  @NullableText() readonly exceptionReason: string | null;
  @NullableText() readonly markedBy: string | null;
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
  /** What suffices for "present", where the model wording asks for more. */
  @NullableText() readonly presentWhen: string | null;
  @Choice(LEVELS_OF_NEED) readonly level: ClauseLevel;
  @ListOf(() => ClauseReason) readonly because: ClauseReason[];
  /** A law that applies demands it: without it the contract does not comply, whoever excepts it. */
  @Flag() readonly byLaw: boolean;
  /** Null until a contract is recorded. */
  @NullableChoice(CLAUSE_READINGS) readonly status: ClauseReading | null;
  @NullableText() readonly quote: string | null;
  @NullableWhole() readonly page: number | null;
  @Flag() readonly gap: boolean;
  /** Required, and nobody has read the contract for it yet. */
  @Flag() readonly toReview: boolean;
  @NullableChoice(SEVERITIES) readonly severity: Severity | null;
  /** Present in a signed contract whose current term contains today. */
  @Flag() readonly inForce: boolean;
  @NullableDay() readonly exceptionUntil: string | null;
  @NullableText() readonly exceptionReason: string | null;
  @NullableText() readonly markedBy: string | null;
  @NullableInstant() readonly markedAt: string | null;
  @NullableId() readonly contractId: string | null;
  /** Of the mark, for whoever changes it; 0 while nobody has marked the clause. */
  @Whole() readonly revision: number;
}

/** What forms need for words: the facts an intake states, and the conditions, laws and clauses. */
export class Catalogue {
  @Shaped(factCatalogueShape) readonly facts: FactCatalogue;
  @Shaped(clauseLibraryShape) readonly library: ClauseLibrary;
  /** What the steps of the inherent risk say, by their codes: whoever previews one has no words from here. */
  @Shaped(mapOf(text)) readonly steps: Readonly<Record<string, string>>;
}
