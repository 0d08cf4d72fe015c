import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A follow-up ends by itself once a later intake asks none of its questions. What next of an engagement knows follow-ups,
 * and an incident that has become known makes its reassessment due: every standing is counted again by the next round.
 */
export class LaterQuestions1764100000070 implements MigrationInterface {
  name = 'LaterQuestions1764100000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment_outcome add column no_questions_left boolean not null default false;
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.standing s set changes_on = least(s.changes_on, current_date - 1)
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table app.assessment_outcome drop column no_questions_left`);
  }
}
