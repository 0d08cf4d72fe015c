import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

const MACHINE_COLUMNS = ['delegation.sections', 'delegation.state'];

/**
 * Who asked which colleague for which part of a questionnaire, and what became of it. Who has access at present is said
 * by the invitations alone.
 */
export class Delegations1764100000120 implements MigrationInterface {
  name = 'Delegations1764100000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.delegation (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        invitation_id uuid,
        sections text[] not null,
        by_name text not null,
        to_name text not null,
        to_email text not null,
        note text,
        state text not null,
        asked_at timestamptz not null default app.now(),
        decided_at timestamptz,
        decided_by text,
        decided_because text,
        constraint delegation_pkey primary key (organisation_id, id),
        constraint delegation_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint delegation_invitation_fk foreign key (organisation_id, invitation_id) references app.invitation (organisation_id, id),
        constraint delegation_state_check check (state in ('waiting', 'delegated', 'refused', 'taken-back'))
      );
      create index delegation_assessment_index on app.delegation (organisation_id, assessment_id);
      create index delegation_invitation_index on app.delegation (organisation_id, invitation_id);
      create unique index delegation_waiting_index on app.delegation (organisation_id, assessment_id, to_email)
        where state = 'waiting';
      call app.secure('app.delegation', grants => 'select, insert, update');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('drop table app.delegation');
  }
}
