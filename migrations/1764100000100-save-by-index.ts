import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A save finds the revision it is based on by the key, whatever the planner knows of the table: a connection that first
 * saved while there were no revisions read those of the whole organisation on each save after that, until somebody
 * analysed the table. Only the key gives revisions in order, and so there is nothing for the planner to choose from. The
 * assessment is read once, not twice.
 */
export class SaveByIndex1764100000100 implements MigrationInterface {
  name = 'SaveByIndex1764100000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(exchangeInAutosave(EXCHANGES));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(exchangeInAutosave(EXCHANGES.map(([before, after]) => [after, before])));
  }
}

const EXCHANGES: readonly (readonly [string, string])[] = [
  [
    `perform set_config('app.token_hash', encode(p_session, 'hex'), true);`,
    `perform set_config('app.token_hash', encode(p_session, 'hex'), true), set_config('enable_seqscan', 'off', true),
          set_config('enable_sort', 'off', true);`,
  ],
  ['v_returned_at timestamptz;', 'v_returned_at timestamptz; v_grace_ended boolean;'],
  [
    `select a.state, a.returned_in_part, a.return_round, a.returned_at
          into v_state, v_returned_in_part, v_round, v_returned_at from app.assessment a`,
    `select a.state, a.returned_in_part, a.return_round, a.returned_at, a.grace_until < app.today(a.time_zone)
          into v_state, v_returned_in_part, v_round, v_returned_at, v_grace_ended from app.assessment a`,
  ],
  ['if app.grace_has_ended(g.organisation_id, p_assessment) then', 'if v_grace_ended then'],
  [
    `where p_base = 0 or exists (
            select from app.answer_revision r where r.organisation_id = g.organisation_id
              and r.assessment_id = p_assessment and r.question = p_question and r.revision = p_base)`,
    `where p_base = 0 or p_base = (
            select r.revision from app.answer_revision r where r.organisation_id = g.organisation_id
              and r.assessment_id = p_assessment and r.question = p_question and r.revision between p_base and p_base
            order by r.revision limit 1)`,
  ],
  [
    `exists (select from app.answer_revision r
            where r.organisation_id = g.organisation_id and r.assessment_id = p_assessment
              and r.question = p_question and r.at <= v_returned_at)`,
    `v_returned_at >= (select r.at from app.answer_revision r
            where r.organisation_id = g.organisation_id and r.assessment_id = p_assessment
              and r.question = p_question
            order by r.revision limit 1)`,
  ],
];

/** The rest of the function stays as whichever migration wrote it last. */
function exchangeInAutosave(exchanges: readonly (readonly [string, string])[]): string {
  const steps = exchanges.map(
    ([before, after]) => `
      if position($part$${before}$part$ in definition) = 0 then
        raise exception 'app.autosave is not as it was left';
      end if;
      definition := replace(definition, $part$${before}$part$, $part$${after}$part$);`,
  );
  return `
    do $exchange$
    declare definition text := pg_get_functiondef(
      'app.autosave(bytea, uuid, text, text, jsonb, integer, text)'::regprocedure);
    begin
      ${steps.join('')}
      execute definition;
    end $exchange$;`;
}
