import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sends forwarding headers without being named a proxy: every api process writes here, and an administrator reads. */
export class UnnamedProxies1764100000024 implements MigrationInterface {
  name = 'UnnamedProxies1764100000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.unnamed_proxy (
        address text not null,
        names_visitors boolean not null,
        seen_at timestamptz not null default now(),
        told_at timestamptz not null default now(),
        constraint unnamed_proxy_pkey primary key (address)
      );
      grant select, insert, update, delete on app.unnamed_proxy to cs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.unnamed_proxy');
  }
}
