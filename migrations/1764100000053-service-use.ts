import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when each service is in use, and when its data came back. Of engagements that were taken in before, nobody was
 * asked: they count as before until somebody says it. What a missing CL-01 weighs follows use from now on; the finding
 * that stands for it keeps its day and what was said of it.
 */
export class ServiceUse1764100000053 implements MigrationInterface {
  name = 'ServiceUse1764100000053';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.engagement
        add column use_state text not null default 'not-stated',
        add column in_use_since date,
        add column use_ended_on date,
        add column data_returned_on date,
        add column data_returned_by text,
        add column data_return_proof text,
        add column use_revision integer not null default 1,
        add constraint engagement_use_state_check check (use_state in ('not-stated', 'not-yet', 'in-use', 'ended')),
        add constraint engagement_data_returned_by_check check (data_returned_by in ('returned', 'destroyed'));
      alter table app.engagement alter column use_state set default 'not-yet';
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.finding f set source = 'protected-data-in-use', occasion = 'protected-data-in-use:CL-01'
        where f.occasion = 'clause:CL-01'
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        update app.finding f set source = 'clause', occasion = 'clause:CL-01'
        where f.occasion = 'protected-data-in-use:CL-01'
      $each$);
    `);
    await runner.query(`
      alter table app.engagement drop column use_state, drop column in_use_since, drop column use_ended_on,
        drop column data_returned_on, drop column data_returned_by, drop column data_return_proof,
        drop column use_revision;
    `);
  }
}
