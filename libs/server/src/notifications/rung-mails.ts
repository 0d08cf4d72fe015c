import type { MailSubjects } from './mail-subjects';
import { recipientsSql } from './recipients';

/** Every rung of every open milestone, with the instant at which it is due: eight in the morning on the spot. */
export const milestoneRungsSql = `
  milestone_rung as (
    select m.id as milestone_id, m.object_kind, m.object_id, m.part, m.ladder, m.schedule_version,
      r.offset_days, r.recipients,
      ((m.target_date + r.offset_days) + time '08:00') at time zone o.time_zone as due_at
    from app.milestone m
    join app.organisation o on o.organisation_id = m.organisation_id
    join app.ladder_rung r
      on r.organisation_id = m.organisation_id and r.ladder = m.ladder and r.variant = m.variant
    where m.organisation_id = :organisationId
      and m.closed_at is null
      and m.ladder in ('assessment-due', 'contract', 'contract-window')
      and m.target_date + r.offset_days > m.starts_on)`;

/**
 * The rungs of a preceding `rung`, each joined with whoever it goes to: one row of `ladder_mail` for each mail.
 * The planner writes the due ones down; a history shows the others as planned. Only data are joined here: which
 * dates have milestones is decided where they are set.
 */
export function rungMailsSql(subjects: MailSubjects): string {
  return `
  wanted as (
    select r.milestone_id as id, r.offset_days as no, r.object_kind, r.object_id, r.recipients from rung r),
  ${recipientsSql(subjects.all)},
  ladder_mail as (
    select r.*, t.member_id, t.contact_id, t.address, t.name,
      concat_ws('/', r.object_kind, r.object_id, r.part, r.ladder, 'v' || r.schedule_version, r.offset_days) as occasion,
      case
        when r.ladder = 'assessment-due' and t.contact_id is not null then 'assessment-reminder'
        when r.ladder = 'assessment-due' then 'assessment-overdue-owner'
        when r.ladder = 'contract-window' then 'contract-window-open'
        when r.offset_days > 0 then 'contract-closed'
        else 'contract-reminder'
      end as kind
    from rung r
    join told t on t.id = r.milestone_id and t.no = r.offset_days)`;
}
