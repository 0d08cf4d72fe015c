import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Name, description, owner and end of an engagement are changed on the revision that was seen of them. A service ends
 * on a day, today's or one to come, for a reason; what is open with the vendor ends with it or goes on.
 */
export class EngagementEdits1764100000066 implements MigrationInterface {
  name = 'EngagementEdits1764100000066';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.engagement
        add column details_revision integer not null default 1,
        add column ends_on date,
        add column end_reason text,
        add column end_keeps_assessments boolean,
        add constraint engagement_ends_on_check check (ends_on is null or state = 'open');
      create index engagement_ends_index on app.engagement (organisation_id, ends_on) where ends_on is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index app.engagement_ends_index;
      alter table app.engagement drop constraint engagement_ends_on_check, drop column details_revision,
        drop column ends_on, drop column end_reason, drop column end_keeps_assessments;
    `);
  }
}
