import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be tried only so often is counted here; the keys are hashes, and no row belongs to an organisation. */
export class Limits1763900000013 implements MigrationInterface {
  name = 'Limits1763900000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.rate_count (
        name text not null,
        key bytea not null,
        window_start timestamptz not null,
        count integer not null,
        constraint rate_count_pkey primary key (name, key, window_start)
      );
      create index rate_count_window_index on app.rate_count (window_start);
      grant select, insert, update, delete on app.rate_count to cs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table app.rate_count`);
  }
}
