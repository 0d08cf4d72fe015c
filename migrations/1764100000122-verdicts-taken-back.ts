import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verdict that is taken back stands for nothing; how often the answer was judged is counted on. */
export class VerdictsTakenBack1764100000122 implements MigrationInterface {
  name = 'VerdictsTakenBack1764100000122';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.answer_review alter column verdict drop not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.answer_review no force row level security;
      delete from app.answer_review where verdict is null;
      alter table app.answer_review force row level security;
      alter table app.answer_review alter column verdict set not null;
    `);
  }
}
