import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contract that is over is held over where its service is in use; before, wherever its engagement was open. Those that
 * stand as held over are counted again by the next round, which closes what was planned for the ones that are not.
 */
export class HeldOverInUse1764100000069 implements MigrationInterface {
  name = 'HeldOverInUse1764100000069';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        update app.contract c set changes_on = least(c.changes_on, current_date - 1)
        where c.state = 'held-over'
      $each$);
    `);
  }

  async down(): Promise<void> {
    // A contract that is counted once more stays as it is.
  }
}
