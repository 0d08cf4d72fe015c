import { Injectable } from '@nestjs/common';
import { HandingOver } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  Changes,
  conflict,
  Database,
  expression,
  type MemberActor,
  refuseStale,
  say,
} from '@countersign/platform';
import { JOINED, MOVING } from './belongings';
import { ContactEntity } from './contact.entity';
import type { MergedVendor } from './merge.dto';
import { UNDO_FOR } from './merge.reader';
import { vendorRested } from './vendor-changes';
import type { VendorFields } from './vendor-fields.dto';
import { VendorEntity } from './vendor.entity';
import { VendorMergeEntity } from './vendor-merge.entity';
import { VendorMergeMoveEntity } from './vendor-merge-move.entity';

type Locked = VendorFields & { readonly id: string };
type FoundMerge = Pick<VendorMergeEntity, 'id' | 'vendorId' | 'intoVendorId' | 'formerState'> & {
  readonly undone: boolean;
  readonly over: boolean;
};

/** Two contacts of one address: that of the duplicate, and that of the vendor that stays. */
interface Joined {
  readonly former: string;
  readonly later: string;
  readonly revision: number;
  readonly wakes: boolean;
}

const ACTIVE = 'contact.active';

/** Makes one of two vendors that are the same company, and takes that back while the day lasts. */
@Injectable()
export class MergeService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly handingOver: HandingOver,
  ) {}

  async merge(id: string, { duplicateId, duplicateRevision, revision }: MergedVendor, member: MemberActor) {
    const [stays, goes] = await this.bothLocked(id, duplicateId);
    if (stays.id === goes.id) throw conflict('merge-with-itself');
    if (stays.state === 'merged' || goes.state === 'merged') throw conflict('vendor-merged');
    if (stays.state === 'archived')
      throw conflict('merge-into-archived', say('refusal.merge-into-archived', { name: stays.name }));
    refuseStale(fieldsOf(stays), revision);
    refuseStale(fieldsOf(goes), duplicateRevision);
    const merge = await this.database.insert(
      VendorMergeEntity,
      {
        vendorId: goes.id,
        intoVendorId: stays.id,
        formerState: goes.state,
        byMemberId: member.memberId,
        byName: member.name,
      },
      ['id'],
    );
    const joined = await this.join(merge.id, goes.id, stays.id);
    const moved = new Map<string, number>();
    for (const { place, names, only } of MOVING) {
      const pairs = names === 'vendor' ? [{ former: goes.id, later: stays.id }] : joined;
      moved.set(place, await this.move(merge.id, { place, only, pairs }));
    }
    await this.database.update(
      VendorEntity,
      { id: goes.id },
      { state: 'merged', mergedIntoId: stays.id, revision: expression`revision + 1` },
    );
    await this.settle(merge.id, stays.id);
    const what = {
      contacts: (moved.get('contact.vendor_id') ?? 0) + joined.length,
      engagements: moved.get('engagement.vendor_id') ?? 0,
      contracts: moved.get('contract.vendor_id') ?? 0,
      holds: moved.get('legal_hold.vendor_id') ?? 0,
    };
    await this.audit.record({
      what: 'vendor.merged',
      object: { kind: 'vendor', id: goes.id },
      before: { state: goes.state },
      after: { vendorId: stays.id, name: stays.name, ...what },
    });
    await this.audit.record({
      what: 'vendor.took-in',
      object: { kind: 'vendor', id: stays.id },
      after: { vendorId: goes.id, name: goes.name, ...what },
    });
  }

  async undo(id: string, mergeId: string): Promise<void> {
    const found = await this.found(id, mergeId);
    const [stays, goes] = await this.bothLocked(id, found.vendorId);
    // Whoever was first has it done: it is read again now that nobody else can.
    const merge = await this.found(id, mergeId);
    if (merge.undone) throw conflict('merge-undone');
    if (merge.over) throw conflict('merge-is-final');
    if (stays.state === 'merged') throw conflict('vendor-merged');
    await this.database.update(VendorMergeEntity, { id: mergeId }, { undoneAt: expression`app.now()` });
    await this.database.update(
      VendorEntity,
      { id: goes.id },
      { state: merge.formerState, mergedIntoId: null, revision: expression`revision + 1` },
    );
    await this.part(mergeId);
    for (const { place } of MOVING) await this.putBack(mergeId, place);
    await this.comeHome(goes.id);
    await this.rest(mergeId);
    await this.settle(mergeId, goes.id);
    await this.audit.record({
      what: 'vendor.merge-undone',
      object: { kind: 'vendor', id: goes.id },
      before: { vendorId: stays.id, name: stays.name },
      after: { state: merge.formerState },
    });
    await this.audit.record({
      what: 'vendor.gave-back',
      object: { kind: 'vendor', id: stays.id },
      before: { vendorId: goes.id, name: goes.name },
    });
  }

  private found(id: string, mergeId: string): Promise<FoundMerge> {
    return this.database.one<FoundMerge>(
      `select m.id, m.vendor_id, m.into_vendor_id, m.former_state, m.undone_at is not null as undone,
         app.now() >= m.at + ${UNDO_FOR} as over
       from app.vendor_merge m
       where m.organisation_id = :organisationId and m.id = :mergeId and m.into_vendor_id = :id`,
      { id, mergeId },
      'merge',
    );
  }

  /** In the order of their ids, whoever of the two stays. */
  private async bothLocked(first: string, second: string): Promise<[Locked, Locked]> {
    const locked = new Map<string, Locked>();
    for (const id of [first, second].sort()) {
      const vendor = await this.database.one<Locked>(
        `select v.id, v.name, v.website, v.country, v.notes, v.state, v.revision
         from app.vendor v
         where v.organisation_id = :organisationId and v.id = :id
         for no key update`,
        { id },
        'vendor',
      );
      locked.set(id, vendor);
    }
    return [locked.get(first) as Locked, locked.get(second) as Locked];
  }

  /** Of two contacts of one address that of the surviving vendor goes on, and can be asked if either could. */
  private async join(mergeId: string, goes: string, stays: string): Promise<Joined[]> {
    const joined = await this.database.query<Joined>(
      `select g.id as former, s.id as later, s.revision, g.active and not s.active as wakes
       from app.contact g
       join app.contact s on s.organisation_id = g.organisation_id and s.email = g.email
       where g.organisation_id = :organisationId and g.vendor_id = :goes and s.vendor_id = :stays
       order by g.id
       for no key update`,
      { goes, stays },
    );
    await this.database.insertEach(
      VendorMergeMoveEntity,
      joined.map(({ former, later, revision, wakes }) => ({
        mergeId,
        place: JOINED,
        rowId: former,
        // As it stands once it is woken: what counts on from there was corrected by somebody.
        former: String(wakes ? revision + 1 : revision),
        later,
      })),
    );
    for (const { later } of joined.filter(({ wakes }) => wakes)) {
      await this.database.update(
        ContactEntity,
        { id: later },
        { active: true, revision: expression`revision + 1` },
      );
      await this.database.insert(VendorMergeMoveEntity, {
        mergeId,
        place: ACTIVE,
        rowId: later,
        former: 'false',
        later: 'true',
      });
    }
    return joined;
  }

  private async move(
    mergeId: string,
    {
      place,
      only,
      pairs,
    }: {
      readonly place: string;
      readonly only: string | undefined;
      readonly pairs: readonly Pick<Joined, 'former' | 'later'>[];
    },
  ): Promise<number> {
    if (pairs.length === 0) return 0;
    const { table, column } = parted(place);
    const moved = await this.database.query(
      `with pair as (select * from unnest(:formers::uuid[], :laters::uuid[]) p (former, later)),
       moved as (
         update app.${table} t set ${column} = p.later from pair p
         where t.organisation_id = :organisationId and t.${column} = p.former ${only === undefined ? '' : `and ${only}`}
         returning t.id, p.former, p.later)
       insert into app.vendor_merge_move (organisation_id, merge_id, place, row_id, former, later)
       select :organisationId, :mergeId, :place, m.id, m.former::text, m.later::text from moved m
       returning row_id`,
      {
        mergeId,
        place,
        formers: pairs.map(({ former }) => former),
        laters: pairs.map(({ later }) => later),
      },
    );
    return moved.length;
  }

  /** What somebody has changed since stays as they changed it, where it is. */
  private async putBack(mergeId: string, place: string): Promise<void> {
    const { table, column } = parted(place);
    await this.database.query(
      `update app.${table} t set ${column} = m.former::uuid
       from app.vendor_merge_move m
       where m.organisation_id = :organisationId and m.merge_id = :mergeId and m.place = :place
         and t.organisation_id = m.organisation_id and t.id = m.row_id and t.${column}::text = m.later`,
      { mergeId, place },
    );
  }

  /** A contact that was one with another takes back what was corrected in it meanwhile. */
  private async part(mergeId: string): Promise<void> {
    await this.database.query(
      `update app.contact g
       set name = s.name, email = s.email, title = s.title, language = s.language, active = s.active,
         revision = g.revision + 1
       from app.vendor_merge_move m
       join app.contact s on s.organisation_id = m.organisation_id and s.id = m.later::uuid
       where m.organisation_id = :organisationId and m.merge_id = :mergeId and m.place = :place
         and g.organisation_id = m.organisation_id and g.id = m.row_id and s.revision > m.former::integer`,
      { mergeId, place: JOINED },
    );
  }

  /** Whoever of the surviving vendor came to be asked about what goes back is a contact of both from then on. */
  private async comeHome(vendorId: string): Promise<void> {
    await this.database.query(
      `insert into app.contact (organisation_id, vendor_id, name, email, title, language, active)
       select distinct on (c.email) c.organisation_id, :vendorId::uuid, c.name, c.email, c.title, c.language, c.active
       from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id <> :vendorId and c.id in (
         select a.contact_id from app.assessment a
         join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
         where a.organisation_id = :organisationId and e.vendor_id = :vendorId
         union all
         select i.contact_id from app.invitation i
         join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
         join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
         where i.organisation_id = :organisationId and e.vendor_id = :vendorId)
       order by c.email, c.id
       on conflict (organisation_id, vendor_id, email) do nothing`,
      { vendorId },
    );
    for (const { table, assessment } of ASKING) {
      await this.database.query(
        `update app.${table} t set contact_id = h.id
         from app.contact c, app.contact h, app.assessment a, app.engagement e
         where t.organisation_id = :organisationId and c.organisation_id = t.organisation_id and c.id = t.contact_id
           and c.vendor_id <> :vendorId
           and h.organisation_id = t.organisation_id and h.vendor_id = :vendorId and h.email = c.email
           and a.organisation_id = t.organisation_id and a.id = ${assessment}
           and e.organisation_id = a.organisation_id and e.id = a.engagement_id and e.vendor_id = :vendorId`,
        { vendorId },
      );
    }
  }

  /** A contact that was woken for what has gone back rests again, unless it was asked for something since. */
  private async rest(mergeId: string): Promise<void> {
    await this.database.query(
      `update app.contact c set active = false, revision = c.revision + 1
       from app.vendor_merge_move m
       where m.organisation_id = :organisationId and m.merge_id = :mergeId and m.place = :place
         and c.organisation_id = m.organisation_id and c.id = m.row_id and c.active
         and not exists (
           select from app.assessment a
           where a.organisation_id = c.organisation_id and a.contact_id = c.id
             and a.state not in ('closed', 'cancelled'))
         and not exists (
           select from app.invitation i
           join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
           where i.organisation_id = c.organisation_id and i.contact_id = c.id and i.revoked_at is null
             and a.state not in ('closed', 'cancelled'))`,
      { mergeId, place: ACTIVE },
    );
  }

  /** What names its vendor or contact beside them says the same as they. */
  private async settle(mergeId: string, vendorId: string): Promise<void> {
    await this.handingOver.nameAnew(vendorId);
    await this.database.query(
      `update app.standing s set vendor_id = e.vendor_id
       from app.engagement e
       where s.organisation_id = :organisationId and e.organisation_id = s.organisation_id and e.id = s.engagement_id
         and e.vendor_id = :vendorId and s.vendor_id <> e.vendor_id`,
      { vendorId },
    );
    const engagements = await this.database.query<Pick<VendorMergeMoveEntity, 'rowId'>>(
      `select m.row_id from app.vendor_merge_move m
       where m.organisation_id = :organisationId and m.merge_id = :mergeId and m.place = 'engagement.vendor_id'
       order by m.row_id`,
      { mergeId },
    );
    const engagementIds = engagements.map(({ rowId }) => rowId);
    if (engagementIds.length > 0) this.changes.note(vendorRested({ engagementIds }));
  }
}

/** By which assessment a row asks a contact. */
const ASKING = [
  { table: 'invitation', assessment: 't.assessment_id' },
  { table: 'notification', assessment: `t.object_id and t.state in ('pending', 'sending')` },
  { table: 'assessment', assessment: 't.id' },
] as const;

function parted(place: string): { readonly table: string; readonly column: string } {
  const [table = '', column = ''] = place.split('.');
  return { table, column };
}

function fieldsOf({ name, website, country, notes, state, revision }: Locked): VendorFields {
  return { name, website, country, notes, state, revision };
}
