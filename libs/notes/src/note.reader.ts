import { Injectable } from '@nestjs/common';
import { Database, listPage, searchPattern, type Permission, type SortKey } from '@countersign/platform';
import type { Note, NotePage, NoteQuery } from './note.dto';

/** Who asks, and what the roles (or the token's scopes) of that person allow. */
export interface AskingMember {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

const sorts: Readonly<Record<string, SortKey>> = {
  happenedOn: { expression: 'm.happened_on', type: 'date' },
};

/** What a note's mentions `n` are, as `NoteMention` shows them. */
export const mentionsOf = `
  coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id)
    from app.note_mention x
    join app.member m on m.organisation_id = x.organisation_id and m.id = x.member_id
    where x.organisation_id = n.organisation_id and x.note_id = n.id), '[]')`;

@Injectable()
export class NoteReader {
  constructor(private readonly database: Database) {}

  /** Which ones first, and only then what is shown of them: a page costs the same however many there are. */
  async list(query: NoteQuery, asking: AskingMember): Promise<NotePage> {
    const page = await listPage<Pick<Note, 'id'>>(this.database, query, {
      matched: `
        select n.id, n.happened_on from app.note n
        where n.organisation_id = :organisationId
          ${query.vendorId === undefined ? '' : `and ${OF_VENDOR}`}
          ${query.engagementId === undefined ? '' : 'and n.engagement_id = :engagementId'}
          ${query.contractId === undefined ? '' : 'and n.contract_id = :contractId'}
          ${query.kind === undefined ? '' : 'and n.kind = :kind'}
          ${query.mentions === undefined ? '' : `and ${MENTIONS_ME}`}
          ${searchPattern(query.search) === null ? '' : 'and n.id in (select lookup.notes_saying(:pattern))'}`,
      parameters: {
        organisationId: this.database.organisationId,
        ...(query.vendorId !== undefined && { vendorId: query.vendorId }),
        ...(query.engagementId !== undefined && { engagementId: query.engagementId }),
        ...(query.contractId !== undefined && { contractId: query.contractId }),
        ...(query.kind !== undefined && { kind: query.kind }),
        ...(query.mentions !== undefined && { memberId: asking.id }),
        ...(searchPattern(query.search) !== null && { pattern: searchPattern(query.search) }),
      },
      sorts,
      sort: 'happenedOn',
      direction: 'desc',
    });
    const shown = await this.shown(
      page.items.map(({ id }) => id),
      asking,
    );
    return {
      ...page,
      items: page.items.flatMap(({ id }) => shown.find((note) => note.id === id) ?? []),
    };
  }

  async note(id: string, asking: AskingMember): Promise<Note> {
    const [note] = await this.shown([id], asking);
    if (note === undefined) throw new Error('A note that was just written is there.');
    return note;
  }

  private async shown(ids: readonly string[], { id: memberId, permissions }: AskingMember): Promise<Note[]> {
    if (ids.length === 0) return [];
    return this.database.query<Note>(
      `
      select n.id, n.kind, n.happened_on, n.text, n.by_name as by, n.at, n.edited_at, n.revision,
        ${mentionsOf} as mentions,
        jsonb_build_object(
          'kind', case when n.vendor_id is not null then 'vendor' when n.engagement_id is not null then 'engagement'
            else 'contract' end,
          'id', coalesce(n.vendor_id, n.engagement_id, n.contract_id),
          'name', coalesce(e.name, c.title, v.name), 'vendorId', v.id, 'vendorName', v.name) as place,
        case when n.withdrawn_at is null then null else jsonb_build_object(
          'reason', n.withdrawn_reason, 'by', n.withdrawn_by_name, 'at', n.withdrawn_at) end as withdrawn,
        n.withdrawn_at is null and n.by_member_id = :memberId and :mayWrite::boolean as may_edit,
        n.withdrawn_at is null and (:mayManage::boolean or (n.by_member_id = :memberId and :mayWrite::boolean))
          as may_withdraw
      from app.note n
      left join app.engagement e on e.organisation_id = n.organisation_id and e.id = n.engagement_id
      left join app.contract c on c.organisation_id = n.organisation_id and c.id = n.contract_id
      join app.vendor v
        on v.organisation_id = n.organisation_id and v.id = coalesce(n.vendor_id, e.vendor_id, c.vendor_id)
      where n.organisation_id = :organisationId and n.id = any (:ids::uuid[])`,
      {
        organisationId: this.database.organisationId,
        ids,
        memberId,
        mayWrite: permissions.includes('note.write'),
        mayManage: permissions.includes('organisation.manage'),
      },
    );
  }
}

const OF_VENDOR = `n.id in (
  select o.id from app.note o where o.organisation_id = :organisationId and o.vendor_id = :vendorId
  union all
  select o.id from app.engagement e
  join app.note o on o.organisation_id = e.organisation_id and o.engagement_id = e.id
  where e.organisation_id = :organisationId and e.vendor_id = :vendorId
  union all
  select o.id from app.contract c
  join app.note o on o.organisation_id = c.organisation_id and o.contract_id = c.id
  where c.organisation_id = :organisationId and c.vendor_id = :vendorId)`;

const MENTIONS_ME = `exists (
  select from app.note_mention x
  where x.organisation_id = n.organisation_id and x.note_id = n.id and x.member_id = :memberId)`;
