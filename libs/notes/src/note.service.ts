import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  Clock,
  conflict,
  Database,
  expression,
  forbidden,
  invalid,
  permissionsOf,
  refuseStale,
  say,
  type Role,
} from '@countersign/platform';
import type { ChangedNote, NewNote, NoteFields, NotePlaceKind, WithdrawnNote } from './note.dto';
import { MentionMail } from './mention-mail';
import { NoteMentionEntity } from './note-mention.entity';
import { NoteEntity } from './note.entity';
import { mentionsOf, type AskingMember } from './note.reader';

interface Place {
  readonly kind: NotePlaceKind;
  readonly id: string;
}

type LockedNote = NoteFields & {
  readonly byMemberId: string;
  readonly withdrawn: boolean;
  readonly place: Place;
};

interface FoundMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: Role[];
  readonly active: boolean;
}

/** Notes are corrected by whoever wrote them and never deleted: what was said before stands in the trail. */
@Injectable()
export class NoteService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly mail: MentionMail,
  ) {}

  async add({ mentions, ...note }: NewNote, author: AskingMember): Promise<string> {
    const place = placeOf(note);
    await this.refuseFuture(note.happenedOn);
    await this.requirePlace(place);
    const mentioned = await this.mentionable(mentions);
    const { id } = await this.database.insert(
      NoteEntity,
      {
        ...note,
        byMemberId: author.id,
        byName: author.name,
        editedAt: null,
        withdrawnAt: null,
        withdrawnReason: null,
        withdrawnByName: null,
      },
      ['id'],
    );
    await this.mention(id, mentions);
    await this.mail.tell(id, author.id, mentioned);
    await this.audit.record({
      what: 'note.added',
      object: place,
      after: {
        noteId: id,
        kind: note.kind,
        happenedOn: note.happenedOn,
        ...(mentioned.length > 0 && { mentions: namesOf(mentioned) }),
      },
    });
    return id;
  }

  async change(id: string, { revision, mentions, ...wanted }: ChangedNote, asking: AskingMember) {
    const present = await this.locked(id);
    if (present.byMemberId !== asking.id) throw conflict('note-of-another');
    refuseStale(shownOf(present), revision);
    await this.refuseFuture(wanted.happenedOn);
    const former = present.mentions.map((one) => one.id);
    const added = await this.mentionable(mentions.filter((one) => !former.includes(one)));
    const kept = present.mentions.filter((one) => mentions.includes(one.id));
    const moved = added.length > 0 || kept.length < former.length;
    const changed = EDITABLE.filter((key) => present[key] !== wanted[key]);
    if (changed.length === 0 && !moved) return;
    await this.database.update(
      NoteEntity,
      { id },
      { ...wanted, editedAt: expression`app.now()`, revision: expression`revision + 1` },
    );
    for (const gone of former.filter((one) => !mentions.includes(one)))
      await this.database.delete(NoteMentionEntity, { noteId: id, memberId: gone });
    await this.mention(
      id,
      added.map((one) => one.id),
    );
    await this.mail.tell(id, asking.id, added);
    await this.audit.record({
      what: 'note.changed',
      object: present.place,
      before: {
        noteId: id,
        ...only(changed, present),
        ...(moved && { mentions: namesOf(present.mentions) }),
      },
      after: {
        noteId: id,
        ...only(changed, wanted),
        ...(moved && { mentions: namesOf([...kept, ...added]) }),
      },
    });
  }

  /** Somebody may have relied on it: it stays in its place with the reason. */
  async withdraw(id: string, { reason, revision }: WithdrawnNote, asking: AskingMember): Promise<void> {
    const { permissions, name } = asking;
    const manages = permissions.includes('organisation.manage');
    if (!manages && !permissions.includes('note.write')) throw forbidden(say('note.author-or-administrator'));
    const present = await this.locked(id);
    if (!manages && present.byMemberId !== asking.id) throw conflict('note-of-another');
    refuseStale(shownOf(present), revision);
    await this.database.update(
      NoteEntity,
      { id },
      {
        withdrawnAt: expression`app.now()`,
        withdrawnReason: reason,
        withdrawnByName: name,
        revision: expression`revision + 1`,
      },
    );
    await this.audit.record({
      what: 'note.withdrawn',
      object: present.place,
      before: { noteId: id, kind: present.kind, happenedOn: present.happenedOn },
      after: { reason },
    });
  }

  private async locked(id: string): Promise<LockedNote> {
    const found = await this.database.one<LockedNote>(
      `
      select n.kind, n.happened_on, n.text, n.revision, n.by_member_id, n.withdrawn_at is not null as withdrawn,
        jsonb_build_object(
          'kind', case when n.vendor_id is not null then 'vendor' when n.engagement_id is not null then 'engagement'
            else 'contract' end,
          'id', coalesce(n.vendor_id, n.engagement_id, n.contract_id)) as place
      from app.note n
      where n.organisation_id = :organisationId and n.id = :id
      for no key update of n`,
      { id },
      'note',
    );
    if (found.withdrawn) throw conflict('note-withdrawn');
    // Of its own, after the lock: whoever waited for it sees whom the other has mentioned.
    const { mentions } = await this.database.one<Pick<NoteFields, 'mentions'>>(
      `select ${mentionsOf} as mentions from app.note n where n.organisation_id = :organisationId and n.id = :id`,
      { id },
      'note',
    );
    return { ...found, mentions };
  }

  private async refuseFuture(happenedOn: string): Promise<void> {
    if (happenedOn > (await this.clock.today()))
      throw invalid([{ field: 'happenedOn', message: say('note.not-in-the-future') }]);
  }

  /** Held until the commit: a vendor that is merged at this moment takes the note along, or refuses it. */
  private async requirePlace({ kind, id }: Place): Promise<void> {
    const { merged } = await this.database.one<{ merged: boolean }>(PLACES[kind], { id }, kind);
    if (merged) throw conflict('vendor-merged');
  }

  /** Whoever is mentioned is here and may read it. */
  private async mentionable(ids: readonly string[]): Promise<FoundMember[]> {
    if (ids.length === 0) return [];
    const members = await this.database.query<FoundMember>(
      `
      select m.id, m.name, m.email, m.roles, m.active from app.member m
      where m.organisation_id = :organisationId and m.id = any (:ids::uuid[])
      order by m.name, m.id
      for key share`,
      { organisationId: this.database.organisationId, ids },
    );
    const fit = members.filter(({ active, roles }) => active && permissionsOf(roles).includes('vendor.read'));
    if (fit.length < ids.length)
      throw invalid([{ field: 'mentions', message: say('note.mention-active-members') }]);
    return fit;
  }

  private mention(noteId: string, ids: readonly string[]): Promise<void> {
    return this.database.insertEach(
      NoteMentionEntity,
      ids.map((memberId) => ({ noteId, memberId })),
    );
  }
}

const EDITABLE = ['kind', 'happenedOn', 'text'] as const;

const PLACES: Readonly<Record<NotePlaceKind, string>> = {
  vendor: `select v.state = 'merged' as merged from app.vendor v
    where v.organisation_id = :organisationId and v.id = :id for share of v`,
  engagement: `select false as merged from app.engagement e
    where e.organisation_id = :organisationId and e.id = :id for key share of e`,
  contract: `select false as merged from app.contract c
    where c.organisation_id = :organisationId and c.id = :id for key share of c`,
};

function placeOf({ vendorId, engagementId, contractId }: Pick<NewNote, `${NotePlaceKind}Id`>): Place {
  const places = [
    { kind: 'vendor', id: vendorId },
    { kind: 'engagement', id: engagementId },
    { kind: 'contract', id: contractId },
  ].filter((place): place is Place => place.id !== null);
  const [place] = places;
  if (place === undefined || places.length > 1)
    throw invalid([{ field: 'vendorId', message: say('note.one-place') }]);
  return place;
}

/** As whoever was too late is told. */
function shownOf({ kind, happenedOn, text, mentions, revision }: LockedNote): NoteFields {
  return { kind, happenedOn, text, mentions, revision };
}

function only(
  keys: readonly (typeof EDITABLE)[number][],
  { kind, happenedOn, text }: Pick<NoteFields, (typeof EDITABLE)[number]>,
): Record<string, unknown> {
  const said = { kind, happenedOn, text };
  return Object.fromEntries(keys.map((key) => [key, said[key]]));
}

function namesOf(members: readonly { readonly name: string }[]): string {
  return members.map(({ name }) => name).join(', ');
}
