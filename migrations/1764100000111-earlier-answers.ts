import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * A contact of several questionnaires sees them together, and is offered what was answered in one for the same question
 * of another. Two functions decide what a session may learn; no policy opens a row of another assessment. What is taken
 * over names where it comes from.
 */
export class EarlierAnswers1764100000111 implements MigrationInterface {
  name = 'EarlierAnswers1764100000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.answer_source (
        organisation_id uuid not null,
        assessment_id uuid not null,
        question text not null,
        revision integer not null,
        section text not null,
        from_assessment_id uuid not null,
        from_revision integer not null,
        constraint answer_source_pkey primary key (organisation_id, assessment_id, question, revision),
        constraint answer_source_revision_fk foreign key (organisation_id, assessment_id, question, revision)
          references app.answer_revision (organisation_id, assessment_id, question, revision),
        constraint answer_source_from_fk foreign key (organisation_id, from_assessment_id, question, from_revision)
          references app.answer_revision (organisation_id, assessment_id, question, revision)
      );
      create index answer_source_from_index on app.answer_source
        (organisation_id, from_assessment_id, question, from_revision);
      call app.secure('app.answer_source', grants => 'select, insert',
        respondent_read => '${OWN_SECTIONS}', respondent_insert => '${OWN_SECTIONS}');
      create trigger append_only before update or delete or truncate on app.answer_source
        for each statement execute function app.refuse_change();
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
    for (const [table, columns] of READ) {
      await runner.query(`grant select (${columns}) on app.${table} to cs_lookup`);
    }
    for (const table of OPENED) {
      await runner.query(`create policy lookup_of_respondent on app.${table} for select to cs_lookup
        using (organisation_id = app.respondent_organisation())`);
    }
    await runner.query(`
      grant execute on function app.today(text), app.now() to cs_lookup;
      set role cs_lookup;
      create function lookup.session_of_respondent(p_session bytea, p_idle interval)
        returns table (contact_id uuid, vendor_id uuid, engagement_id uuid, version_id uuid, sections text[], proved boolean)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select g.contact_id, e.vendor_id, a.engagement_id, a.questionnaire_version_id, g.sections,
            exists (select from app.respondent_grant o
              where o.organisation_id = g.organisation_id and o.session_hash = g.session_hash
                and o.contact_id = g.contact_id and o.proved_at is not null and o.expires_at > pg_catalog.now()
                and o.last_seen_at > pg_catalog.now() - p_idle)
          from app.respondent_grant g
          join app.assessment a on a.organisation_id = g.organisation_id and a.id = g.assessment_id
          join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
          where g.organisation_id = app.respondent_organisation() and g.session_hash = p_session
            and g.assessment_id = app.assessment() and g.expires_at > pg_catalog.now()
            and g.last_seen_at > pg_catalog.now() - p_idle;
        end;

      create function lookup.invitations_of_respondent(p_session bytea, p_idle interval)
        returns table (assessment_id uuid, invitation_id uuid, sections text[], opened boolean, proved boolean)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select b.id, i.id, i.sections, o.assessment_id is not null, me.proved
          from lookup.session_of_respondent(p_session, p_idle) me
          join app.invitation i on i.organisation_id = app.respondent_organisation() and i.contact_id = me.contact_id
            and i.revoked_at is null and not i.handed_over
          join app.assessment b on b.organisation_id = i.organisation_id and b.id = i.assessment_id
            and b.state not in ('draft', 'cancelled')
          join app.engagement e on e.organisation_id = b.organisation_id and e.id = b.engagement_id
            and e.vendor_id = me.vendor_id
          left join app.respondent_grant o on o.organisation_id = i.organisation_id and o.session_hash = p_session
            and o.assessment_id = b.id and o.contact_id = me.contact_id and o.invitation_id = i.id
            and o.expires_at > pg_catalog.now() and o.last_seen_at > pg_catalog.now() - p_idle;
        end;

      create function lookup.questionnaires_of_respondent(p_session bytea, p_idle interval)
        returns table (id uuid, opened boolean, service_name text, title jsonb, state text, due_on date,
          submitted_at timestamptz, follow_up boolean, in_part boolean, complete integer, shown integer)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select case when r.told then b.id end, r.opened, case when r.told then b.service_name end,
            case when r.told then q.document -> 'title' end, case when r.told then b.state end,
            case when r.told then b.due_on end, case when r.told then b.submitted_at end,
            r.told and b.asked_questions is not null, r.told and r.sections is not null,
            case when r.told then p.answered end, case when r.told then p.shown end
          from (
            select i.*, i.proved or i.opened or i.assessment_id = app.assessment() as told
            from lookup.invitations_of_respondent(p_session, p_idle) i) r
          join app.assessment b on b.organisation_id = app.respondent_organisation() and b.id = r.assessment_id
          join app.respondent_questionnaire q on q.organisation_id = b.organisation_id
            and q.questionnaire_version_id = b.questionnaire_version_id
          left join app.assessment_progress p on p.organisation_id = b.organisation_id and p.assessment_id = b.id
          where r.opened or b.id = app.assessment() or (
            not coalesce(b.submitted_at < app.now() - interval '1 year', false)
            and (b.state in ('submitted', 'in-review', 'closed') or b.grace_until >= app.today(b.time_zone)));
        end;

      create function lookup.earlier_answers_of_respondent(p_session bytea, p_idle interval)
        returns table (question text, section text, value jsonb, revision integer, by_name text, at timestamptz,
          assessment_id uuid, service_name text, title jsonb, submitted boolean, same_service boolean)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select r.question, asked.value ->> 'section', r.value, r.revision, r.by_name, r.at, b.id, b.service_name,
            theirs.document -> 'title',
            b.submitted_at is not null and r.at <= b.submitted_at, b.engagement_id = me.engagement_id
          from lookup.session_of_respondent(p_session, p_idle) me
          join lookup.invitations_of_respondent(p_session, p_idle) i
            on (i.proved or i.opened) and i.assessment_id <> app.assessment()
          join app.assessment b on b.organisation_id = app.respondent_organisation() and b.id = i.assessment_id
            and b.state <> 'declined'
          join app.respondent_questionnaire own on own.organisation_id = b.organisation_id
            and own.questionnaire_version_id = me.version_id
          join app.respondent_questionnaire theirs on theirs.organisation_id = b.organisation_id
            and theirs.questionnaire_version_id = b.questionnaire_version_id
          cross join lateral jsonb_array_elements(own.document -> 'questions') asked(value)
          join lateral jsonb_array_elements(theirs.document -> 'questions') before(value)
            on before.value ->> 'id' = asked.value ->> 'id'
          cross join lateral (
            select r.question, r.revision, r.section, r.value, r.by_contact_id, r.by_name, r.at, r.what_salt
            from app.answer_revision r
            where r.organisation_id = b.organisation_id and r.assessment_id = b.id
              and r.question = asked.value ->> 'id'
            order by r.revision desc limit 1) r
          where asked.value ->> 'type' not in ('file', 'attestation')
            and asked.value - ${OF_NO_MEANING} = before.value - ${OF_NO_MEANING}
            and (me.sections is null or asked.value ->> 'section' = any (me.sections))
            and (i.sections is null or r.section = any (i.sections))
            and r.by_contact_id is not null and r.what_salt is not null
            and not exists (select from app.answer_review v
              where v.organisation_id = b.organisation_id and v.assessment_id = b.id and v.question = r.question
                and v.verdict in ('rejected', 'clarify') and v.revision >= r.revision)
            and not (b.state in ('returned', 'answering') and exists (select from app.returned_question t
              where t.organisation_id = b.organisation_id and t.assessment_id = b.id and t.round = b.return_round
                and t.question = r.question and t.opened_by is null and t.revision >= r.revision));
        end;
      revoke execute on function lookup.session_of_respondent, lookup.invitations_of_respondent,
        lookup.questionnaires_of_respondent, lookup.earlier_answers_of_respondent from public;
      grant execute on function lookup.questionnaires_of_respondent, lookup.earlier_answers_of_respondent,
        lookup.invitations_of_respondent to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      set role cs_lookup;
      drop function lookup.earlier_answers_of_respondent, lookup.questionnaires_of_respondent,
        lookup.invitations_of_respondent, lookup.session_of_respondent;
      reset role;
    `);
    for (const table of OPENED) await runner.query(`drop policy lookup_of_respondent on app.${table}`);
    for (const [table, columns] of READ) {
      await runner.query(`revoke select (${columns}) on app.${table} from cs_lookup`);
    }
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('drop table app.answer_source');
  }
}

const OWN_SECTIONS =
  'assessment_id = app.assessment() and (app.sections() is null or section = any (app.sections()))';

/** What may differ between two versions of a question without another answer being right. */
const OF_NO_MEANING = `'{section,help,required,showIf,citations,evidence,evidenceHint}'::text[]`;

/** Ids of the questionnaire: no erasure searches these for a name. */
const MACHINE_COLUMNS = ['answer_source.question', 'answer_source.section'];

/** Beside what the other functions of this role read. */
const READ: readonly (readonly [table: string, columns: string])[] = [
  [
    'respondent_grant',
    `organisation_id, session_hash, assessment_id, invitation_id, contact_id, sections, proved_at, expires_at,
      last_seen_at`,
  ],
  ['invitation', 'organisation_id, id, assessment_id, contact_id, sections, revoked_at, handed_over'],
  [
    'assessment',
    `organisation_id, id, engagement_id, questionnaire_version_id, state, service_name, due_on, grace_until, time_zone,
      submitted_at, asked_questions, return_round`,
  ],
  ['engagement', 'vendor_id'],
  ['respondent_questionnaire', 'organisation_id, questionnaire_version_id, document'],
  ['assessment_progress', 'answered, shown'],
  [
    'answer_revision',
    'assessment_id, question, revision, section, value, by_contact_id, by_name, at, what_salt',
  ],
  ['answer_review', 'organisation_id, assessment_id, question, revision, verdict'],
  ['returned_question', 'organisation_id, assessment_id, round, question, revision, opened_by'],
];

/** The others have a policy for this role. */
const OPENED = [
  'respondent_grant',
  'invitation',
  'assessment',
  'respondent_questionnaire',
  'answer_review',
  'returned_question',
];
