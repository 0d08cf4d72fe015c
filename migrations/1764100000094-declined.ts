import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/** A vendor can say that it will not answer, and why, until it takes that back or is asked again. */
export class Declined1764100000094 implements MigrationInterface {
  name = 'Declined1764100000094';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(stateCheck([...STATES, 'declined']));
    await runner.query(`
      create table app.assessment_decline (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        scope text not null constraint assessment_decline_scope_check check (scope in ('questionnaire', 'service')),
        because text not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        from_state text not null
          constraint assessment_decline_from_check check (from_state in ('sent', 'opened', 'answering', 'returned')),
        ended_at timestamptz,
        ended_by text,
        constraint assessment_decline_ended_check check ((ended_at is null) = (ended_by is null)),
        constraint assessment_decline_pkey primary key (organisation_id, id),
        constraint assessment_decline_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      create index assessment_decline_assessment_index on app.assessment_decline (organisation_id, assessment_id);
      create unique index assessment_decline_open on app.assessment_decline (organisation_id, assessment_id)
        where ended_at is null;
      call app.secure('app.assessment_decline', grants => 'select, insert, update',
        respondent_read => 'assessment_id = app.assessment()');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    // Nothing before this knows the state: what was declined stands where it stood.
    await runner.query(`
      call app.for_each_organisation($each$
        update app.assessment a set state = d.from_state
        from app.assessment_decline d
        where d.organisation_id = a.organisation_id and d.assessment_id = a.id and d.ended_at is null
          and a.state = 'declined'
      $each$);
      drop table app.assessment_decline;
    `);
    await runner.query(stateCheck(STATES));
  }
}

const STATES = [
  'draft',
  'sent',
  'opened',
  'answering',
  'submitted',
  'in-review',
  'returned',
  'closed',
  'cancelled',
];

function stateCheck(states: readonly string[]): string {
  const names = states.map((state) => `'${state}'`).join(', ');
  return `
    alter table app.assessment
      drop constraint assessment_state_check,
      add constraint assessment_state_check check (state in (${names}));`;
}

/** No erasure searches these for a name: words of the product. */
const MACHINE_COLUMNS = ['assessment_decline.scope', 'assessment_decline.from_state'];
