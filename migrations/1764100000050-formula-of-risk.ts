import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * Formula 2026.2. An engagement keeps the facts that rules read (none until it is counted: its intake alone), an assessment those of its submission, a score its
 * formula: what was scored before stays as it was, beside the score of today. Verification remembers which answer it
 * was given on. What members say of differences between intake and answers has a place, and so has what rose by the
 * change of the formula alone: each organisation that exists is carried over after the upgrade, a hundred engagements
 * in a transaction.
 */
export class FormulaOfRisk1764100000050 implements MigrationInterface {
  name = 'FormulaOfRisk1764100000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.engagement add column facts jsonb;
      alter table app.assessment
        add column facts_submitted jsonb,
        add column off_cycle jsonb;
      alter table app.score
        add column changes_on date,
        drop constraint score_pkey,
        add constraint score_pkey primary key (organisation_id, assessment_id, formula_version);
      alter table app.standing add column formula_version text;
      alter table app.evidence add column verified_revision integer;
      alter table app.finding add column verified_points integer;

      create table app.scope_settlement (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        assessment_id uuid not null,
        kind text not null,
        fact text not null,
        "values" jsonb not null,
        reason text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint scope_settlement_pkey primary key (organisation_id, id),
        constraint scope_settlement_kind_check check (kind in ('set-aside', 'intake-stands')),
        constraint scope_settlement_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint scope_settlement_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint scope_settlement_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index scope_settlement_assessment_index on app.scope_settlement (organisation_id, assessment_id);
      create index scope_settlement_engagement_index on app.scope_settlement (organisation_id, engagement_id);
      call app.secure('app.scope_settlement', grants => 'select, insert');

      create table app.formula_rise (
        organisation_id uuid not null,
        engagement_id uuid not null,
        formula_version text not null,
        former_version text not null,
        tier_before integer not null,
        tier_after integer not null,
        rating_before text not null,
        rating_after text not null,
        at timestamptz not null default app.now(),
        seen_at timestamptz,
        seen_by text,
        constraint formula_rise_pkey primary key (organisation_id, engagement_id, formula_version),
        constraint formula_rise_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id)
      );
      call app.secure('app.formula_rise', grants => 'select, insert, update');
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
      call app.for_each_organisation($each$
        delete from app.score s using app.score former
        where former.organisation_id = s.organisation_id and former.assessment_id = s.assessment_id
          and former.formula_version < s.formula_version
      $each$);
    `);
    await runner.query(`
      drop table app.formula_rise, app.scope_settlement;
      alter table app.finding drop column verified_points;
      alter table app.evidence drop column verified_revision;
      alter table app.standing drop column formula_version;
      alter table app.score
        drop constraint score_pkey,
        add constraint score_pkey primary key (organisation_id, assessment_id),
        drop column changes_on;
      alter table app.assessment drop column facts_submitted, drop column off_cycle;
      alter table app.engagement drop column facts;
    `);
  }
}

/** No erasure searches these for a name: facts, levels and versions. */
const MACHINE_COLUMNS = [
  'engagement.facts',
  'assessment.facts_submitted',
  'assessment.off_cycle',
  'standing.formula_version',
  'scope_settlement.kind',
  'scope_settlement.fact',
  'scope_settlement.values',
  'formula_rise.formula_version',
  'formula_rise.former_version',
  'formula_rise.rating_before',
  'formula_rise.rating_after',
];
