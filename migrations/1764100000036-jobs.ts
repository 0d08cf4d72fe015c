import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * Features bring their own kinds of job, which tell how far they are and can be cancelled; and what is due is listed in
 * turns, one of each organisation before the second of any. `lookup.waiting_data_jobs` stays for workers of the former
 * version, which may go on during the upgrade.
 */
export class Jobs1764100000036 implements MigrationInterface {
  name = 'Jobs1764100000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.data_job
        add column progress integer not null default 0,
        add column cancel_asked_at timestamptz,
        drop constraint data_job_kind_check,
        drop constraint data_job_subject_check,
        drop constraint data_job_subject_kind_check,
        add constraint data_job_kind_check check (kind ~ '${MACHINE_WORD}'),
        add constraint data_job_progress_check check (progress >= 0 and progress <= 100),
        add constraint data_job_subject_check check ((subject_kind is null) = (subject_id is null)),
        add constraint data_job_subject_kind_check check (subject_kind ~ '${MACHINE_WORD}');
      grant select (kind, attempts) on app.data_job to cs_lookup;
      create index notification_turn_index on app.notification (organisation_id, due_at, id)
        where state in ('pending', 'sending');
      drop index app.notification_due_index;

      set role cs_lookup;
      create function lookup.due_jobs(kinds text[], most integer)
        returns table (organisation_id uuid, id uuid, kind text, attempt integer)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select f.organisation_id, f.id, f.kind, f.attempts from (
            select distinct on (j.organisation_id) j.organisation_id, j.id, j.kind, j.attempts, j.requested_at
            from app.data_job j
            where j.kind = any (kinds) and (j.state = 'waiting' or j.state = 'running' and j.lease_until < clock_timestamp())
              and not exists (
                select from app.data_job o
                where o.organisation_id = j.organisation_id and o.state = 'running' and o.lease_until >= clock_timestamp())
            order by j.organisation_id, j.requested_at, j.id) f
          order by f.requested_at, f.id
          limit most;
        end;
      revoke execute on function lookup.due_jobs from public;
      grant execute on function lookup.due_jobs to cs_app;
      ${dueNotifications(inTurns)}
      reset role;
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      set role cs_lookup;
      drop function lookup.due_jobs;
      ${dueNotifications(oldestFirst)}
      reset role;
      create index notification_due_index on app.notification (due_at) where state in ('pending', 'sending');
      drop index app.notification_turn_index;
      revoke select (kind, attempts) on app.data_job from cs_lookup;
      alter table app.data_job
        drop column progress,
        drop column cancel_asked_at,
        drop constraint data_job_kind_check,
        drop constraint data_job_subject_check,
        drop constraint data_job_subject_kind_check,
        add constraint data_job_kind_check check (kind in ('erasure', 'export', 'deletion')),
        add constraint data_job_subject_check check ((kind = 'erasure') = (subject_kind is not null and subject_id is not null)),
        add constraint data_job_subject_kind_check check (subject_kind in ('member', 'contact'));
    `);
  }
}

const MACHINE_COLUMNS = ['data_job.subject_kind'];

/** A check of its values keeps a column out of the search for a person's name. */
const MACHINE_WORD = '^[a-z]+(-[a-z]+)*$';

const DUE = `n.state in ('pending', 'sending')
  and n.due_at <= app.now()
  and n.not_before <= now()
  and (n.state = 'pending' or greatest(n.lease_until, pg_postmaster_start_time() + lease) < clock_timestamp())`;

const oldestFirst = `
  select n.organisation_id, n.id, n.attempts from app.notification n where ${DUE} order by n.due_at, n.id limit most;`;

/** Of each organisation the first ones by the index, so that a hundred thousand of one are not put in order each second. */
const inTurns = `
  select o.organisation_id, t.id, t.attempts
  from app.organisation o
  cross join lateral (
    select f.id, f.attempts, f.due_at, row_number() over (order by f.due_at, f.id) as turn
    from (
      select n.id, n.attempts, n.due_at from app.notification n
      where n.organisation_id = o.organisation_id and ${DUE}
      order by n.due_at, n.id
      limit most) f) t
  order by t.turn, t.due_at, t.id
  limit most;`;

const dueNotifications = (body: string): string => `
  create or replace function lookup.due_notifications(lease interval, most integer)
    returns table (organisation_id uuid, id uuid, attempt integer)
    language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
    begin atomic ${body} end;`;
