import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells a key from another one under the same id. Nobody changes or forgets it: a key's id is its own for good. */
export class KeyChecks1764100000016 implements MigrationInterface {
  name = 'KeyChecks1764100000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.key_check (
        key_id text not null,
        check_value bytea not null,
        at timestamptz not null default now(),
        constraint key_check_pkey primary key (key_id)
      );
      grant select, insert on app.key_check to cs_app;
      create trigger append_only before update or delete or truncate on app.key_check
        for each statement execute function app.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.key_check');
  }
}
