import { unopenedReasons, type UnopenedReason } from '@countersign/limits';
import {
  GivenChoice,
  GivenId,
  Id,
  Instant,
  NullableChoice,
  NullableInstant,
  NullableText,
  Choice,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

/** What a document of a contract belongs to. */
export const DOCUMENT_SUBJECTS = ['notice', 'agreed-term', 'amendment'] as const;
export type DocumentSubject = (typeof DOCUMENT_SUBJECTS)[number];

/** The proof of a notice, or what both sides signed. */
export class ContractDocument {
  @Id() readonly id: string;
  @Choice(DOCUMENT_SUBJECTS) readonly about: DocumentSubject;
  /** The notice, the agreed term or the amendment. */
  @Id() readonly of: string;
  @Text() readonly name: string;
  @Whole() readonly size: number;
  /** Taken and never opened, and why; null where there is no reason of its own. */
  @NullableChoice(unopenedReasons) readonly unopened: UnopenedReason | null;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @NullableInstant() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnReason: string | null;
  @NullableText() readonly withdrawnBy: string | null;
}

export class DocumentPlace {
  @GivenChoice(DOCUMENT_SUBJECTS)
  readonly about: DocumentSubject;

  @GivenId()
  readonly of: string;
}

export class WithdrawDocument {
  @TrimmedText(2000, 'document.dto.give-the-reason')
  readonly reason: string;
}
