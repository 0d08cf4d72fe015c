import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * A return names its questions, each with the note that goes with it and the answer that it was about. Where it does, only
 * these can be changed, what was never answered, and what the vendor opens. What was returned before stays open as a whole.
 */
export class ReturnedQuestions1764100000084 implements MigrationInterface {
  name = 'ReturnedQuestions1764100000084';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment
        add column return_round integer not null default 0,
        add column returned_at timestamptz,
        add column returned_by text,
        add column returned_in_part boolean not null default false;

      create table app.returned_question (
        organisation_id uuid not null,
        assessment_id uuid not null,
        round integer not null,
        question text not null,
        section text not null,
        revision integer not null,
        note text,
        by_name text,
        opened_by text,
        kept_because text,
        kept_by text,
        kept_at timestamptz,
        constraint returned_question_pkey primary key (organisation_id, assessment_id, round, question),
        constraint returned_question_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      call app.secure('app.returned_question', grants => 'select, insert, update',
        respondent_read => '${OWN_SECTIONS}');
    `);
    await runner.query(exchangeInAutosave(EXCHANGES));
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
    // What is under way was counted by answered questions, and is counted by complete ones.
    await runner.query(`
      call app.for_each_organisation($each$
        update app.assessment_progress p set stale_since = clock_timestamp()
        from app.assessment a
        where a.organisation_id = p.organisation_id and a.id = p.assessment_id
          and a.state not in ('closed', 'cancelled')
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(exchangeInAutosave(EXCHANGES.map(([before, after]) => [after, before])));
    await runner.query(`
      drop table app.returned_question;
      alter table app.assessment
        drop column return_round, drop column returned_at, drop column returned_by, drop column returned_in_part;
    `);
  }
}

const OWN_SECTIONS =
  'assessment_id = app.assessment() and (app.sections() is null or section = any (app.sections()))';

const STATE_CHECK = `if v_state is null or v_state not in ('sent', 'opened', 'answering', 'returned') then status := 'closed'; return; end if;`;

const OPEN_CHECK = `if v_returned_in_part
          and not exists (select from app.returned_question q
            where q.organisation_id = g.organisation_id and q.assessment_id = p_assessment
              and q.round = v_round and q.question = p_question)
          and exists (select from app.answer_revision r
            where r.organisation_id = g.organisation_id and r.assessment_id = p_assessment
              and r.question = p_question and r.at <= v_returned_at)
        then status := 'not-open'; return; end if;`;

const EXCHANGES: readonly (readonly [string, string])[] = [
  [
    'declare g record; v_state text;',
    'declare g record; v_state text; v_returned_in_part boolean; v_round integer; v_returned_at timestamptz;',
  ],
  [
    'select a.state into v_state from app.assessment a',
    `select a.state, a.returned_in_part, a.return_round, a.returned_at
          into v_state, v_returned_in_part, v_round, v_returned_at from app.assessment a`,
  ],
  [STATE_CHECK, `${STATE_CHECK}\n        ${OPEN_CHECK}`],
];

/** The rest of the function stays as whichever migration wrote it last. */
function exchangeInAutosave(exchanges: readonly (readonly [string, string])[]): string {
  const steps = exchanges.map(
    ([before, after]) => `
      if position($part$${before}$part$ in definition) = 0 then
        raise exception 'app.autosave does not look at the state of the assessment';
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

/** No erasure searches these for a name: ids of the questionnaire. */
const MACHINE_COLUMNS = ['returned_question.question', 'returned_question.section'];
