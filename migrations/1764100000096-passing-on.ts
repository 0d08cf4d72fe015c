import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

const MACHINE_COLUMNS = ['passing_on.state'];

/** A contact who is not the right person names who is; outside its own mail domain procurement says whether it may. */
export class PassingOn1764100000096 implements MigrationInterface {
  name = 'PassingOn1764100000096';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.passing_on (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        invitation_id uuid not null,
        by_name text not null,
        to_name text not null,
        to_email text not null,
        note text,
        state text not null,
        asked_at timestamptz not null default app.now(),
        decided_at timestamptz,
        decided_by text,
        decided_because text,
        constraint passing_on_pkey primary key (organisation_id, id),
        constraint passing_on_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint passing_on_invitation_fk foreign key (organisation_id, invitation_id) references app.invitation (organisation_id, id),
        constraint passing_on_state_check check (state in ('waiting', 'passed', 'refused', 'over'))
      );
      create index passing_on_assessment_index on app.passing_on (organisation_id, assessment_id);
      create index passing_on_invitation_index on app.passing_on (organisation_id, invitation_id);
      create unique index passing_on_waiting_index on app.passing_on (organisation_id, assessment_id) where state = 'waiting';
      call app.secure('app.passing_on', grants => 'select, insert, update');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('drop table app.passing_on');
  }
}
