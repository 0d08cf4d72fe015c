import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two people who mark a clause the second is told what the first has marked. */
export class ClauseMarkRevision1764100000080 implements MigrationInterface {
  name = 'ClauseMarkRevision1764100000080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.clause_finding
        add column revision integer not null default 1
          constraint clause_finding_revision_check check (revision > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.clause_finding drop column revision');
  }
}
