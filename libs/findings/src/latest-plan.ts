/** Of the finding `f`; null where the vendor has proposed none. */
export const LATEST_PLAN = `(select jsonb_build_object('id', p.id, 'plan', p.plan, 'doneBy', p.done_by, 'by', p.by_name, 'at', p.at,
    'state', p.state, 'judgedBy', p.judged_by, 'judgedNote', p.judged_note, 'judgedAt', p.judged_at)
  from app.finding_plan p
  where p.organisation_id = :organisationId and p.finding_id = f.id
  order by p.id desc limit 1)`;
