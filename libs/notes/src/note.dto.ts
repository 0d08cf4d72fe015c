import {
  Choice,
  Day,
  Flag,
  GivenChoice,
  GivenDay,
  GivenIds,
  Id,
  Instant,
  ListOf,
  ListQuery,
  Nested,
  NullableInstant,
  NullableNested,
  NullableText,
  OptionalId,
  QueryChoice,
  QueryId,
  SeenRevision,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

export const NOTE_KINDS = ['note', 'call'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const NOTE_PLACES = ['vendor', 'engagement', 'contract'] as const;
export type NotePlaceKind = (typeof NOTE_PLACES)[number];

const MOST_LETTERS = 4_000;
const MOST_MENTIONS = 20;

export class NewNote {
  /** One of the three says where it belongs. */
  @OptionalId()
  readonly vendorId: string | null = null;

  @OptionalId()
  readonly engagementId: string | null = null;

  @OptionalId()
  readonly contractId: string | null = null;

  @GivenChoice(NOTE_KINDS, 'note.dto.choose-note-or-call')
  readonly kind: NoteKind;

  /** Today or before, in the organisation's zone. */
  @GivenDay('note.dto.give-the-day')
  readonly happenedOn: string;

  @TrimmedText(MOST_LETTERS, 'note.dto.write-the-note')
  readonly text: string;

  @GivenIds(MOST_MENTIONS, { description: 'members whom it mentions' })
  readonly mentions: string[] = [];
}

export class ChangedNote {
  @GivenChoice(NOTE_KINDS, 'note.dto.choose-note-or-call')
  readonly kind: NoteKind;

  @GivenDay('note.dto.give-the-day')
  readonly happenedOn: string;

  @TrimmedText(MOST_LETTERS, 'note.dto.write-the-note')
  readonly text: string;

  @GivenIds(MOST_MENTIONS, { description: 'members whom it mentions' })
  readonly mentions: string[] = [];

  @SeenRevision()
  readonly revision: number;
}

export class WithdrawnNote {
  @TrimmedText(1_000, 'note.dto.say-why-it-is-withdrawn')
  readonly reason: string;

  @SeenRevision()
  readonly revision: number;
}

export class NoteMention {
  @Id() readonly id: string;
  @Text() readonly name: string;
}

/** A note's own fields, as they are edited. */
export class NoteFields {
  @Choice(NOTE_KINDS) readonly kind: NoteKind;
  @Day() readonly happenedOn: string;
  @Text() readonly text: string;
  @ListOf(() => NoteMention) readonly mentions: NoteMention[];
  @Whole() readonly revision: number;
}

export class NotePlace {
  @Choice(NOTE_PLACES) readonly kind: NotePlaceKind;
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Id() readonly vendorId: string;
  @Text() readonly vendorName: string;
}

export class NoteWithdrawal {
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

export class Note extends NoteFields {
  @Id() readonly id: string;
  @Nested(() => NotePlace) readonly place: NotePlace;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @NullableInstant() readonly editedAt: string | null;
  /** Kept with its reason; it is edited no more. */
  @NullableNested(() => NoteWithdrawal) readonly withdrawn: NoteWithdrawal | null;
  /** By whoever reads it: only its author may edit it, its author or an administrator withdraw it. */
  @Flag() readonly mayEdit: boolean;
  @Flag() readonly mayWithdraw: boolean;
}

export class NotePage {
  @ListOf(() => Note) readonly items: Note[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

/** Without any of the three all of the organisation's. */
export class NoteQuery extends ListQuery {
  /** Of the vendor itself, its engagements and its contracts. */
  @QueryId()
  readonly vendorId?: string;

  @QueryId()
  readonly engagementId?: string;

  @QueryId()
  readonly contractId?: string;

  @QueryChoice(NOTE_KINDS)
  readonly kind?: NoteKind;

  /** Those that mention whoever asks. */
  @QueryChoice(['me'])
  readonly mentions?: 'me';
}
