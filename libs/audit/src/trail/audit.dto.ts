import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  anyJson,
  Choice,
  Flag,
  Id,
  Instant,
  ListOf,
  mapOf,
  NullableId,
  NullableNested,
  NullableShaped,
  NullableText,
  NullableWhole,
  QueryDay,
  QueryFormed,
  QueryId,
  QueryText,
  Text,
  Whole,
} from '@countersign/platform';

export const ACTOR_KINDS = ['member', 'respondent', 'job', 'visitor'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Objects that show their history on their own page. */
export const HISTORY_KINDS = ['vendor', 'engagement', 'assessment', 'contract', 'finding'] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** What an event keeps, by the names of its fields. */
const recorded = mapOf(anyJson);

export class AuditLine {
  @Id() readonly id: string;
  @Instant() readonly at: string;
  @Instant() readonly businessAt: string;
  @Choice(ACTOR_KINDS) readonly actorKind: ActorKind;
  @NullableId() readonly actorId: string | null;
  @Text() readonly actorName: string;
  @Text() readonly what: string;
  @Text() readonly objectKind: string;
  @NullableId() readonly objectId: string | null;
  @NullableText() readonly objectName: string | null;
  @NullableShaped(recorded) readonly before: object | null;
  @NullableShaped(recorded) readonly after: object | null;
  @NullableShaped(recorded) readonly detail: object | null;
  @NullableText() readonly from: string | null;
  @NullableWhole() readonly sealNo: number | null;
  /** Its seal was made with a key that is lost and not at hand: it cannot be proved. */
  @Flag() readonly sealKeyLost: boolean;
  @Flag() readonly erased: boolean;
}

export class AuditPage {
  @ListOf(() => AuditLine) readonly items: AuditLine[];
  @NullableText() readonly next: string | null;
}

export class AuditActor {
  @NullableId() readonly id: string | null;
  @Choice(ACTOR_KINDS) readonly kind: ActorKind;
  @Text() readonly name: string;
}

export class AuditOptions {
  @ListOf(() => AuditActor) readonly actors: AuditActor[];
  @ListOf(() => String) readonly whats: string[];
  @ListOf(() => String) readonly objectKinds: string[];
}

export class SealHead {
  @Whole() readonly sealNo: number;
  @Text() readonly hash: string;
  @Instant() readonly at: string;
}

/** The part of the chain whose keys are lost and not at hand. */
export class LostSealPart {
  /** Its last seal. */
  @Whole() readonly to: number;
  @ListOf(() => String) readonly keys: string[];
  /** When the loss was recorded; the latest where there were several. */
  @Instant() readonly at: string;
}

/** The file that an operator keeps elsewhere: by it a chain that was cut shows. */
export class ExportedHead extends SealHead {
  /** The short name. */
  @Text() readonly organisation: string;
  @Id() readonly organisationId: string;

  @ApiPropertyOptional({ type: () => LostSealPart })
  readonly lost?: LostSealPart;
}

export class SealStanding {
  @Whole() readonly sealed: number;
  @Whole() readonly waiting: number;
  @NullableNested(() => SealHead) readonly head: SealHead | null;
  @NullableNested(() => LostSealPart) readonly lost: LostSealPart | null;
}

/** A word as the trail writes its events and kinds. */
const Word = () => QueryFormed(/^[a-z0-9.-]{1,80}$/, 'audit.dto.choose-one-of-the');

export class AuditCursor {
  @QueryText(200)
  readonly cursor?: string;
}

export class AuditFilter extends AuditCursor {
  /** A member's or contact's id, or the kind of those who have none. */
  @QueryFormed(
    /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|member|respondent|job|visitor)$/,
    'audit.dto.choose-one-of-the-2',
  )
  readonly actor?: string;

  @Word()
  readonly what?: string;

  @Word()
  readonly objectKind?: string;

  @QueryId('audit.dto.choose-an-object-by')
  readonly objectId?: string;

  /** First and last day, in the organisation's time zone. */
  @QueryDay('audit.dto.give-a-day-as')
  readonly from?: string;

  @QueryDay('audit.dto.give-a-day-as')
  readonly to?: string;
}
