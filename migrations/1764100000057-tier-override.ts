import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tier somebody has set in place of the computed one, why, and until when. */
export class TierOverride1764100000057 implements MigrationInterface {
  name = 'TierOverride1764100000057';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.tier_override (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        tier integer not null,
        computed_tier integer not null,
        reason text not null,
        until date not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        lifted_at timestamptz,
        lifted_by text,
        lifted_reason text,
        expired_at timestamptz,
        constraint tier_override_pkey primary key (organisation_id, id),
        constraint tier_override_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint tier_override_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint tier_override_tier_check check (tier between 1 and 3),
        constraint tier_override_lifted_check check ((lifted_at is null) = (lifted_reason is null))
      );
      create index tier_override_engagement_index on app.tier_override (organisation_id, engagement_id, at);
      create unique index tier_override_standing_index on app.tier_override (organisation_id, engagement_id)
        where lifted_at is null and expired_at is null;
      call app.secure('app.tier_override', grants => 'select, insert, update');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.tier_override');
  }
}
