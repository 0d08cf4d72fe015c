import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notes are kept for as long after the end of what they are about as documents of contracts are: so it is known since
 * when a vendor is archived. Of one that is archived already nobody kept the day: it counts from the upgrade.
 */
export class RetentionOfNotes1764100000091 implements MigrationInterface {
  name = 'RetentionOfNotes1764100000091';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.vendor add column archived_at timestamptz;
      call app.for_each_organisation($each$
        update app.vendor v set archived_at = app.now() where v.state = 'archived'
      $each$);
      alter table app.vendor
        add constraint vendor_archived_check check (archived_at is null or state <> 'active');
      grant delete on app.note to cs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke delete on app.note from cs_app;
      alter table app.vendor drop column archived_at;
    `);
  }
}
