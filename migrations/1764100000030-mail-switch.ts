import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The operator may switch mail off for the whole installation: since when is kept beside the clock, so that a worker
 * that is started again does not make it younger. Mail that the operator lets go has a state of its own: somebody
 * decided against it, and that is neither a refusal nor a reason that fell away.
 */
export class MailSwitch1764100000030 implements MigrationInterface {
  name = 'MailSwitch1764100000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.product add column mail_off_since timestamptz;
      grant update (mail_off_since) on app.product to cs_app;

      alter table app.worker_heartbeat add column mail_off boolean not null default false;

      alter table app.notification
        drop constraint notification_state_check,
        add constraint notification_state_check check
          (state in ('pending', 'sending', 'sent', 'superseded', 'failed', 'suppressed', 'let-go'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        update app.notification set state = 'superseded' where state = 'let-go'$each$);

      alter table app.notification
        drop constraint notification_state_check,
        add constraint notification_state_check check
          (state in ('pending', 'sending', 'sent', 'superseded', 'failed', 'suppressed'));

      alter table app.worker_heartbeat drop column mail_off;
      alter table app.product drop column mail_off_since;
    `);
  }
}
