import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each worker says every few seconds that it lives; the database and the folder of files know each other by an id. */
export class Operating1764100000015 implements MigrationInterface {
  name = 'Operating1764100000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.worker_heartbeat (
        id uuid not null,
        started_at timestamptz not null default now(),
        beat_at timestamptz not null default now(),
        trouble text,
        constraint worker_heartbeat_pkey primary key (id)
      );
      create index worker_heartbeat_beat_index on app.worker_heartbeat (beat_at);
      grant select, insert, update, delete on app.worker_heartbeat to cs_app;

      alter table app.product add column installation_id uuid;
      update app.product set installation_id = gen_random_uuid();
      alter table app.product alter column installation_id set not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.product drop column installation_id;
      drop table app.worker_heartbeat;
    `);
  }
}
