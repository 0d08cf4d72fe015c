import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A standing says by which day somebody has to act on a contract of its engagement. It held that under the name of the
 * last day to send a notice, which it no longer always is; the former name goes with the next release.
 */
export class ActBy1764100000049 implements MigrationInterface {
  name = 'ActBy1764100000049';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.standing add column act_by date;
      call app.for_each_organisation($each$
        update app.standing s set act_by = s.last_send_day where s.last_send_day is not null
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.standing drop column act_by');
  }
}
