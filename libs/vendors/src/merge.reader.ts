import { Injectable } from '@nestjs/common';
import { referenceKey } from '@countersign/contracts';
import { Database } from '@countersign/platform';
import { FREE_MAIL_HOSTS } from './free-mail-hosts';
import type {
  LikelyDuplicate,
  LikelyDuplicates,
  MergedInto,
  MergePreview,
  MergeSide,
  RecentMerge,
  VendorApart,
} from './merge.dto';

/** For how long after it a merge can be undone. */
export const UNDO_FOR = `interval '24 hours'`;

const MOST_SUGGESTED = 5;

const sides = `
  select v.id, v.name, v.state, v.revision, v.website, v.country, v.notes,
    (select count(*)::int from app.contact c
      where c.organisation_id = v.organisation_id and c.vendor_id = v.id) as contacts,
    (select count(*)::int from app.engagement e
      where e.organisation_id = v.organisation_id and e.vendor_id = v.id) as engagements,
    w.assessments, w.open_assessments,
    (select count(*)::int from app.finding f
      join app.engagement e on e.organisation_id = f.organisation_id and e.id = f.engagement_id
      where f.organisation_id = v.organisation_id and e.vendor_id = v.id) as findings,
    (select count(*)::int from app.contract c
      where c.organisation_id = v.organisation_id and c.vendor_id = v.id and app.contract_counts(c)) as contracts,
    (select count(*)::int from app.legal_hold h
      where h.organisation_id = v.organisation_id and h.vendor_id = v.id) as holds
  from app.vendor v
  cross join lateral (
    select count(*)::int as assessments,
      (count(*) filter (where a.state not in ('closed', 'cancelled')))::int as open_assessments
    from app.assessment a
    join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
    where a.organisation_id = v.organisation_id and e.vendor_id = v.id) w
  where v.organisation_id = :organisationId and v.id = :id and v.state <> 'merged'`;

/** What was said of this vendor and another one; of one that was merged it was said of the one that stays. */
const standing = `
  pair as (
    select p.id, p.grounds, p.by_name, p.at,
      coalesce(v.merged_into_id, v.id) as one, coalesce(o.merged_into_id, o.id) as other
    from app.vendor_apart p
    join app.vendor v on v.organisation_id = p.organisation_id and v.id = p.vendor_id
    join app.vendor o on o.organisation_id = p.organisation_id and o.id = p.other_vendor_id
    where p.organisation_id = :organisationId and p.undone_at is null),
  standing as (
    select p.id, p.grounds, p.by_name, p.at, case when p.one = :id then p.other else p.one end as vendor_id
    from pair p
    where p.one <> p.other and (p.one = :id or p.other = :id))`;

/** By their names, or by where their people have their mailboxes. */
const alike = `
  with ${standing},
  said as (
    select p.vendor_id, array_agg(distinct g.ground) as grounds
    from standing p cross join unnest(p.grounds) g (ground)
    group by p.vendor_id),
  own as (
    select distinct split_part(c.email, '@', 2) as domain from app.contact c
    where c.organisation_id = :organisationId and c.vendor_id = :id),
  near as (
    select c.vendor_id, array_agg(distinct o.domain order by o.domain) as domains
    from own o
    join app.contact c on c.organisation_id = :organisationId and split_part(c.email, '@', 2) = o.domain
    where c.vendor_id <> :id and not o.domain = any (:free::text[])
    group by c.vendor_id),
  alike as (
    select v.id, v.name, v.state, v.name_key = shown.name_key as same_name, coalesce(n.domains, '{}') as domains,
      array(
        select sha256(convert_to(why, 'UTF8'))
        from (
          select 'host ' || host as why from unnest(n.domains) host
          union all
          select 'name ' || v.name_key where v.name_key = shown.name_key) reasons) as grounds
    from app.vendor v
    join app.vendor shown on shown.organisation_id = v.organisation_id and shown.id = :id
    left join near n on n.vendor_id = v.id
    where v.organisation_id = :organisationId and v.id <> :id and v.state <> 'merged'
      and (v.name_key = shown.name_key or n.vendor_id is not null))`;

/** By what two vendors are alike, as digests. */
export interface Grounds {
  readonly present: Buffer[];
  readonly known: boolean;
}

@Injectable()
export class MergeReader {
  constructor(private readonly database: Database) {}

  async preview(id: string, duplicateId: string): Promise<MergePreview> {
    const stays = await this.database.one<MergeSide>(sides, { id }, 'vendor');
    const goes = await this.database.one<MergeSide>(sides, { id: duplicateId }, 'vendor');
    const shared = await this.database.one<Pick<MergePreview, 'sharedAddresses' | 'sharedReferences'>>(
      `select
        array(select c.email from app.contact c
          join app.contact d on d.organisation_id = c.organisation_id and d.email = c.email
          where c.organisation_id = :organisationId and c.vendor_id = :id and d.vendor_id = :duplicateId
          order by c.email) as shared_addresses,
        array(select distinct c.reference from app.contract c
          join app.contract d on d.organisation_id = c.organisation_id
            and ${referenceKey('d.reference')} = ${referenceKey('c.reference')}
          where c.organisation_id = :organisationId and c.vendor_id = :id and d.vendor_id = :duplicateId
            and app.contract_counts(c) and app.contract_counts(d)
          order by c.reference) as shared_references`,
      { id, duplicateId },
    );
    return { stays, goes, ...shared };
  }

  async likely(id: string): Promise<LikelyDuplicates> {
    await this.database.one(
      'select v.id from app.vendor v where v.organisation_id = :organisationId and v.id = :id',
      { id },
      'vendor',
    );
    const items = await this.database.query<LikelyDuplicate>(
      `${alike}
       select a.id, a.name, a.state, a.same_name, a.domains
       from alike a
       left join said s on s.vendor_id = a.id
       where not a.grounds <@ coalesce(s.grounds, '{}')
       order by a.same_name desc, a.state, lower(a.name), a.id
       limit ${MOST_SUGGESTED}`,
      { id, free: FREE_MAIL_HOSTS },
    );
    return { items, apart: await this.apart(id) };
  }

  /** By what the two are alike, and whether they were told apart by just that; null where they are not alike. */
  grounds(id: string, otherId: string): Promise<Grounds | null> {
    return this.database.maybeOne<Grounds>(
      `${alike}
       select a.grounds as present, a.grounds <@ coalesce(s.grounds, '{}') as known
       from alike a
       left join said s on s.vendor_id = a.id
       where a.id = :otherId`,
      { id, otherId, free: FREE_MAIL_HOSTS },
    );
  }

  /** What holds of the two, also of one that was merged into either since. */
  saidOf(id: string, otherId: string): Promise<{ readonly id: string }[]> {
    return this.database.query<{ readonly id: string }>(
      `with ${standing}
       select p.id from standing p where p.vendor_id = :otherId order by p.id`,
      { id, otherId },
    );
  }

  /** Once for each of them, by whoever said it last. */
  private apart(id: string): Promise<VendorApart[]> {
    return this.database.query<VendorApart>(
      `with ${standing}
       select distinct on (lower(v.name), v.id) v.id, v.name, p.by_name, p.at
       from standing p
       join app.vendor v on v.organisation_id = :organisationId and v.id = p.vendor_id
       order by lower(v.name), v.id, p.at desc`,
      { id },
    );
  }

  into(id: string): Promise<MergedInto | null> {
    return this.database.maybeOne<MergedInto>(
      `select s.id, s.name from app.vendor v
       join app.vendor s on s.organisation_id = v.organisation_id and s.id = v.merged_into_id
       where v.organisation_id = :organisationId and v.id = :id`,
      { id },
    );
  }

  /** Those that can still be undone. */
  recent(id: string): Promise<RecentMerge[]> {
    return this.database.query<RecentMerge>(
      `select m.id, m.vendor_id, v.name as vendor_name, m.by_name, m.at, m.at + ${UNDO_FOR} as undo_until
       from app.vendor_merge m
       join app.vendor v on v.organisation_id = m.organisation_id and v.id = m.vendor_id
       where m.organisation_id = :organisationId and m.into_vendor_id = :id and m.undone_at is null
         and app.now() < m.at + ${UNDO_FOR}
       order by m.at desc, m.id`,
      { id },
    );
  }
}
