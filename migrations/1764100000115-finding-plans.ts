import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/** What a vendor means to do about a finding from its answers, and by when; what was said of it stays. */
export class FindingPlans1764100000115 implements MigrationInterface {
  name = 'FindingPlans1764100000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.finding_plan (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        finding_id uuid not null,
        assessment_id uuid not null,
        plan text not null,
        done_by date not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        state text not null default 'proposed' constraint finding_plan_state_check
          check (state in ('proposed', 'agreed', 'sent-back', 'replaced', 'withdrawn')),
        judged_by text,
        judged_note text,
        judged_at timestamptz,
        constraint finding_plan_judged_check
          check ((state in ('agreed', 'sent-back')) = (judged_by is not null) and (judged_by is null) = (judged_at is null)),
        constraint finding_plan_pkey primary key (organisation_id, id),
        constraint finding_plan_finding_fk foreign key (organisation_id, finding_id) references app.finding (organisation_id, id),
        constraint finding_plan_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      create index finding_plan_finding_index on app.finding_plan (organisation_id, finding_id, id);
      create index finding_plan_assessment_index on app.finding_plan (organisation_id, assessment_id);
      create unique index finding_plan_pending on app.finding_plan (organisation_id, finding_id) where state = 'proposed';
      call app.secure('app.finding_plan', grants => 'select, insert, update',
        respondent_read => 'assessment_id = app.assessment() and app.sections() is null');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`drop table app.finding_plan;`);
  }
}

/** No erasure searches it for a name: a word of the product. */
const MACHINE_COLUMNS = ['finding_plan.state'];
