import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody's word that an engagement of tier 3 without protected data needs no assessment, while it holds. */
export class NoAssessmentNeeded1764100000072 implements MigrationInterface {
  name = 'NoAssessmentNeeded1764100000072';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.engagement
        add column unassessed_reason text,
        add column unassessed_by text,
        add column unassessed_on date,
        add constraint engagement_unassessed_check check (num_nulls(unassessed_reason, unassessed_by, unassessed_on) in (0, 3));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.engagement drop constraint engagement_unassessed_check, drop column unassessed_reason,
        drop column unassessed_by, drop column unassessed_on;
    `);
  }
}
