import type { MigrationInterface, QueryRunner } from 'typeorm';

const SAME_ASSESSMENT = 'assessment_id = app.assessment()';
const OWN_SECTIONS = `${SAME_ASSESSMENT} and (app.sections() is null or section = any (app.sections()))`;

/** Questionnaires as immutable versions, assessments, answers as revisions, reviews, scores, findings. */
export class Assessments1763800000004 implements MigrationInterface {
  name = 'Assessments1763800000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.questionnaire (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        key text not null,
        title text not null,
        created_at timestamptz not null default app.now(),
        constraint questionnaire_pkey primary key (organisation_id, id),
        constraint questionnaire_key_key unique (organisation_id, key),
        constraint questionnaire_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.questionnaire', grants => 'select, insert, update');

      create table app.questionnaire_version (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        questionnaire_id uuid not null,
        number integer not null,
        source jsonb not null,
        document jsonb not null,
        questions integer not null,
        hash text not null,
        published_at timestamptz not null default app.now(),
        constraint questionnaire_version_pkey primary key (organisation_id, id),
        constraint questionnaire_version_number_key unique (organisation_id, questionnaire_id, number),
        constraint questionnaire_version_questionnaire_fk foreign key (organisation_id, questionnaire_id) references app.questionnaire (organisation_id, id)
      );
      call app.secure('app.questionnaire_version', grants => 'select, insert');
      create trigger append_only before update or delete or truncate on app.questionnaire_version
        for each statement execute function app.refuse_change();

      create table app.assessment (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        questionnaire_version_id uuid not null,
        contact_id uuid not null,
        state text not null default 'draft',
        due_on date not null,
        grace_until date not null,
        facts jsonb not null,
        message text,
        returned_message text,
        organisation_name text not null,
        time_zone text not null,
        vendor_name text not null,
        service_name text not null,
        contact_name text not null,
        asked_by_id uuid,
        asked_by text not null,
        asked_by_email text not null,
        schedule_version integer not null default 1,
        created_at timestamptz not null default app.now(),
        sent_at timestamptz,
        opened_at timestamptz,
        submitted_at timestamptz,
        review_started_at timestamptz,
        reviewer_id uuid,
        closed_at timestamptz,
        closed_by text,
        recommendation text,
        summary text,
        cancelled_reason text,
        receipt text,
        constraint assessment_pkey primary key (organisation_id, id),
        constraint assessment_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint assessment_version_fk foreign key (organisation_id, questionnaire_version_id) references app.questionnaire_version (organisation_id, id),
        constraint assessment_contact_fk foreign key (organisation_id, contact_id) references app.contact (organisation_id, id),
        constraint assessment_asked_by_fk foreign key (organisation_id, asked_by_id) references app.member (organisation_id, id),
        constraint assessment_reviewer_fk foreign key (organisation_id, reviewer_id) references app.member (organisation_id, id),
        constraint assessment_state_check check (state in ('draft', 'sent', 'opened', 'answering', 'submitted', 'in-review', 'returned', 'closed', 'cancelled')),
        constraint assessment_recommendation_check check (recommendation in ('approve', 'approve-with-conditions', 'reject'))
      );
      create index assessment_engagement_index on app.assessment (organisation_id, engagement_id);
      create index assessment_state_index on app.assessment (organisation_id, state, due_on);
      create index assessment_contact_index on app.assessment (organisation_id, contact_id);
      call app.secure('app.assessment', grants => 'select, insert, update',
        respondent_read => 'id = app.assessment()', respondent_lock => 'id = app.assessment()');

      create table app.respondent_questionnaire (
        organisation_id uuid not null,
        questionnaire_version_id uuid not null,
        document jsonb not null,
        constraint respondent_questionnaire_pkey primary key (organisation_id, questionnaire_version_id),
        constraint respondent_questionnaire_version_fk foreign key (organisation_id, questionnaire_version_id) references app.questionnaire_version (organisation_id, id)
      );
      call app.secure('app.respondent_questionnaire', grants => 'select, insert',
        respondent_read => $q$questionnaire_version_id = (
          select a.questionnaire_version_id from app.assessment a
          where a.organisation_id = app.respondent_organisation() and a.id = app.assessment())$q$);

      create table app.assessment_progress (
        organisation_id uuid not null,
        assessment_id uuid not null,
        answered integer not null default 0,
        shown integer not null default 0,
        stale_since timestamptz,
        constraint assessment_progress_pkey primary key (organisation_id, assessment_id),
        constraint assessment_progress_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      create index assessment_progress_stale_index on app.assessment_progress (stale_since) where stale_since is not null;
      call app.secure('app.assessment_progress', grants => 'select, insert, update',
        respondent_read => '${SAME_ASSESSMENT}', respondent_update => '${SAME_ASSESSMENT}');
      create policy lookup_read on app.assessment_progress for select to cs_lookup using (true);
      grant select (organisation_id, assessment_id, stale_since) on app.assessment_progress to cs_lookup;

      create table app.answer_revision (
        organisation_id uuid not null,
        assessment_id uuid not null,
        question text not null,
        revision integer not null,
        section text not null,
        value jsonb not null,
        by_contact_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        from_where text,
        constraint answer_revision_pkey primary key (organisation_id, assessment_id, question, revision),
        constraint answer_revision_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint answer_revision_revision_check check (revision > 0)
      );
      call app.secure('app.answer_revision', grants => 'select, insert',
        respondent_read => '${OWN_SECTIONS}', respondent_insert => '${OWN_SECTIONS}');
      create trigger append_only before update or delete or truncate on app.answer_revision
        for each statement execute function app.refuse_change();

      create table app.invitation (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        contact_id uuid not null,
        sections text[],
        created_at timestamptz not null default app.now(),
        revoked_at timestamptz,
        constraint invitation_pkey primary key (organisation_id, id),
        constraint invitation_contact_key unique (organisation_id, assessment_id, contact_id),
        constraint invitation_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint invitation_contact_fk foreign key (organisation_id, contact_id) references app.contact (organisation_id, id)
      );
      call app.secure('app.invitation', grants => 'select, insert, update');

      create table app.invitation_token (
        organisation_id uuid not null,
        token_hash bytea not null,
        invitation_id uuid not null,
        minted_at timestamptz not null default app.now(),
        constraint invitation_token_pkey primary key (organisation_id, token_hash),
        constraint invitation_token_invitation_fk foreign key (organisation_id, invitation_id) references app.invitation (organisation_id, id)
      );
      create unique index invitation_token_token_index on app.invitation_token (token_hash);
      create index invitation_token_invitation_index on app.invitation_token (organisation_id, invitation_id);
      call app.secure('app.invitation_token', grants => 'select, insert, delete', token_read => 'token_hash = app.token_hash()');

      create table app.respondent_grant (
        organisation_id uuid not null,
        session_hash bytea not null,
        assessment_id uuid not null,
        invitation_id uuid not null,
        contact_id uuid not null,
        contact_name text not null,
        sections text[],
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        constraint respondent_grant_pkey primary key (organisation_id, session_hash, assessment_id),
        constraint respondent_grant_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint respondent_grant_invitation_fk foreign key (organisation_id, invitation_id) references app.invitation (organisation_id, id)
      );
      create index respondent_grant_session_index on app.respondent_grant (session_hash, assessment_id);
      create index respondent_grant_assessment_index on app.respondent_grant (organisation_id, assessment_id);
      create index respondent_grant_invitation_index on app.respondent_grant (organisation_id, invitation_id);
      call app.secure('app.respondent_grant', token_read => 'session_hash = app.token_hash()');

      create table app.evidence (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        question text,
        name text not null,
        size bigint not null,
        media_type text not null,
        sha256 text not null,
        storage_key text not null,
        uploaded_at timestamptz not null default app.now(),
        uploaded_by_contact_id uuid not null,
        uploaded_by text not null,
        verified boolean not null default false,
        verified_by text,
        expires_on date,
        constraint evidence_pkey primary key (organisation_id, id),
        constraint evidence_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint evidence_contact_fk foreign key (organisation_id, uploaded_by_contact_id) references app.contact (organisation_id, id)
      );
      create index evidence_assessment_index on app.evidence (organisation_id, assessment_id);
      create index evidence_contact_index on app.evidence (organisation_id, uploaded_by_contact_id);
      call app.secure('app.evidence', respondent_read => '${SAME_ASSESSMENT}', respondent_insert => '${SAME_ASSESSMENT} and not verified');

      create table app.answer_review (
        organisation_id uuid not null,
        assessment_id uuid not null,
        question text not null,
        revision integer not null,
        verdict text not null,
        points integer,
        note text,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint answer_review_pkey primary key (organisation_id, assessment_id, question),
        constraint answer_review_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint answer_review_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint answer_review_verdict_check check (verdict in ('accepted', 'clarify', 'rejected'))
      );
      create index answer_review_member_index on app.answer_review (organisation_id, by_member_id);
      call app.secure('app.answer_review', grants => 'select, insert, update');

      create table app.score (
        organisation_id uuid not null,
        assessment_id uuid not null,
        ce_hundredths integer,
        numerator bigint not null,
        denominator bigint not null,
        document jsonb not null,
        formula_version text not null,
        computed_at timestamptz not null default app.now(),
        constraint score_pkey primary key (organisation_id, assessment_id),
        constraint score_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      call app.secure('app.score', grants => 'select, insert, update');

      create function app.autosave(
        p_session bytea, p_assessment uuid, p_question text, p_section text, p_value jsonb, p_base integer, p_from text,
        out status text, out revision integer, out value jsonb, out by_name text, out at timestamptz)
      language plpgsql as $$
      declare g record; v_state text;
      begin
        perform set_config('app.token_hash', encode(p_session, 'hex'), true);
        select r.organisation_id, r.contact_id, r.contact_name, r.sections into g from app.respondent_grant r
          where r.session_hash = p_session and r.assessment_id = p_assessment and r.expires_at > now();
        if not found then status := 'signed-out'; return; end if;
        if g.sections is not null and p_section <> all (g.sections) then status := 'not-yours'; return; end if;
        perform set_config('app.respondent_organisation_id', g.organisation_id::text, true),
          set_config('app.assessment_id', p_assessment::text, true),
          set_config('app.sections', coalesce(array_to_string(g.sections, ','), ''), true);
        select a.state into v_state from app.assessment a
          where a.organisation_id = g.organisation_id and a.id = p_assessment for key share;
        if v_state is null or v_state not in ('sent', 'opened', 'answering', 'returned') then status := 'closed'; return; end if;
        insert into app.answer_revision (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name, from_where)
          select g.organisation_id, p_assessment, p_question, p_base + 1, p_section, p_value, g.contact_id, g.contact_name, p_from
          where p_base = 0 or exists (
            select from app.answer_revision r where r.organisation_id = g.organisation_id
              and r.assessment_id = p_assessment and r.question = p_question and r.revision = p_base)
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
      end $$;
      grant execute on function app.autosave to cs_app;
    `);
    await runner.query(`
      set role cs_lookup;
      create function lookup.stale_progress(most integer) returns table (organisation_id uuid, assessment_id uuid)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select p.organisation_id, p.assessment_id from app.assessment_progress p
          where p.stale_since is not null order by p.stale_since limit most;
        end;
      revoke execute on function lookup.stale_progress from public;
      grant execute on function lookup.stale_progress to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`set role cs_lookup; drop function lookup.stale_progress; reset role`);
    await runner.query(`
      drop function app.autosave;
      drop table app.score, app.answer_review, app.evidence, app.respondent_grant, app.invitation_token, app.invitation,
        app.answer_revision, app.assessment_progress, app.respondent_questionnaire, app.assessment,
        app.questionnaire_version, app.questionnaire;
    `);
  }
}
