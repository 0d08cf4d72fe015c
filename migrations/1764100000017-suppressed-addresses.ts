import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A suppressed address has an id, by which it is freed: no address stands in a URL. Deferrals of a mail are counted. */
export class SuppressedAddresses1764100000017 implements MigrationInterface {
  name = 'SuppressedAddresses1764100000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.suppressed_address add column id uuid not null default uuidv7();
      alter table app.suppressed_address add constraint suppressed_address_id_key unique (organisation_id, id);
      alter table app.notification add column deferrals integer not null default 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.notification drop column deferrals;
      alter table app.suppressed_address drop column id;
    `);
  }
}
