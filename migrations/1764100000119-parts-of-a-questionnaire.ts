import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is delegated is named question by question, as `#id`, so that documents, which know their question alone, follow
 * the same rule as answers; a section that is named as such counts as before. The save and every policy read both.
 */
export class PartsOfAQuestionnaire1764100000119 implements MigrationInterface {
  name = 'PartsOfAQuestionnaire1764100000119';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function app.is_delegated(p_section text, p_question text) returns boolean
        language sql stable parallel safe
        return app.sections() is null or p_section = any (app.sections()) or '#' || p_question = any (app.sections());
      grant execute on function app.is_delegated to cs_app, cs_erasure, cs_lookup;
      alter policy respondent_read on app.answer_revision using (${OF_ANSWERS});
      alter policy respondent_insert on app.answer_revision with check (${OF_ANSWERS});
      alter policy respondent_read on app.answer_source using (${OF_ANSWERS});
      alter policy respondent_insert on app.answer_source with check (${OF_ANSWERS});
      alter policy respondent_read on app.returned_question using (${OF_ANSWERS});
      alter policy respondent_read on app.evidence using (${OF_DOCUMENTS});
      alter policy respondent_insert on app.evidence with check (${OF_DOCUMENTS} and not verified);
    `);
    await runner.query(exchangeInAutosave(FORMER, PRESENT));
    await runner.query(lookups(OF_PARTS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(lookups(OF_SECTIONS));
    await runner.query(exchangeInAutosave(PRESENT, FORMER));
    await runner.query(`
      alter policy respondent_insert on app.evidence with check (${OWN} and not verified);
      alter policy respondent_read on app.evidence using (${OWN});
      alter policy respondent_read on app.returned_question using (${FORMER_SECTIONS});
      alter policy respondent_insert on app.answer_source with check (${FORMER_SECTIONS});
      alter policy respondent_read on app.answer_source using (${FORMER_SECTIONS});
      alter policy respondent_insert on app.answer_revision with check (${FORMER_SECTIONS});
      alter policy respondent_read on app.answer_revision using (${FORMER_SECTIONS});
      drop function app.is_delegated;
    `);
  }
}

const OWN = 'organisation_id = app.respondent_organisation() and assessment_id = app.assessment()';
const OF_ANSWERS = `${OWN} and app.is_delegated(section, question)`;
/** One that belongs to no question is of the whole, and of nobody's part. */
const OF_DOCUMENTS = `${OWN} and (app.sections() is null or app.is_delegated(null, question))`;
const FORMER_SECTIONS = `${OWN} and (app.sections() is null or section = any (app.sections()))`;

const FORMER = 'if g.sections is not null and p_section <> all (g.sections) then';
const PRESENT = `if g.sections is not null and p_section <> all (g.sections) and '#' || p_question <> all (g.sections) then`;

/** The rest of the function stays as whichever migration wrote it last. */
function exchangeInAutosave(before: string, after: string): string {
  return `
    do $exchange$
    declare definition text := pg_get_functiondef(
      'app.autosave(uuid, bytea, uuid, text, text, jsonb, integer, text)'::regprocedure);
    begin
      if position($part$${before}$part$ in definition) = 0 then
        raise exception 'app.autosave is not as it was left';
      end if;
      execute replace(definition, $part$${before}$part$, $part$${after}$part$);
    end $exchange$;`;
}

interface Lookups {
  /** Which questionnaires of a delegate are still open to them. */
  readonly open: string;
  readonly counted: string;
  readonly own: string;
  readonly theirs: string;
}

/** A part ends with the submission, and how far the whole has come is not told with it. */
const OF_PARTS: Lookups = {
  open: `and (i.sections is null or b.state in ('sent', 'opened', 'answering', 'returned', 'declined'))`,
  counted: 'r.told and r.sections is null',
  own: ` or '#' || (asked.value ->> 'id') = any (me.sections)`,
  theirs: ` or '#' || r.question = any (i.sections)`,
};
const OF_SECTIONS: Lookups = { open: '', counted: 'r.told', own: '', theirs: '' };

const OF_NO_MEANING = `'{section,help,required,showIf,citations,evidence,evidenceHint}'::text[]`;

/** What a contact is shown beside the questionnaire, and what is offered of it. */
function lookups({ open, counted, own, theirs }: Lookups): string {
  return `
    set role cs_lookup;
    create or replace function lookup.invitations_of_respondent(p_session bytea, p_idle interval)
      returns table (assessment_id uuid, invitation_id uuid, sections text[], opened boolean, proved boolean)
      language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
      begin atomic
        select b.id, i.id, i.sections, o.assessment_id is not null, me.proved
        from lookup.session_of_respondent(p_session, p_idle) me
        join app.invitation i on i.organisation_id = app.respondent_organisation() and i.contact_id = me.contact_id
          and i.revoked_at is null and not i.handed_over
        join app.assessment b on b.organisation_id = i.organisation_id and b.id = i.assessment_id
          and b.state not in ('draft', 'cancelled')
          ${open}
        join app.engagement e on e.organisation_id = b.organisation_id and e.id = b.engagement_id
          and e.vendor_id = me.vendor_id
        left join app.respondent_grant o on o.organisation_id = i.organisation_id and o.session_hash = p_session
          and o.assessment_id = b.id and o.contact_id = me.contact_id and o.invitation_id = i.id
          and o.expires_at > pg_catalog.now() and o.last_seen_at > pg_catalog.now() - p_idle;
      end;

    create or replace function lookup.questionnaires_of_respondent(p_session bytea, p_idle interval)
      returns table (id uuid, opened boolean, service_name text, title jsonb, state text, due_on date,
        submitted_at timestamptz, follow_up boolean, in_part boolean, complete integer, shown integer)
      language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
      begin atomic
        select case when r.told then b.id end, r.opened, case when r.told then b.service_name end,
          case when r.told then q.document -> 'title' end, case when r.told then b.state end,
          case when r.told then b.due_on end, case when r.told then b.submitted_at end,
          r.told and b.asked_questions is not null, r.told and r.sections is not null,
          case when ${counted} then p.answered end, case when ${counted} then p.shown end
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

    create or replace function lookup.earlier_answers_of_respondent(p_session bytea, p_idle interval)
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
          and (me.sections is null or asked.value ->> 'section' = any (me.sections)${own})
          and (i.sections is null or r.section = any (i.sections)${theirs})
          and r.by_contact_id is not null and r.what_salt is not null
          and not exists (select from app.answer_review v
            where v.organisation_id = b.organisation_id and v.assessment_id = b.id and v.question = r.question
              and v.verdict in ('rejected', 'clarify') and v.revision >= r.revision)
          and not (b.state in ('returned', 'answering') and exists (select from app.returned_question t
            where t.organisation_id = b.organisation_id and t.assessment_id = b.id and t.round = b.return_round
              and t.question = r.question and t.opened_by is null and t.revision >= r.revision));
      end;
    reset role;`;
}
