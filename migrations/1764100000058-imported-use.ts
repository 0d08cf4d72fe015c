import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day on which an engagement was recorded whose service ran before: what its use lacks is work for some time. */
export class ImportedUse1764100000058 implements MigrationInterface {
  name = 'ImportedUse1764100000058';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.engagement add column imported_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.engagement drop column imported_on');
  }
}
