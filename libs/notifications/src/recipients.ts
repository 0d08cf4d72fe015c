import type { MailSubject } from './mail-subject';

/**
 * Who is told, for each row of a preceding `wanted` (`id`, `no`, `object_kind`, `object_id`, `recipients`): rows of
 * `told` (`id`, `no`, `member_id`, `contact_id`, `address`, `name`), one for each address.
 *
 * Without an owner, and where an owner has no lead, the mail goes to the role that answers for the object; where
 * nobody has that role, to the administrators: a date that is stored is always told to somebody. Whoever stands in for
 * one who is away today is told as well. Nobody is told at
 * `:unreachable`, null where every address will do: whoever has it counts as absent.
 */
export function recipientsSql(subjects: readonly MailSubject[]): string {
  return `
  answered_for as (
    select w.id, w.no, w.recipients, null::text as fallback, null::uuid as owner_id from wanted w where false
    ${subjects.map(answeredFor).join('')}),
  reachable as not materialized (
    select m.*
    from app.member m
    where m.organisation_id = :organisationId and m.active and m.email is distinct from :unreachable::text),
  asked as (
    select a.id, a.no, r.who, a.fallback, owner.id as owner_id, lead.id as lead_id
    from answered_for a
    left join reachable owner on owner.id = a.owner_id
    left join reachable lead on lead.id = owner.lead_id
    cross join unnest(a.recipients) as r(who)),
  contact_asked as (
    select w.id, w.no, null::uuid as contact_id from wanted w where false
    ${subjects.map(contactsOf).join('')}),
  found as (
    select a.id, a.no, m.id as member_id, null::uuid as contact_id, m.email as address, m.name
    from asked a
    join reachable m on case a.who
      when 'owner' then m.id = a.owner_id or (a.owner_id is null and a.fallback = any (m.roles))
      when 'owner-lead' then m.id = a.lead_id or (a.lead_id is null and a.fallback = any (m.roles))
      when 'procurement' then 'procurement' = any (m.roles)
      when 'risk' then 'risk' = any (m.roles)
      else false
    end
    union
    select a.id, a.no, null, c.id, c.email, c.name
    from contact_asked a
    join app.contact c on c.organisation_id = :organisationId and c.id = a.contact_id and c.active
      and c.email is distinct from :unreachable::text),
  told as (
    select distinct on (t.id, t.no, t.address) t.*
    from (
      select f.* from found f
      union all
      select f.id, f.no, m.id, null, m.email, m.name
      from found f
      join app.stand_ins() s on s.member_id = f.member_id
      join reachable m on m.id = s.deputy_id
      union all
      select w.id, w.no, m.id, null, m.email, m.name
      from wanted w
      join reachable m on 'admin' = any (m.roles)
      where not exists (select from found f where f.id = w.id and f.no = w.no)) t
    order by t.id, t.no, t.address, t.member_id nulls last)`;
}

function answeredFor({ objectKind, people }: MailSubject): string {
  if (people === null) return '';
  return `
    union all
    select w.id, w.no, w.recipients, '${people.fallbackRole}', o.owner_id
    from wanted w
    left join (${people.owners}) o on o.object_id = w.object_id
    where w.object_kind = '${objectKind}'`;
}

function contactsOf({ objectKind, people }: MailSubject): string {
  if (people === null || people.contacts === null) return '';
  return `
    union all
    select w.id, w.no, c.contact_id
    from wanted w
    cross join unnest(w.recipients) as r(who)
    join (${people.contacts}) c on c.object_id = w.object_id and c.who = r.who
    where w.object_kind = '${objectKind}'`;
}
