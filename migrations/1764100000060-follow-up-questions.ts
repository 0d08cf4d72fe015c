import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * Questions that a later intake opens are sent as an assessment of their own that follows the submitted one: the same
 * version, the open questions alone, and of the answers before those that their conditions read.
 */
export class FollowUpQuestions1764100000060 implements MigrationInterface {
  name = 'FollowUpQuestions1764100000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment no force row level security;
      alter table app.assessment
        add column follows_id uuid,
        add column asked_questions text[],
        add column answered_before jsonb,
        add constraint assessment_follows_fk foreign key (organisation_id, follows_id) references app.assessment (organisation_id, id),
        add constraint assessment_follows_check check ((follows_id is null) = (asked_questions is null));
      alter table app.assessment force row level security;
      create index assessment_follows_index on app.assessment (organisation_id, follows_id);
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      alter table app.assessment drop column follows_id, drop column asked_questions, drop column answered_before;
    `);
  }
}

/** No erasure searches these for a name: ids of questions and of options, numbers and days. */
const MACHINE_COLUMNS = ['assessment.asked_questions', 'assessment.answered_before'];
