import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The end of an engagement remembers whether it ended the use as well: only then a reopening has the use go on. Of former
 * ends it is taken from the two days, as reopening did so far. What next knows a contract that is held over, and of several
 * assessments the one that waits for us: every standing is counted again by the next round.
 */
export class EndsOfUse1764100000064 implements MigrationInterface {
  name = 'EndsOfUse1764100000064';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.engagement add column end_ended_use boolean');
    await runner.query(`
      call app.for_each_organisation($each$
        update app.engagement e set end_ended_use = e.use_state = 'ended' and e.use_ended_on = e.ended_on
        where e.state = 'ended'
      $each$);
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.standing s set changes_on = least(s.changes_on, current_date - 1)
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.engagement drop column end_ended_use');
  }
}
