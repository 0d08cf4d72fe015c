import type { MigrationInterface, QueryRunner } from 'typeorm';
import { deletionSql } from './retention/deletion';
import { disposalSql } from './retention/disposal';
import { erasureSql } from './retention/erasure';
import { guardSql, guardsOfBefore } from './retention/guards';

/** How long data are kept, what stops their disposal, and the jobs that erase, export and delete. */
export class Retention1763900000012 implements MigrationInterface {
  name = 'Retention1763900000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'cs_erasure')
          or not pg_has_role(current_user, 'cs_erasure', 'set') then
          raise exception 'The role cs_erasure is missing: run the SQL that "node tools/database/roles.mjs" prints once more, then migrate again.';
        end if;
      end $$;

      create table app.retention_policy (
        organisation_id uuid not null,
        class text not null,
        months integer not null,
        changed_at timestamptz not null default now(),
        changed_by text not null,
        constraint retention_policy_pkey primary key (organisation_id, class),
        constraint retention_policy_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint retention_policy_class_check check (class in ('answers', 'evidence', 'audit', 'mail', 'incidents')),
        constraint retention_policy_months_check check (months > 0)
      );
      call app.secure('app.retention_policy', grants => 'select, insert, update');

      create table app.legal_hold (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid,
        reason text not null,
        since timestamptz not null default app.now(),
        last_day date,
        by_name text not null,
        ended_at timestamptz,
        ended_reason text,
        ended_by text,
        constraint legal_hold_pkey primary key (organisation_id, id),
        constraint legal_hold_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint legal_hold_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint legal_hold_ended_check check ((ended_at is null) = (ended_reason is null))
      );
      create index legal_hold_vendor_index on app.legal_hold (organisation_id, vendor_id);
      call app.secure('app.legal_hold', grants => 'select, insert, update');

      create table app.data_job (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        kind text not null,
        state text not null default 'waiting',
        requested_by uuid,
        requested_by_name text not null,
        requested_at timestamptz not null default now(),
        reason text,
        subject_kind text,
        subject_id uuid,
        subject text,
        lease_until timestamptz,
        attempts integer not null default 0,
        finished_at timestamptz,
        result text,
        problem text,
        storage_key text,
        file_size bigint,
        file_sha256 text,
        file_available_until timestamptz,
        removing text[] not null default '{}',
        constraint data_job_pkey primary key (organisation_id, id),
        constraint data_job_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint data_job_requested_by_fk foreign key (organisation_id, requested_by) references app.member (organisation_id, id),
        constraint data_job_kind_check check (kind in ('erasure', 'export', 'deletion')),
        constraint data_job_state_check check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        constraint data_job_subject_check check ((kind = 'erasure') = (subject_kind is not null and subject_id is not null)),
        constraint data_job_subject_kind_check check (subject_kind in ('member', 'contact'))
      );
      create index data_job_requested_index on app.data_job (organisation_id, requested_at);
      create index data_job_requested_by_index on app.data_job (organisation_id, requested_by);
      create index data_job_waiting_index on app.data_job (requested_at) where state in ('waiting', 'running');
      call app.secure('app.data_job', grants => 'select, insert, update');
      create policy lookup_read on app.data_job for select to cs_lookup using (true);
      grant select (organisation_id, id, state, requested_at, lease_until) on app.data_job to cs_lookup;

      create table app.disposed_row (
        organisation_id uuid not null,
        source text not null,
        row_id text not null,
        digest bytea not null,
        erasure_id uuid not null,
        at timestamptz not null default now(),
        constraint disposed_row_pkey primary key (organisation_id, source, row_id),
        constraint disposed_row_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint disposed_row_source_check check (source in ('answer'))
      );
      call app.secure('app.disposed_row', grants => 'select');
      create trigger append_only before update or delete or truncate on app.disposed_row
        for each statement execute function app.refuse_change();

      alter table app.organisation add column deleted_at timestamptz;
      grant select (deleted_at) on app.organisation to cs_lookup;
    `);
    await runner.query(guardSql);
    await runner.query(`
      set role cs_lookup;
      create function lookup.waiting_data_jobs(most integer) returns table (organisation_id uuid, id uuid)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select f.organisation_id, f.id from (
            select distinct on (j.organisation_id) j.organisation_id, j.id, j.requested_at from app.data_job j
            where (j.state = 'waiting' or j.state = 'running' and j.lease_until < clock_timestamp())
              and not exists (
                select from app.data_job o
                where o.organisation_id = j.organisation_id and o.state = 'running' and o.lease_until >= clock_timestamp())
            order by j.organisation_id, j.requested_at, j.id) f
          order by f.requested_at, f.id limit most;
        end;
      create function lookup.living_organisations() returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic select o.organisation_id from app.organisation o where o.deleted_at is null order by 1; end;
      revoke execute on function lookup.waiting_data_jobs, lookup.living_organisations from public;
      grant execute on function lookup.waiting_data_jobs, lookup.living_organisations to cs_app;
      set role cs_erasure;
      ${erasureSql}
      ${disposalSql}
      ${deletionSql}
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(guardsOfBefore);
    await runner.query(`
      drop table app.disposed_row, app.data_job, app.legal_hold, app.retention_policy;
      alter table app.organisation drop column deleted_at;
    `);
  }
}
