import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * Due day, contact and message of an assessment can be corrected, each time on the revision that was shown. A cancelled one
 * keeps what the vendor was told apart from the reason, and the state to which it can be brought back.
 */
export class CorrectedAssessments1764100000073 implements MigrationInterface {
  name = 'CorrectedAssessments1764100000073';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment add column revision integer not null default 1;
      alter table app.assessment_outcome
        add column cancelled_message text,
        add column cancelled_from text;
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      alter table app.assessment drop column revision;
      alter table app.assessment_outcome drop column cancelled_message, drop column cancelled_from;
    `);
  }
}

/** No erasure searches it for a name: a state. */
const MACHINE_COLUMNS = ['assessment_outcome.cancelled_from'];
