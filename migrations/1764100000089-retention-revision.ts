import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two people who set how long one class of data is kept the second is told what the first has set. */
export class RetentionRevision1764100000089 implements MigrationInterface {
  name = 'RetentionRevision1764100000089';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.retention_policy
        add column revision integer not null default 1
          constraint retention_policy_revision_check check (revision > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.retention_policy drop column revision');
  }
}
