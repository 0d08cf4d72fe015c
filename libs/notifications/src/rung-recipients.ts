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
 *
 * Without an owner, and where an owner has no lead, the mail goes to the role that answers for the object; where
 * nobody has that role, to the administrators: a date that is stored is always told to somebody.
 */
export const rungMailsSql = `
  wanted as (
    select r.milestone_id, r.offset_days, w.who, r.object_id, a.contact_id,
      case r.object_kind when 'contract' then 'procurement' else 'risk' end as fallback,
      owner.id as owner_id, lead.id as lead_id
    from rung r
    left join app.assessment a
      on r.object_kind = 'assessment' and a.organisation_id = :organisationId and a.id = r.object_id
    left join app.engagement e on e.organisation_id = :organisationId and e.id = a.engagement_id
    left join app.contract c
      on r.object_kind = 'contract' and c.organisation_id = :organisationId and c.id = r.object_id
    left join app.member owner
      on owner.organisation_id = :organisationId and owner.id = coalesce(e.owner_id, c.owner_id) and owner.active
    left join app.member lead
      on lead.organisation_id = :organisationId and lead.id = owner.lead_id and lead.active
    cross join unnest(r.recipients) as w(who)),
  told as (
    select w.milestone_id, w.offset_days, m.id as member_id, null::uuid as contact_id, m.email as address, m.name
    from wanted w
    join app.member m on m.organisation_id = :organisationId and m.active
      and case w.who
        when 'owner' then m.id = w.owner_id or (w.owner_id is null and w.fallback = any (m.roles))
        when 'owner-lead' then m.id = w.lead_id or (w.lead_id is null and w.fallback = any (m.roles))
        when 'procurement' then 'procurement' = any (m.roles)
        when 'risk' then 'risk' = any (m.roles)
        else false
      end
    union
    select w.milestone_id, w.offset_days, null, c.id, c.email, c.name
    from wanted w
    join app.contact c on c.organisation_id = :organisationId and c.id = w.contact_id and c.active
    where w.who = 'lead-contact'
    union
    select w.milestone_id, w.offset_days, null, c.id, c.email, c.name
    from wanted w
    join app.invitation i on i.organisation_id = :organisationId and i.assessment_id = w.object_id
      and i.sections is not null and i.revoked_at is null
    join app.contact c on c.organisation_id = :organisationId and c.id = i.contact_id and c.active
    where w.who = 'delegates'),
  rung_mail as (
    select r.*, t.member_id, t.contact_id, t.address, t.name
    from rung r
    join told t on t.milestone_id = r.milestone_id and t.offset_days = r.offset_days
    union all
    select r.*, m.id, null, m.email, m.name
    from rung r
    join app.member m on m.organisation_id = :organisationId and m.active and 'admin' = any (m.roles)
    where not exists (
      select from told t where t.milestone_id = r.milestone_id and t.offset_days = r.offset_days)),
  ladder_mail as (
    select distinct on (q.milestone_id, q.offset_days, q.address) q.*,
      concat_ws('/', q.object_kind, q.object_id, q.part, q.ladder, 'v' || q.schedule_version, q.offset_days) as occasion,
      case
        when q.ladder = 'assessment-due' and q.contact_id is not null then 'assessment-reminder'
        when q.ladder = 'assessment-due' then 'assessment-overdue-owner'
        when q.ladder = 'contract-window' then 'contract-window-open'
        when q.offset_days > 0 then 'contract-closed'
        else 'contract-reminder'
      end as kind
    from rung_mail q
    order by q.milestone_id, q.offset_days, q.address, q.member_id nulls last)`;
