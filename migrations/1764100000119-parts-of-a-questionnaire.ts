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
      grant execute on function app.is_delegated to cs_app, cs_erasure;
      alter policy respondent_read on app.answer_revision using (${OF_ANSWERS});
      alter policy respondent_insert on app.answer_revision with check (${OF_ANSWERS});
      alter policy respondent_read on app.answer_source using (${OF_ANSWERS});
      alter policy respondent_insert on app.answer_source with check (${OF_ANSWERS});
      alter policy respondent_read on app.returned_question using (${OF_ANSWERS});
      alter policy respondent_read on app.evidence using (${OF_DOCUMENTS});
      alter policy respondent_insert on app.evidence with check (${OF_DOCUMENTS} and not verified);
    `);
    await runner.query(exchangeInAutosave(FORMER, PRESENT));
  }

  async down(runner: QueryRunner): Promise<void> {
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
