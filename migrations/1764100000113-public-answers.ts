import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * What members found in public documents where a vendor declined to answer. No respondent's policy opens the table, and
 * nothing that counts reads it. Rows are never changed: what is corrected or withdrawn is a further revision.
 */
export class PublicAnswers1764100000113 implements MigrationInterface {
  name = 'PublicAnswers1764100000113';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.public_answer (
        organisation_id uuid not null,
        assessment_id uuid not null,
        question text not null,
        revision integer not null,
        choice text,
        says text,
        source_title text,
        source_address text,
        seen_on date,
        reason text,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint public_answer_pkey primary key (organisation_id, assessment_id, question, revision),
        constraint public_answer_revision_check check (revision > 0),
        constraint public_answer_source_check check (
          num_nonnulls(says, source_title, source_address, seen_on) = 4
          or num_nonnulls(choice, says, source_title, source_address, seen_on) = 0 and reason is not null),
        constraint public_answer_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint public_answer_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index public_answer_member_index on app.public_answer (organisation_id, by_member_id);
      call app.secure('app.public_answer', grants => 'select, insert, delete');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('drop table app.public_answer');
  }
}

/** No erasure searches it for a name: the id of an option. */
const MACHINE_COLUMNS = ['public_answer.choice'];
