import { unopenedReasons, type UnopenedReason } from '@countersign/limits';
import {
  Flag,
  GivenFlag,
  Id,
  Instant,
  listOf,
  ListOf,
  ListQuery,
  Nested,
  NullableChoice,
  NullableDay,
  NullableInstant,
  NullableNested,
  NullableText,
  OptionalDay,
  OptionalLine,
  OptionalNames,
  OptionalText,
  QueryFlag,
  QueryText,
  SeenRevisionOrNone,
  Shaped,
  text,
  Text,
  Whole,
} from '@countersign/platform';

/** What a reviewer has read in a document. */
export class EvidenceReading {
  @NullableText() readonly issuedBy: string | null;
  @NullableDay() readonly periodFrom: string | null;
  @NullableDay() readonly periodTo: string | null;
  @NullableText() readonly note: string | null;
  /** Beside its own question. */
  @Shaped(listOf(text)) readonly alsoShows: readonly string[];
  @NullableText() readonly by: string | null;
  @NullableInstant() readonly at: string | null;
}

export class EvidenceFile {
  @Id() readonly id: string;
  @NullableText() readonly question: string | null;
  @Text() readonly name: string;
  @Whole() readonly size: number;
  @Text() readonly mediaType: string;
  /** Taken and never opened, and why; null where there is no reason of its own. */
  @NullableChoice(unopenedReasons) readonly unopened: UnopenedReason | null;
  @Text() readonly sha256: string;
  @Instant() readonly uploadedAt: string;
  @Text() readonly uploadedBy: string;
  @Flag() readonly verified: boolean;
  /** Of what is said of it, for whoever verifies it; 0 while nobody has. */
  @Whole() readonly revision: number;
  @NullableDay() readonly expiresOn: string | null;
  /** Submitted or verified: the vendor can withdraw it and no longer delete it. */
  @Flag() readonly reliedOn: boolean;
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnBy: string | null;
  /** Null where nobody has read it, and for whoever answers. */
  @NullableNested(() => EvidenceReading) readonly reading: EvidenceReading | null;
}

/** The files of one question: the newest few, and how many there are. */
export class EvidenceOfQuestion {
  /** Null: of the whole questionnaire. */
  @NullableText() readonly question: string | null;
  @Whole() readonly total: number;
  @ListOf(() => EvidenceFile) readonly items: EvidenceFile[];
}

export class FilesAndBytes {
  @Whole() readonly files: number;
  @Whole() readonly bytes: number;
}

/** Of a refusal: what one questionnaire may hold. */
export class EvidenceAllowance {
  @Nested(() => FilesAndBytes) readonly allowance: FilesAndBytes;
}

export class EvidencePage {
  @ListOf(() => EvidenceFile) readonly items: EvidenceFile[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class EvidenceQuery extends ListQuery {
  @QueryText(100, { description: 'Of this question alone.' })
  readonly question?: string;

  @QueryFlag('Of the whole questionnaire, and of no question.')
  readonly general?: boolean;
}

export class VerifyEvidence {
  @GivenFlag()
  readonly verified: boolean;

  /** What follows is kept where it is verified, and stays as it was where that is taken back. */
  @OptionalLine(200)
  readonly issuedBy: string | null = null;

  @OptionalDay()
  readonly periodFrom: string | null = null;

  @OptionalDay()
  readonly periodTo: string | null = null;

  /** Until when it holds. */
  @OptionalDay()
  readonly expiresOn: string | null = null;

  @OptionalText(10_000)
  readonly note: string | null = null;

  @OptionalNames(1_000, {
    description: 'Other questions of the assessment whose answer, as it stands, it shows as well.',
  })
  readonly alsoShows: readonly string[] | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;
}

/** Whether a document shows what the answer says, who said so last, and when. */
export class StandingVerification {
  @Whole() readonly revision: number;
  @Flag() readonly verified: boolean;
  @NullableText() readonly by: string | null;
  @NullableInstant() readonly at: string | null;
}
