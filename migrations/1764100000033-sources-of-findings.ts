import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each feature contributes the findings that it sees: the table no longer lists which features there are. */
export class SourcesOfFindings1764100000033 implements MigrationInterface {
  name = 'SourcesOfFindings1764100000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.finding
        drop constraint finding_source_check,
        add constraint finding_source_check check (source <> all (array['']));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.finding
        drop constraint finding_source_check,
        add constraint finding_source_check check (source in ('answer', 'clause', 'manual'));
    `);
  }
}
