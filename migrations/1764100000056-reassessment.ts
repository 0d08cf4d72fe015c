import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * When each engagement is to be assessed again and why, and what was said of one that is still valid. Every standing is
 * counted again: what follows from submissions of before is due from the day of the upgrade on, and told once.
 */
export class Reassessment1764100000056 implements MigrationInterface {
  name = 'Reassessment1764100000056';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.reassessment_extension (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        assessment_id uuid not null,
        submitted_on date not null,
        tier integer not null,
        covers text[] not null,
        due_on date not null,
        until date not null,
        reason text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        ended_at timestamptz,
        ended_because text,
        constraint reassessment_extension_pkey primary key (organisation_id, id),
        constraint reassessment_extension_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint reassessment_extension_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint reassessment_extension_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint reassessment_extension_tier_check check (tier between 1 and 3),
        constraint reassessment_extension_ended_check check ((ended_at is null) = (ended_because is null)),
        constraint reassessment_extension_because_check check (ended_because in ('submission', 'tier'))
      );
      create unique index reassessment_extension_once_index on app.reassessment_extension
        (organisation_id, engagement_id, assessment_id, submitted_on);
      call app.secure('app.reassessment_extension', grants => 'select, insert, update');

      alter table app.standing add column reassessment jsonb;
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.organisation o set recount_standings_from = date '2000-01-01'
      $each$);
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      alter table app.standing drop column reassessment;
      drop table app.reassessment_extension;
    `);
  }
}

/** No erasure searches these for a name: rules, levels and days. */
const MACHINE_COLUMNS = [
  'reassessment_extension.covers',
  'reassessment_extension.ended_because',
  'standing.reassessment',
];
