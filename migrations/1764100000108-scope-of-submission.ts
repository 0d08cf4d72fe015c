import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/** What is shown of a submission hangs on what was in force when it was signed; of former ones it is as it stands. */
export class ScopeOfSubmission1764100000108 implements MigrationInterface {
  name = 'ScopeOfSubmission1764100000108';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.assessment add column submitted_scope jsonb');
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('alter table app.assessment drop column submitted_scope');
  }
}

/** No erasure searches it for a name: ids of questions, of facts and of their values. */
const MACHINE_COLUMNS = ['assessment.submitted_scope'];
