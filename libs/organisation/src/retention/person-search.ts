import { Injectable } from '@nestjs/common';
import { REVIEWABLE_STATES, UNSUBMITTED_STATES } from '@countersign/domain';
import { Database, textList } from '@countersign/platform';
import type { FoundPerson, Subject } from './named-person';

interface Obstacles {
  readonly erased: boolean;
  readonly lastAdministrator: boolean;
  readonly engagements: number;
  readonly contracts: number;
  readonly reviews: number;
  readonly assessments: number;
  readonly hold: string | null;
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
      `select count(*) from app.evidence e
       where e.organisation_id = :organisationId
         and e.media_type !~ '^text/|^application/(json|xml)$' and e.storage_key <> all (:without::text[])`,
      { without },
    );
    return count;
  }

  /** Why this person cannot be erased now, with what to do about it; null when nothing stands in the way. */
  async blockedBy(person: FoundPerson): Promise<string | null> {
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
  async activeHold(): Promise<string | null> {
    const hold = await this.database.maybeOne<{ about: string }>(
      `select coalesce(v.name, 'the whole organisation') as about
       from app.legal_hold h
       join app.organisation o on o.organisation_id = h.organisation_id
       left join app.vendor v on v.organisation_id = h.organisation_id and v.id = h.vendor_id
       where h.organisation_id = :organisationId
         and h.ended_at is null and (h.last_day is null or h.last_day >= app.today(o.time_zone))
       order by h.since limit 1`,
    );
    return hold === null ? null : `A legal hold on ${hold.about} stands in the way: end it first.`;
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
      and c.owner_id = any (:members::uuid[]) and c.state <> 'ended') as contracts,
    (select count(*) from app.assessment a
      where a.organisation_id = :organisationId
        and a.reviewer_id = any (:members::uuid[]) and a.state in (${textList(REVIEWABLE_STATES)})) as reviews,
    (select count(*) from app.assessment a where a.organisation_id = :organisationId
      and a.contact_id = any (:contacts::uuid[])
      and a.state in (${textList(UNSUBMITTED_STATES)})) as assessments,
    (select coalesce(v.name, 'the whole organisation')
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

function reasonOf(found: Obstacles): string | null {
  if (found.erased) return 'This person has been erased already.';
  if (found.lastAdministrator) {
    return 'This is the last active administrator: give the role to another member first.';
  }
  if (found.hold !== null) return `A legal hold on ${found.hold} stands in the way: end it first.`;
  const work = [
    counted(found.engagements, 'open engagement'),
    counted(found.contracts, 'running contract'),
    counted(found.reviews, 'open review'),
  ].filter((part) => part !== null);
  if (work.length > 0) return `This member still owns ${work.join(', ')}: hand the work over first.`;
  if (found.assessments > 0) {
    return `${counted(found.assessments, 'open assessment')} still waits for this contact: cancel it, or let it be submitted first.`;
  }
  if (found.namesake !== null) {
    return `Somebody else here is called ${found.namesake}, which holds this name: write that one differently first, with an initial for example, so that the two can be told apart; afterwards it may be written as before.`;
  }
  if (found.vendorNamedSo !== null) {
    return `The vendor ${found.vendorNamedSo} bears this name: rename the vendor first.`;
  }
  return null;
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
