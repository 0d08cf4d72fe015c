import type { RetentionClass } from './retention-classes';

/** Holds of today; `h.vendor_id is null` is one on the whole organisation. */
const activeHold = `
  h.ended_at is null and (h.last_day is null or h.last_day >= app.today(o.time_zone))`;

const noHoldAtAll = `
  not exists (select from app.legal_hold h join app.organisation o on o.organisation_id = h.organisation_id
    where ${activeHold})`;

/** Ended assessments whose period is over and whose vendor nobody holds. */
export const endedAssessments = `
  select a.id from app.assessment a
  join app.engagement g on g.organisation_id = a.organisation_id and g.id = a.engagement_id
  where a.organisation_id = :organisationId
    and a.state in ('closed', 'cancelled')
    and coalesce(a.closed_at, a.submitted_at, a.sent_at, a.created_at) < :before
    and not exists (
      select from app.legal_hold h join app.organisation o on o.organisation_id = h.organisation_id
      where ${activeHold} and (h.vendor_id is null or h.vendor_id = g.vendor_id))`;

/** The rows of each class that are past their period: the same words count them for the page and choose them for the job. */
export const pastPeriod: Readonly<Record<RetentionClass, string>> = {
  answers: `from app.answer_revision r
    where r.organisation_id = :organisationId
      and (r.who_salt is not null or r.what_salt is not null) and r.assessment_id in (${endedAssessments})`,
  evidence: `from app.evidence v where v.organisation_id = :organisationId and v.assessment_id in (${endedAssessments})`,
  audit: `from app.audit_event e
    where e.organisation_id = :organisationId
      and e.at < :before and (e.who_salt is not null or e.what_salt is not null) and e.what not like '%.erased'
      and ${noHoldAtAll}`,
  mail: `from app.notification n
    where n.organisation_id = :organisationId
      and n.state not in ('pending', 'sending') and coalesce(n.sent_at, n.created_at) < :before
      and n.recipient not like '%@erased.invalid' and ${noHoldAtAll}`,
  incidents: `from (select 1 where :before::timestamptz is null) nothing`,
};
