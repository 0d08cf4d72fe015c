import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * A form that is sent from now on reads what other questionnaires' submissions name, beside the intake. What was sent
 * before has null, and goes on to read its own answers alone.
 */
export class NamedElsewhere1764100000093 implements MigrationInterface {
  name = 'NamedElsewhere1764100000093';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.assessment add column elsewhere jsonb');
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('alter table app.assessment drop column elsewhere');
  }
}

/** No erasure searches it for a name: ids of facts and of their values. */
const MACHINE_COLUMNS = ['assessment.elsewhere'];
