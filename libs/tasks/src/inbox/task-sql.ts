import { textList } from '@countersign/platform';
import { TASK_COLUMNS, type TaskKind } from '../kinds/task-kind';
import { rolesOf } from '../kinds/task-kinds';

/** In place of the owner where there is none, so that tasks are matched to whoever has them by `=`. */
const NOBODY = `uuid '00000000-0000-0000-0000-000000000000'`;

/**
 * Whose the tasks of these kinds are, on the day in the organisation's zone. A task is the owner's while the owner is
 * here and may do it; of an owner who has left the lead's; else of whoever may do it, and where nobody has such a role
 * the administrators'. A deputy has it as well while the absence lasts, a deputy's deputy too; who of them may not do it
 * has it not.
 *
 * That hangs on the kind and the owner alone: `holder` has a row for each of these pairs, with what such a task is to
 * `:memberId` in `whose`. `found` has a row for each task.
 *
 * @param reading `once` where many tasks are gone through: what kinds share is read once for all of them. `keys` where
 *   some are looked up: their keys reach into each select.
 */
export function tasksSql(kinds: readonly TaskKind[], reading: 'once' | 'keys'): string {
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
  kind as materialized (
    select k.*, me.roles && k.roles as may_do, held.roles && k.roles as anybody_may
    from (values ${kinds.map(kindRow).join(', ')}) k (kind, roles, owned) cross join me cross join held),
  owner as materialized (
    select o.id, o.name, o.active, o.roles, l.id as lead_id, l.active as lead_active, l.roles as lead_roles
    from app.member o
    left join app.member l on l.organisation_id = o.organisation_id and l.id = o.lead_id
    where o.organisation_id = :organisationId
    union all
    select ${NOBODY}, null, null, null, null, null, null),
  held_by as (
    select k.kind, k.may_do, k.anybody_may, k.owned, o.id as owner_id, not coalesce(o.active, false) as free,
      case when not o.active then o.name end as left_owner_name,
      case
        when o.active and o.roles && k.roles then o.id
        when not o.active and o.lead_active and o.lead_roles && k.roles then o.lead_id
      end as responsible_id
    from kind k cross join owner o),
  holder as materialized (
    select h.kind, h.owner_id, h.left_owner_name, h.responsible_id, h.may_do,
      h.owned and h.free and h.may_do as takeable,
      case
        when h.responsible_id = me.id then 'mine'
        when h.may_do and h.responsible_id in (
          select s.member_id from stand_in s where s.deputy_id = me.id) then 'deputed'
        when h.responsible_id is null and (h.may_do or ('admin' = any (me.roles) and not h.anybody_may)) then 'nobody'
        else 'others'
      end as whose
    from held_by h cross join me),
  resting as materialized (
    select v.id from app.vendor v where v.organisation_id = :organisationId and v.state <> 'active'),
  ${sharedOf(kinds, reading)}
  found as (
    select t.*, coalesce(t.owner_id, ${NOBODY}) as holder_id
    from (${kinds.map(selectOf).join('\n    union all')}) t
    where t.vendor_id is null or t.vendor_id not in (select r.id from resting r))`;
}

/** How far off the day of a task `f` of `found` is. */
export const WHEN = `
  case
    when f.due_on is null then 'undated'
    when f.due_on < (select today from zone) then 'overdue'
    when f.due_on = (select today from zone) then 'today'
    when f.due_on <= (select today from zone) + 7 then 'week'
    else 'later'
  end`;

function kindRow(kind: TaskKind): string {
  return `('${kind.kind}', array[${textList(rolesOf(kind))}]::text[], ${kind.object.owner !== null})`;
}

function sharedOf(kinds: readonly TaskKind[], reading: 'once' | 'keys'): string {
  const shared = new Map(kinds.flatMap(({ over }) => (over === undefined ? [] : [[over.name, over.sql]])));
  const kept = reading === 'once' ? 'materialized' : 'not materialized';
  return [...shared].map(([name, sql]) => `${name} as ${kept} (${sql}),`).join('\n  ');
}

function selectOf({ kind, rows }: TaskKind): string {
  return `
    select '${kind}' as kind, ${TASK_COLUMNS.map((column) => `r.${column}`).join(', ')}
    from (${rows}) r`;
}
