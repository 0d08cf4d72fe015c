import { AS_ERASURE } from './erasure';

/**
 * Run as cs_erasure: parts of the named lines go, their digests stay. Which lines are past their period is the
 * caller's statement, but none is younger than the least an organisation may set (`TrailRetention`, `AnswerRetention`); what may be
 * taken from a line is the trigger's.
 */
export const disposalSql = `
  create function lookup.erase_events(p_erasure uuid, p_ids uuid[]) returns bigint
    language plpgsql volatile ${AS_ERASURE} as $$
  declare erased bigint;
  begin
    update app.audit_event e set
      actor_name = 'erased', from_where = null,
      who_digest = app.part_digest(e.who_salt, e.who_digest, (app.audit_event_parts(e)).who), who_salt = null,
      before = null, after = null, detail = null,
      what_digest = app.part_digest(e.what_salt, e.what_digest, (app.audit_event_parts(e)).what), what_salt = null,
      erasure_id = p_erasure
    where e.organisation_id = app.organisation() and e.id = any (p_ids)
      and (e.at < app.now() - interval '36 months' or exists (
        select from app.data_job j where j.organisation_id = e.organisation_id and j.kind = 'deletion' and j.state = 'running'));
    get diagnostics erased = row_count;
    return erased;
  end $$;

  create function lookup.erase_answers(p_erasure uuid, p_assessments uuid[]) returns bigint
    language plpgsql volatile ${AS_ERASURE} as $$
  declare erased bigint;
  begin
    update app.answer_revision r set
      by_name = 'erased', from_where = null,
      who_digest = app.part_digest(r.who_salt, r.who_digest, (app.answer_revision_parts(r)).who), who_salt = null,
      value = app.erased_value(),
      what_digest = app.part_digest(r.what_salt, r.what_digest, (app.answer_revision_parts(r)).what), what_salt = null,
      erasure_id = p_erasure
    where r.organisation_id = app.organisation() and r.assessment_id = any (p_assessments)
      and (r.who_salt is not null or r.what_salt is not null)
      and exists (select from app.assessment a where a.organisation_id = r.organisation_id and a.id = r.assessment_id
        and a.state in ('closed', 'cancelled')
        and coalesce(a.closed_at, a.submitted_at, a.sent_at, a.created_at) < app.now() - interval '24 months');
    get diagnostics erased = row_count;
    return erased;
  end $$;
  revoke execute on function lookup.erase_events, lookup.erase_answers from public;
  grant execute on function lookup.erase_events, lookup.erase_answers to cs_app;`;
