import type { MigrationInterface, QueryRunner } from 'typeorm';

const MOVED = `open, tier, inherent_level, calculated_level, rating, rating_state, ce_hundredths, open_critical, open_high,
  open_medium, open_low, overdue_findings, required_clauses, clause_gaps, clause_01, approval_outcome, assessment_state`;

/** Words of machines: a check of their values keeps an erasure from reading them as names. */
const WORDS = [
  'cause',
  'inherent_level',
  'calculated_level',
  'rating',
  'rating_state',
  'clause_01',
  'approval_outcome',
  'assessment_state',
  'rating_before',
];

/**
 * What each standing was and why it moved, from now on; it begins with where each one stands today. And an outbox: what
 * has changed, for those who are told of it outside of the product.
 */
export class StandingHistory1764100000032 implements MigrationInterface {
  name = 'StandingHistory1764100000032';

  async up(runner: QueryRunner): Promise<void> {
    const checks = WORDS.map(
      (word) => `constraint standing_history_${word}_check check (${word} <> all (array['']))`,
    );
    await runner.query(`
      create table app.standing_history (
        organisation_id uuid not null,
        engagement_id uuid not null,
        id uuid not null default uuidv7(),
        at timestamptz not null default app.now(),
        cause text not null,
        open boolean not null,
        tier integer not null,
        inherent_level text not null,
        calculated_level text not null,
        rating text not null,
        rating_state text not null,
        ce_hundredths integer,
        open_critical integer not null,
        open_high integer not null,
        open_medium integer not null,
        open_low integer not null,
        overdue_findings integer not null,
        required_clauses integer not null,
        clause_gaps integer not null,
        clause_01 text not null,
        approval_outcome text,
        assessment_state text,
        rating_before text,
        ce_hundredths_before integer,
        constraint standing_history_pkey primary key (organisation_id, engagement_id, id),
        constraint standing_history_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        ${checks.join(',\n        ')}
      );
      call app.secure('app.standing_history', grants => 'select, insert');
      create trigger append_only before update or delete or truncate on app.standing_history
        for each statement execute function app.refuse_change();

      create table app.outbox_change (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        kind text not null,
        subjects jsonb not null,
        at timestamptz not null default app.now(),
        constraint outbox_change_pkey primary key (organisation_id, id),
        constraint outbox_change_subjects_check check (subjects <> all (array['{}'::jsonb]))
      );
      create index outbox_change_at_index on app.outbox_change (organisation_id, at);
      call app.secure('app.outbox_change', grants => 'select, insert, delete');
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.standing_history (organisation_id, engagement_id, cause, ${MOVED})
        select s.organisation_id, s.engagement_id, 'migration', ${MOVED} from app.standing s
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.outbox_change, app.standing_history');
  }
}
