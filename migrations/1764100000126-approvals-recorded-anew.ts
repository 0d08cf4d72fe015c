import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change of the formula records anew against which levels an approval holds, and nothing else of it: without this
 * right no engagement with an approval was ever carried over to formula 2026.2.
 */
export class ApprovalsRecordedAnew1764100000126 implements MigrationInterface {
  name = 'ApprovalsRecordedAnew1764100000126';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant update (recorded) on app.approval to cs_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke update (recorded) on app.approval from cs_app');
  }
}
