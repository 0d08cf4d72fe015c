import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runTogetherOfBefore, runTogetherSql } from './retention/run-together';

/** An erasure finds a name that is written without a space, and one that begins a line of a longer text. */
export class NamesRunTogether1764100000031 implements MigrationInterface {
  name = 'NamesRunTogether1764100000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(runTogetherSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(runTogetherOfBefore);
  }
}
