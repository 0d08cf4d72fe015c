import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vendors, their contacts and engagements, what was approved, and where each engagement stands. */
export class Vendors1763800000003 implements MigrationInterface {
  name = 'Vendors1763800000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.vendor (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        name text not null,
        name_key text not null,
        website text,
        country text,
        notes text,
        state text not null default 'active',
        created_at timestamptz not null default app.now(),
        constraint vendor_pkey primary key (organisation_id, id),
        constraint vendor_name_key unique (organisation_id, name_key),
        constraint vendor_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint vendor_state_check check (state in ('active', 'archived'))
      );
      call app.secure('app.vendor', grants => 'select, insert, update');

      create table app.contact (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid not null,
        name text not null,
        email text not null,
        title text,
        language text not null default 'en',
        active boolean not null default true,
        created_at timestamptz not null default app.now(),
        constraint contact_pkey primary key (organisation_id, id),
        constraint contact_email_key unique (organisation_id, vendor_id, email),
        constraint contact_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint contact_email_check check (email = lower(email))
      );
      call app.secure('app.contact', grants => 'select, insert, update');

      create table app.engagement (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid not null,
        name text not null,
        description text,
        state text not null default 'open',
        owner_id uuid,
        intake jsonb not null,
        inherent jsonb not null,
        impact_hundredths integer not null,
        likelihood integer not null,
        inherent_level text not null,
        tier integer not null,
        revision integer not null default 1,
        created_at timestamptz not null default app.now(),
        ended_on date,
        constraint engagement_pkey primary key (organisation_id, id),
        constraint engagement_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint engagement_owner_fk foreign key (organisation_id, owner_id) references app.member (organisation_id, id),
        constraint engagement_state_check check (state in ('open', 'ended')),
        constraint engagement_tier_check check (tier between 1 and 3),
        constraint engagement_level_check check (inherent_level in ('very-low', 'low', 'moderate', 'high', 'very-high'))
      );
      create index engagement_vendor_index on app.engagement (organisation_id, vendor_id);
      create index engagement_owner_index on app.engagement (organisation_id, owner_id);
      call app.secure('app.engagement', grants => 'select, insert, update');

      create table app.approval (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        outcome text not null,
        valid_to date,
        conditions text,
        reason text not null,
        rating_then text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint approval_pkey primary key (organisation_id, id),
        constraint approval_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint approval_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint approval_outcome_check check (outcome in ('to-contract', 'approved', 'approved-with-conditions', 'rejected'))
      );
      create index approval_engagement_index on app.approval (organisation_id, engagement_id, at);
      call app.secure('app.approval', grants => 'select, insert');

      create table app.standing (
        organisation_id uuid not null,
        engagement_id uuid not null,
        vendor_id uuid not null,
        open boolean not null default true,
        tier integer not null,
        inherent_level text not null,
        calculated_level text not null,
        rating text not null,
        rating_rank integer not null,
        rating_state text not null,
        ce_hundredths integer,
        residual jsonb not null,
        open_critical integer not null default 0,
        open_high integer not null default 0,
        open_medium integer not null default 0,
        open_low integer not null default 0,
        overdue_findings integer not null default 0,
        required_clauses integer not null default 0,
        clause_gaps integer not null default 0,
        clause_01 text not null default 'not-required',
        approval_outcome text,
        approval_valid_to date,
        assessment_id uuid,
        assessment_state text,
        assessment_due_on date,
        contract_id uuid,
        last_send_day date,
        reassessment_due_on date,
        what_next text not null,
        what_next_action text not null,
        what_next_target uuid,
        changes_on date,
        computed_at timestamptz not null default app.now(),
        constraint standing_pkey primary key (organisation_id, engagement_id),
        constraint standing_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint standing_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint standing_rating_state_check check (rating_state in ('not-assessed', 'not-scorable', 'assessed')),
        constraint standing_clause_01_check check (clause_01 in ('not-required', 'in-force', 'missing'))
      );
      create index standing_vendor_index on app.standing (organisation_id, vendor_id);
      create index standing_rating_index on app.standing (organisation_id, tier, rating_rank);
      create index standing_changes_index on app.standing (organisation_id, changes_on);
      call app.secure('app.standing');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table app.standing, app.approval, app.engagement, app.contact, app.vendor`);
  }
}
