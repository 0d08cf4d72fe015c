import { Injectable } from '@nestjs/common';
import { REVIEWABLE_STATES, UNSUBMITTED_STATES } from '@countersign/domain';
import { Database, textList, say, type Words } from '@countersign/platform';
import type { FoundPerson, Subject } from './named-person';

interface Obstacles {
  readonly erased: boolean;
  readonly lastAdministrator: boolean;
  readonly engagements: number;
  readonly contracts: number;
  readonly reviews: number;
  readonly assessments: number;
  readonly hold: { readonly vendor: string | null } | null;
  readonly namesake: string | null;
  readonly vendorNamedSo: string | null;
}

/** Finds a person in every text of the organisation, and what stands in the way of an erasure. */
@Injectable()
export class PersonSearch {
  constructor(private readonly database: Database) {}

  async find({ kind, id }: Subject): Promise<FoundPerson> {
    const table = kind === 'member' ? 'app.member' : 'app.contact';
    return this.database.one<FoundPerson>(
      `select t.name, t.email, p.members, p.contacts, p.names, p.addresses,
         array(select w from unnest(p.names) n, app.written_forms(n) w where app.is_searched_in_texts(w)) as in_texts,
         array(select app.searched_run_together(p.names)) as run_together
       from ${table} t, lateral app.person(:kind, t.id) p where t.id = :id`,
      { kind, id },
      kind,
    );
  }

  /** How many rows of which table name the person. */
  places({ names, addresses, members, contacts }: FoundPerson): Promise<{ place: string; rows: number }[]> {
    return this.database.query('select place, rows from lookup.person_found(:names, :addresses, :ids)', {
      names,
      addresses,
      ids: [...members, ...contacts],
    });
  }

  /**
   * Until the end of the transaction nobody else changes who administers: two erasures, or an erasure and a change of
   * roles, would each see the other's administrator (`members/administrators.ts` takes the same lock).
   */
  async holdOrganisation(): Promise<void> {
    await this.database.query(
      'select from app.organisation where organisation_id = :organisationId for no key update',
      { organisationId: this.database.organisationId },
    );
  }

  /** How many files the person has uploaded. */
  async uploads({ contacts }: FoundPerson): Promise<number> {
    const { count } = await this.database.one<{ count: number }>(
      `select count(*) from app.evidence e
       where e.organisation_id = :organisationId and e.uploaded_by_contact_id = any (:contacts::uuid[])`,
      { contacts },
    );
    return count;
  }

  /** How many files hold their words in a form that a search for a name does not see: PDF, ZIP, Office, pictures. */
  async unsearched(without: readonly string[] = []): Promise<number> {
    const { count } = await this.database.one<{ count: number }>(
      `select count(*) from (
         select v.media_type, v.storage_key from app.evidence v where v.organisation_id = :organisationId
         union all
         select d.media_type, d.storage_key from app.contract_document d where d.organisation_id = :organisationId) e
       where e.media_type !~ '^text/|^application/(json|xml)$' and e.storage_key <> all (:without::text[])`,
      { without },
    );
    return count;
  }

  /** Why this person cannot be erased now, with what to do about it; null when nothing stands in the way. */
  async blockedBy(person: FoundPerson): Promise<Words | null> {
    const { members, contacts, names } = person;
    const found = await this.database.one<Obstacles>(obstacles, {
      members,
      contacts,
      names,
      email: person.email,
    });
    return reasonOf(found);
  }

  /** Why nothing may be deleted as a whole; null without a hold. */
  async activeHold(): Promise<Words | null> {
    const hold = await this.database.maybeOne<{ vendor: string | null }>(
      `select v.name as vendor
       from app.legal_hold h
       join app.organisation o on o.organisation_id = h.organisation_id
       left join app.vendor v on v.organisation_id = h.organisation_id and v.id = h.vendor_id
       where h.organisation_id = :organisationId
         and h.ended_at is null and (h.last_day is null or h.last_day >= app.today(o.time_zone))
       order by h.since limit 1`,
    );
    return hold === null ? null : heldBy(hold.vendor);
  }
}

const obstacles = `
  select
    :email like '%@erased.invalid' as erased,
    exists (select from app.member m where m.organisation_id = :organisationId
      and m.id = any (:members::uuid[]) and m.active and 'admin' = any (m.roles))
      and not exists (
        select from app.member m where m.organisation_id = :organisationId
          and m.id <> all (:members::uuid[]) and m.active and 'admin' = any (m.roles)
      ) as last_administrator,
    (select count(*) from app.engagement e where e.organisation_id = :organisationId
      and e.owner_id = any (:members::uuid[]) and e.state = 'open') as engagements,
    (select count(*) from app.contract c where c.organisation_id = :organisationId
      and c.owner_id = any (:members::uuid[]) and c.state <> 'ended' and app.contract_counts(c)) as contracts,
    (select count(*) from app.assessment a
      where a.organisation_id = :organisationId
        and a.reviewer_id = any (:members::uuid[]) and a.state in (${textList(REVIEWABLE_STATES)})) as reviews,
    (select count(*) from app.assessment a where a.organisation_id = :organisationId
      and a.contact_id = any (:contacts::uuid[])
      and a.state in (${textList(UNSUBMITTED_STATES)})) as assessments,
    (select json_build_object('vendor', v.name)
      from app.legal_hold h
      join app.organisation o on o.organisation_id = h.organisation_id
      left join app.vendor v on v.organisation_id = h.organisation_id and v.id = h.vendor_id
      where h.ended_at is null and (h.last_day is null or h.last_day >= app.today(o.time_zone))
        and (h.vendor_id is null or cardinality(:members::uuid[]) > 0
          or h.vendor_id in (select c.vendor_id from app.contact c where c.organisation_id = :organisationId
            and c.id = any (:contacts::uuid[])))
      order by h.since limit 1) as hold,
    (select o.name from (
        select m.id, m.name, m.email from app.member m where m.organisation_id = :organisationId
        union all select c.id, c.name, c.email from app.contact c where c.organisation_id = :organisationId) o,
        lateral app.person_patterns(:names::text[], '{}') p
      where o.id <> all (:members::uuid[] || :contacts::uuid[]) and o.name ~* p.name_in_text limit 1) as namesake,
    (select v.name from app.vendor v, lateral app.person_patterns(:names::text[], '{}') p
      where v.organisation_id = :organisationId and v.name ~* p.name_in_text limit 1) as vendor_named_so`;

function reasonOf(found: Obstacles): Words | null {
  if (found.erased) return say('erasure.erased-already');
  if (found.lastAdministrator) return say('erasure.last-administrator');
  if (found.hold !== null) return heldBy(found.hold.vendor);
  const { engagements, contracts, reviews, assessments } = found;
  if (engagements + contracts + reviews > 0) {
    const owned = [
      engagements > 0 ? say('erasure.engagements', { n: engagements }) : null,
      contracts > 0 ? say('erasure.contracts', { n: contracts }) : null,
      reviews > 0 ? say('erasure.reviews', { n: reviews }) : null,
    ];
    return say('erasure.owns-work', { work: owned.filter((part) => part !== null) });
  }
  if (assessments > 0) return say('erasure.assessments-wait', { n: assessments });
  if (found.namesake !== null) return say('erasure.namesake', { name: found.namesake });
  return found.vendorNamedSo === null ? null : say('erasure.vendor-named-so', { name: found.vendorNamedSo });
}

/** Null for the whole organisation. */
function heldBy(vendor: string | null): Words {
  return vendor === null ? say('erasure.organisation-held') : say('erasure.vendor-held', { vendor });
}
