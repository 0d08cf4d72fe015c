import type { MailSubjects } from './mail-subjects';
import { recipientsSql } from './recipients';

/**
 * The rungs of open milestones, each with the instant at which it is due: eight in the morning of its day, on the spot.
 * It is reckoned when it is read, so that a change of the zone moves it; the day beside it is there for the index.
 */
const milestoneRungs = (which: { readonly day: string; readonly dueAt: string }) => `
  clock as materialized (
    select app.now() as now, app.today(o.time_zone) as today, o.time_zone
    from app.organisation o
    where o.organisation_id = :organisationId),
  milestone_rung as (
    select m.id as milestone_id, m.object_kind, m.object_id, m.part, m.ladder, m.schedule_version,
      r.offset_days, r.recipients, r.member_mail, r.contact_mail, t.due_at
    from clock c
    join app.milestone_rung r on r.organisation_id = :organisationId and r.day ${which.day} c.today
    cross join lateral (select (r.day + time '08:00') at time zone c.time_zone as due_at) t
    join app.milestone m on m.organisation_id = :organisationId and m.id = r.milestone_id and m.closed_at is null
    where t.due_at ${which.dueAt} c.now)`;

export const dueRungsSql = milestoneRungs({ day: '<=', dueAt: '<=' });
export const comingRungsSql = milestoneRungs({ day: '>=', dueAt: '>' });

/**
 * The rungs of a preceding `rung`, each joined with whoever it goes to: one row of `ladder_mail` for each mail.
 * The planner writes the due ones down; a history shows the others as planned. Only data are joined here: which
 * days have rungs is decided where their milestones are set.
 */
export function rungMailsSql(subjects: MailSubjects): string {
  return `
  wanted as (
    select r.milestone_id as id, r.offset_days as no, r.object_kind, r.object_id, r.recipients from rung r),
  ${recipientsSql(subjects.all)},
  ladder_mail as (
    select r.*, t.member_id, t.contact_id, t.address, t.name,
      concat_ws('/', r.object_kind, r.object_id, r.part, r.ladder, 'v' || r.schedule_version, r.offset_days) as occasion,
      case when t.contact_id is null then r.member_mail else r.contact_mail end as kind
    from rung r
    join told t on t.id = r.milestone_id and t.no = r.offset_days)`;
}
