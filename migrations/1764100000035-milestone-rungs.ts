import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * The days on which somebody is told of a milestone stand beside it, as `domain` has them, instead of being reckoned
 * whenever mail is planned. Those of milestones that are open become what the planner would have reckoned; a closed one
 * has none. One that the former version sets during the upgrade is not `dated`, and the planner makes up for it.
 */
export class MilestoneRungs1764100000035 implements MigrationInterface {
  name = 'MilestoneRungs1764100000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.milestone_rung (
        organisation_id uuid not null,
        milestone_id uuid not null,
        offset_days integer not null,
        day date not null,
        recipients text[] not null,
        timing text not null,
        last_day boolean not null,
        member_mail text not null,
        contact_mail text not null,
        constraint milestone_rung_pkey primary key (organisation_id, milestone_id, offset_days),
        constraint milestone_rung_milestone_fk foreign key (organisation_id, milestone_id) references app.milestone (organisation_id, id),
        constraint milestone_rung_timing_check check (timing in ('warns', 'past'))
      );
      create index milestone_rung_day_index on app.milestone_rung (organisation_id, day);
      call app.secure('app.milestone_rung');

      alter table app.milestone add column dated boolean not null default false;
      create index milestone_undated_index on app.milestone (organisation_id) where closed_at is null and not dated;
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.milestone_rung
          (organisation_id, milestone_id, offset_days, day, recipients, timing, last_day, member_mail, contact_mail)
        select m.organisation_id, m.id, r.offset_days, m.target_date + r.offset_days, r.recipients, r.timing, r.last_day,
          k.member_mail, case when m.ladder = 'assessment-due' then 'assessment-reminder' else k.member_mail end
        from app.milestone m
        join app.ladder_rung r
          on r.organisation_id = m.organisation_id and r.ladder = m.ladder and r.variant = m.variant
        cross join lateral (
          select case
            when m.ladder = 'assessment-due' then 'assessment-overdue-owner'
            when m.ladder = 'contract-window' then 'contract-window-open'
            when r.offset_days > 0 then 'contract-closed'
            else 'contract-reminder'
          end as member_mail) k
        where m.closed_at is null and m.ladder in ('assessment-due', 'contract', 'contract-window')
          and m.target_date + r.offset_days > m.starts_on
      $each$);
      call app.for_each_organisation($each$
        update app.milestone m set dated = true
        where m.closed_at is null and m.ladder in ('assessment-due', 'contract', 'contract-window')
          and exists (
            select from app.ladder_rung r
            where r.organisation_id = m.organisation_id and r.ladder = m.ladder and r.variant = m.variant)
      $each$);
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`alter table app.milestone drop column dated`);
    await runner.query(`drop table app.milestone_rung`);
  }
}

/** The kinds of mail are a machine's words, as in `retention/guards.ts`: no erasure searches them for a name. */
const MACHINE_COLUMNS = ['milestone_rung.contact_mail', 'milestone_rung.member_mail'];
