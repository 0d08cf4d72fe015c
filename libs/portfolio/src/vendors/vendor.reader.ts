import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import type { Contact } from '@countersign/assessments';
import { ContractReader } from '@countersign/contracts';
import { undelivered } from '@countersign/notifications';
import { Changes, Database, listPage, searchPattern, type SortKey, textList } from '@countersign/platform';
import { type ContactEntity, MergeReader, type VendorEntity } from '@countersign/vendors';
import { EngagementReader } from '../engagements/engagement.reader';
import type { Vendor, VendorContact, VendorPage, VendorQuery, VendorRow } from './vendor.dto';

type Counted = Omit<VendorRow, 'undelivered' | 'ownerless'>;

const sorts: Readonly<Record<string, SortKey>> = {
  name: { expression: 'lower(m.name)', type: 'text' },
  tier: { expression: 'coalesce(m.tier, 9)', type: 'integer' },
  rating: { expression: 'coalesce(m.rating_rank, -1)', type: 'integer' },
  actBy: { expression: `coalesce(m.act_by, date '9999-12-31')`, type: 'date' },
};

/** Open engagements without an owner who is here. */
const ownerless = `
  select e.vendor_id from app.standing s
  join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
  left join app.member o on o.organisation_id = e.organisation_id and o.id = e.owner_id
  where s.organisation_id = :organisationId and s.open and o.active is not true`;

// A vendor shows its worst open engagement; one that is not assessed counts with its inherent level.
const matched = `
  select
    v.id, v.name, v.state, w.tier, w.rating, w.rating_rank,
    coalesce(w.rating_state, 'not-assessed') as rating_state,
    coalesce(t.engagements, 0) as engagements,
    coalesce(t.open_findings, 0) as open_findings,
    coalesce(t.overdue, 0) as overdue,
    coalesce(t.clause_gaps, 0) as clause_gaps,
    t.act_by
  from app.vendor v
  left join lateral (
    select s.rating, s.rating_rank, s.rating_state, min(s.tier) over () as tier
    from app.standing s
    where s.organisation_id = v.organisation_id and s.vendor_id = v.id and s.open
    order by s.rating_rank desc, (s.rating_state = 'assessed'), s.engagement_id
    limit 1
  ) w on true
  left join lateral (
    select
      count(*)::int as engagements,
      sum(s.open_critical + s.open_high + s.open_medium + s.open_low)::int as open_findings,
      sum(s.overdue_findings
        + (s.assessment_due_on < app.today(o.time_zone)
           and s.assessment_state in (${textList(ANSWERABLE_STATES)}))::int)::int as overdue,
      sum(s.clause_gaps)::int as clause_gaps,
      min(s.act_by) as act_by
    from app.standing s
    join app.organisation o on o.organisation_id = s.organisation_id
    where s.organisation_id = v.organisation_id and s.vendor_id = v.id and s.open
  ) t on true
  where v.organisation_id = :organisationId
    and (:state::text is null or v.state = :state)
    and (v.state <> 'merged' or v.id = :id)
    and (:tier::int is null or w.tier = :tier)
    and (:rating::text is null
      or (:rating = 'not-assessed' and w.rating_state = 'not-assessed')
      or (w.rating = :rating and w.rating_state <> 'not-assessed'))
    and (:owner::text is null or v.id in (select u.vendor_id from (${ownerless}) u))
    and (:pattern::text is null or v.id in (select lookup.vendors_named(:pattern)))
    and (:id::uuid is null or v.id = :id)`;

@Injectable()
export class VendorReader {
  constructor(
    private readonly database: Database,
    private readonly engagements: EngagementReader,
    private readonly contracts: ContractReader,
    private readonly changes: Changes,
    private readonly merging: MergeReader,
  ) {}

  async list(query: VendorQuery): Promise<VendorPage> {
    const page = await listPage<Counted>(this.database, query, {
      matched,
      parameters: {
        state: query.state === 'all' ? null : (query.state ?? 'active'),
        tier: query.tier ?? null,
        rating: query.rating ?? null,
        owner: query.owner ?? null,
        pattern: searchPattern(query.search),
        id: null,
      },
      sorts,
      sort: 'name',
      direction: 'asc',
    });
    const ids = page.items.map(({ id }) => id);
    const undeliveredOf = await this.undelivered(ids);
    const ownerlessOf = await this.ownerless(ids);
    const items = page.items.map((item) =>
      row(item, { undelivered: undeliveredOf.get(item.id) ?? 0, ownerless: ownerlessOf.get(item.id) ?? 0 }),
    );
    return { ...page, items };
  }

  /** How many who could be asked get no mail. */
  private undelivered(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.countsOf(
      `select c.vendor_id from app.contact c
       where c.organisation_id = :organisationId and c.active and ${undelivered('c')} is not null`,
      ids,
    );
  }

  private ownerless(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.countsOf(ownerless, ids);
  }

  private async countsOf(found: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counted = await this.database.query<{ id: string; count: number }>(
      `select f.vendor_id as id, count(*)::int as count from (${found}) f
       where f.vendor_id = any (:ids::uuid[]) group by f.vendor_id`,
      { ids },
    );
    return new Map(counted.map(({ id, count }) => [id, count]));
  }

  async vendor(id: string): Promise<Vendor> {
    await this.changes.settle();
    const parameters = { state: null, tier: null, rating: null, owner: null, pattern: null, id };
    const summary = await this.database.one<Counted>(matched, parameters, 'vendor');
    const details = await this.database.one<
      Pick<VendorEntity, 'state' | 'website' | 'country' | 'notes' | 'revision' | 'createdAt'>
    >(
      `select v.state, v.website, v.country, v.notes, v.revision, v.created_at from app.vendor v
       where v.organisation_id = :organisationId and v.id = :id`,
      { id },
      'vendor',
    );
    return {
      id,
      name: summary.name,
      ...details,
      mergedInto: await this.merging.into(id),
      recentMerges: await this.merging.recent(id),
      rating: summary.rating,
      ratingState: summary.ratingState,
      tier: summary.tier,
      contacts: await this.contactsOf(id),
      engagements: await this.engagements.rowsOfVendor(id),
      contracts: await this.contracts.rowsOfVendor(id),
    };
  }

  async contactsOf(vendorId: string): Promise<VendorContact[]> {
    return this.database.query<Pick<ContactEntity, keyof Contact> & Pick<VendorContact, 'undelivered'>>(
      `select c.id, c.name, c.email, c.title, c.active, c.revision, ${undelivered('c')} as undelivered
       from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId
       order by c.active desc, lower(c.name), c.id`,
      { vendorId },
    );
  }
}

function row(found: Counted, counts: Pick<VendorRow, 'undelivered' | 'ownerless'>): VendorRow {
  const { id, name, state, tier, rating, ratingState, engagements } = found;
  const { openFindings, overdue, clauseGaps, actBy } = found;
  return {
    id,
    name,
    state,
    tier,
    rating,
    ratingState,
    engagements,
    openFindings,
    overdue,
    clauseGaps,
    actBy,
    ...counts,
  };
}
