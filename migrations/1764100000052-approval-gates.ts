import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

const LEVELS = `'very-low', 'low', 'moderate', 'high', 'very-high'`;

/**
 * What an organisation demands before it approves, who has accepted which risk until when, what each approval rested
 * on, and why one has gone stale. Approvals that were given before are held against the rating that they recorded, and
 * against the tier and the data of today, which nobody wrote down then; the next daily round says which are stale.
 */
export class ApprovalGates1764100000052 implements MigrationInterface {
  name = 'ApprovalGates1764100000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.policy (
        organisation_id uuid not null,
        number integer not null,
        document jsonb not null,
        by_member_id uuid,
        by_name text,
        at timestamptz not null default app.now(),
        constraint policy_pkey primary key (organisation_id, number),
        constraint policy_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      call app.secure('app.policy', grants => 'select, insert');

      create table app.risk_acceptance (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        rating text not null,
        knockouts text[] not null,
        findings text[] not null,
        reason text not null,
        until date not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        withdrawn_at timestamptz,
        withdrawn_by text,
        withdrawn_reason text,
        constraint risk_acceptance_pkey primary key (organisation_id, id),
        constraint risk_acceptance_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint risk_acceptance_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint risk_acceptance_rating_check check (rating in (${LEVELS})),
        constraint risk_acceptance_withdrawn_check check ((withdrawn_at is null) = (withdrawn_reason is null))
      );
      create index risk_acceptance_engagement_index on app.risk_acceptance (organisation_id, engagement_id, at);
      call app.secure('app.risk_acceptance', grants => 'select, insert, update');

      create table app.approval_stale_cause (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        approval_id uuid not null,
        number integer not null,
        occasion text not null,
        code text not null,
        parameters jsonb not null,
        since date not null,
        at timestamptz not null default app.now(),
        ended_at timestamptz,
        constraint approval_stale_cause_pkey primary key (organisation_id, id),
        constraint approval_stale_cause_number_key unique (organisation_id, engagement_id, number),
        constraint approval_stale_cause_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint approval_stale_cause_approval_fk foreign key (organisation_id, approval_id) references app.approval (organisation_id, id)
      );
      create index approval_stale_cause_approval_index on app.approval_stale_cause (organisation_id, approval_id);
      call app.secure('app.approval_stale_cause', grants => 'select, insert, update');

      alter table app.approval add column recorded jsonb;
      alter table app.standing
        add column approval_state text not null default 'none',
        add constraint standing_approval_state_check
          check (approval_state in ('none', 'to-contract', 'in-force', 'stale', 'ended', 'rejected'));
      alter table app.standing_history
        add column approval_state text,
        add constraint standing_history_approval_state_check check (approval_state <> all (array['']));
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.approval a set recorded = jsonb_build_object(
          'tier', e.tier, 'rating', a.rating_then, 'protectedElements', e.intake -> 'dataElements',
          'policyVersion', null, 'acceptanceId', null)
        from app.engagement e
        where e.organisation_id = a.organisation_id and e.id = a.engagement_id
      $each$);
      call app.for_each_organisation($each$
        update app.organisation o set recount_standings_from = date '2000-01-01'
      $each$);
    `);
    await runner.query('alter table app.approval alter column recorded set not null');
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      alter table app.standing_history drop column approval_state;
      alter table app.standing drop column approval_state;
      alter table app.approval drop column recorded;
      drop table app.approval_stale_cause, app.risk_acceptance, app.policy;
    `);
  }
}

/** No erasure searches these for a name: rules, levels and ids. */
const MACHINE_COLUMNS = [
  'policy.document',
  'risk_acceptance.knockouts',
  'risk_acceptance.findings',
  'approval.recorded',
  'approval_stale_cause.occasion',
  'approval_stale_cause.code',
  'approval_stale_cause.parameters',
];
