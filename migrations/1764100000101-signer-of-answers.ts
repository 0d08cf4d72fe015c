import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The receipt says who submitted. Of what was submitted before, the trail says it. */
export class SignerOfAnswers1764100000101 implements MigrationInterface {
  name = 'SignerOfAnswers1764100000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment add column submitted_by text;
      call app.for_each_organisation($each$
        update app.assessment a set submitted_by = (
          select v.actor_name from app.audit_event v
          where v.organisation_id = a.organisation_id and v.object_kind = 'assessment' and v.object_id = a.id
            and v.what = 'assessment.submitted'
          order by v.id desc limit 1)
        where a.submitted_at is not null
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.assessment drop column submitted_by');
  }
}
