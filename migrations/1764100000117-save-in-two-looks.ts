import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A save judges grant and assessment in one look, reads the product's clock once, and gives back only what a conflict is
 * told with. The caller names the organisation that it admitted the session in; the grant must lie there, else the caller
 * is signed out. Whether the progress is marked already is seen with the insert: its snapshot is taken once the assessment
 * is locked, as a recount needs it.
 */
export class SaveInTwoLooks1764100000117 implements MigrationInterface {
  name = 'SaveInTwoLooks1764100000117';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop function app.autosave(bytea, uuid, text, text, jsonb, integer, text)');
    await runner.query(SAVE);
    await runner.query('grant execute on function app.autosave to cs_app, cs_erasure');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function app.autosave(uuid, bytea, uuid, text, text, jsonb, integer, text)');
    await runner.query(FORMER_SAVE);
    await runner.query('grant execute on function app.autosave to cs_app, cs_erasure');
  }
}

const SAVE = `
  create function app.autosave(p_organisation uuid, p_session bytea, p_assessment uuid, p_question text, p_section text, p_value jsonb, p_base integer, p_from text,
    out status text, out revision integer, out value jsonb, out by_name text, out at timestamptz)
  returns record language plpgsql as $function$
  declare g record; v_set text; v_marked boolean;
  begin
    v_set := set_config('app.token_hash', encode(p_session, 'hex'), true)
      || set_config('app.respondent_organisation_id', p_organisation::text, true)
      || set_config('app.assessment_id', p_assessment::text, true)
      || set_config('enable_seqscan', 'off', true) || set_config('enable_sort', 'off', true);
    select r.contact_id, r.contact_name, r.sections, a.state, a.returned_in_part, a.return_round, a.returned_at,
        now() + p.clock_offset as at, a.grace_until < ((now() + p.clock_offset) at time zone a.time_zone)::date as grace_ended
      into g
      from app.respondent_grant r
      join app.assessment a on a.organisation_id = r.organisation_id and a.id = r.assessment_id
      cross join app.product p
      where r.organisation_id = p_organisation and r.session_hash = p_session and r.assessment_id = p_assessment and r.expires_at > now()
      for key share of a;
    if not found then status := 'signed-out'; return; end if;
    if g.sections is not null and p_section <> all (g.sections) then status := 'not-yours'; return; end if;
    v_set := set_config('app.sections', coalesce(array_to_string(g.sections, ','), ''), true);
    if g.state not in ('sent', 'opened', 'answering', 'returned') then status := 'closed'; return; end if;
    if g.returned_in_part
      and not exists (select from app.returned_question q
        where q.organisation_id = p_organisation and q.assessment_id = p_assessment
          and q.round = g.return_round and q.question = p_question)
      and g.returned_at >= (select r.at from app.answer_revision r
        where r.organisation_id = p_organisation and r.assessment_id = p_assessment
          and r.question = p_question
        order by r.revision limit 1)
    then status := 'not-open'; return; end if;
    if g.grace_ended then status := 'signed-out'; return; end if;
    insert into app.answer_revision (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name, from_where, at)
      select p_organisation, p_assessment, p_question, p_base + 1, p_section, p_value, g.contact_id, g.contact_name, p_from, g.at
      where p_base = 0 or p_base = (
        select r.revision from app.answer_revision r where r.organisation_id = p_organisation
          and r.assessment_id = p_assessment and r.question = p_question and r.revision between p_base and p_base
        order by r.revision limit 1)
      on conflict do nothing
      returning (select p.stale_since is not null from app.assessment_progress p
        where p.organisation_id = p_organisation and p.assessment_id = p_assessment) into v_marked;
    if found then
      if not v_marked then
        update app.assessment_progress p set stale_since = clock_timestamp()
          where p.organisation_id = p_organisation and p.assessment_id = p_assessment and p.stale_since is null;
      end if;
      status := 'saved'; revision := p_base + 1; return;
    end if;
    select r.revision, r.value, r.by_name, r.at into revision, value, by_name, at from app.answer_revision r
      where r.organisation_id = p_organisation and r.assessment_id = p_assessment and r.question = p_question
      order by r.revision desc limit 1;
    status := case when revision = p_base + 1 and value = p_value then 'saved' else 'conflict' end;
  end $function$`;

const FORMER_SAVE = `
create function app.autosave(p_session bytea, p_assessment uuid, p_question text, p_section text, p_value jsonb, p_base integer, p_from text, OUT status text, OUT revision integer, OUT value jsonb, OUT by_name text, OUT at timestamp with time zone)
 returns record language plpgsql as $function$
      declare g record; v_state text; v_returned_in_part boolean; v_round integer; v_returned_at timestamptz; v_grace_ended boolean;
      begin
        perform set_config('app.token_hash', encode(p_session, 'hex'), true), set_config('enable_seqscan', 'off', true),
          set_config('enable_sort', 'off', true);
        select r.organisation_id, r.contact_id, r.contact_name, r.sections into g from app.respondent_grant r
          where r.session_hash = p_session and r.assessment_id = p_assessment and r.expires_at > now();
        if not found then status := 'signed-out'; return; end if;
        if g.sections is not null and p_section <> all (g.sections) then status := 'not-yours'; return; end if;
        perform set_config('app.respondent_organisation_id', g.organisation_id::text, true),
          set_config('app.assessment_id', p_assessment::text, true),
          set_config('app.sections', coalesce(array_to_string(g.sections, ','), ''), true);
        select a.state, a.returned_in_part, a.return_round, a.returned_at, a.grace_until < app.today(a.time_zone)
          into v_state, v_returned_in_part, v_round, v_returned_at, v_grace_ended from app.assessment a
          where a.organisation_id = g.organisation_id and a.id = p_assessment for key share;
        if v_state is null or v_state not in ('sent', 'opened', 'answering', 'returned') then status := 'closed'; return; end if;
        if v_returned_in_part
          and not exists (select from app.returned_question q
            where q.organisation_id = g.organisation_id and q.assessment_id = p_assessment
              and q.round = v_round and q.question = p_question)
          and v_returned_at >= (select r.at from app.answer_revision r
            where r.organisation_id = g.organisation_id and r.assessment_id = p_assessment
              and r.question = p_question
            order by r.revision limit 1)
        then status := 'not-open'; return; end if;
        if v_grace_ended then status := 'signed-out'; return; end if;
        insert into app.answer_revision (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name, from_where)
          select g.organisation_id, p_assessment, p_question, p_base + 1, p_section, p_value, g.contact_id, g.contact_name, p_from
          where p_base = 0 or p_base = (
            select r.revision from app.answer_revision r where r.organisation_id = g.organisation_id
              and r.assessment_id = p_assessment and r.question = p_question and r.revision between p_base and p_base
            order by r.revision limit 1)
          on conflict do nothing;
        if found then
          update app.assessment_progress p set stale_since = clock_timestamp()
            where p.organisation_id = g.organisation_id and p.assessment_id = p_assessment and p.stale_since is null;
          status := 'saved'; revision := p_base + 1; value := p_value; by_name := g.contact_name; at := app.now(); return;
        end if;
        select r.revision, r.value, r.by_name, r.at into revision, value, by_name, at from app.answer_revision r
          where r.organisation_id = g.organisation_id and r.assessment_id = p_assessment and r.question = p_question
          order by r.revision desc limit 1;
        status := case when revision = p_base + 1 and value = p_value then 'saved' else 'conflict' end;
      end $function$`;
