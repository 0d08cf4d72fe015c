import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A worker says since when and why its mail waits, for the administrators to read.
 *
 * What an organisation has changed for all its rows at once, and its daily round still has to carry to them: holidays of
 * a new year, a time zone in which it is not yet the day it was. Kept beside the change, so that the change touches one
 * row and a round that is killed goes on.
 */
export class RecountAndMailWaits1764100000029 implements MigrationInterface {
  name = 'RecountAndMailWaits1764100000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.organisation
        add column recount_contracts boolean not null default false,
        add column recount_standings_from date;

      alter table app.worker_heartbeat
        add column mail_waits_since timestamptz,
        add column mail_waits_because text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.organisation drop column recount_contracts, drop column recount_standings_from;
      alter table app.worker_heartbeat drop column mail_waits_since, drop column mail_waits_because;
    `);
  }
}
