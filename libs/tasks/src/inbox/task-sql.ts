/**
 * Whose each task is, on the day in the organisation's zone. It is the owner's while the owner is here and may do it;
 * of an owner who has left the lead's; else of whoever may do it, and where nobody has such a role the administrators'.
 * A deputy has it as well while the absence lasts, a deputy's deputy too; who of them may not do it has it not.
 *
 * `task` has a row for each, with what it is to `:memberId` in `whose`.
 */
export function tasksSql(rows: string): string {
  return `
  zone as materialized (
    select app.today(o.time_zone) as today, o.time_zone
    from app.organisation o where o.organisation_id = :organisationId),
  stand_in as materialized (select * from app.stand_ins()),
  me as materialized (
    select m.id, m.roles from app.member m where m.organisation_id = :organisationId and m.id = :memberId),
  held as materialized (
    select coalesce(array_agg(distinct r), '{}') as roles
    from app.member m cross join unnest(m.roles) as r
    where m.organisation_id = :organisationId and m.active),
  found as (${rows}),
  owned as (
    select f.*, v.name as vendor_name, not coalesce(o.active, false) as free,
      case when not o.active then o.name end as left_owner_name,
      case
        when o.active and o.roles && f.roles then o.id
        when not o.active and l.active and l.roles && f.roles then l.id
      end as responsible_id
    from found f
    left join app.vendor v on v.organisation_id = :organisationId and v.id = f.vendor_id
    left join app.member o on o.organisation_id = :organisationId and o.id = f.owner_id
    left join app.member l on l.organisation_id = :organisationId and l.id = o.lead_id
    where f.vendor_id is null or v.state = 'active'),
  task as (
    select t.*,
      case
        when t.responsible_id = me.id then 'mine'
        when t.may_do and t.responsible_id in (
          select s.member_id from stand_in s where s.deputy_id = me.id) then 'deputed'
        when t.responsible_id is null and (t.may_do or ('admin' = any (me.roles) and not t.anybody_may)) then 'nobody'
        else 'others'
      end as whose,
      case
        when t.due_on is null then 'undated'
        when t.due_on < z.today then 'overdue'
        when t.due_on = z.today then 'today'
        when t.due_on <= z.today + 7 then 'week'
        else 'later'
      end as "when",
      t.owned and t.free and t.may_do as takeable
    from owned t cross join zone z cross join me)`;
}
