import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two people who judge one answer, or change one member, the second is told what the first has saved. */
export class ReviewAndMemberRevisions1764100000078 implements MigrationInterface {
  name = 'ReviewAndMemberRevisions1764100000078';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.answer_review
        add column judged integer not null default 1 constraint answer_review_judged_check check (judged > 0);
      alter table app.member
        add column revision integer not null default 1 constraint member_revision_check check (revision > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.member drop column revision;
      alter table app.answer_review drop column judged;
    `);
  }
}
