import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seal: salted digests over every line of the trail, one chain per organisation, and reading as a line of its own. */
export class AuditSeal1763900000011 implements MigrationInterface {
  name = 'AuditSeal1763900000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function app.current_transaction() returns bigint language sql
        return pg_current_xact_id()::text::bigint;
      grant execute on function app.current_transaction to cs_app;
    `);
    // Rows of before keep transaction 0 (no rewrite for it): the first sealing goes over the whole table anyway.
    for (const table of ['app.audit_event', 'app.answer_revision']) {
      await runner.query(`
        alter table ${table}
          add column transaction_id bigint not null default 0,
          add column who_salt bytea default uuid_send(gen_random_uuid()),
          add column what_salt bytea default uuid_send(gen_random_uuid()),
          add column who_digest bytea,
          add column what_digest bytea,
          add column erasure_id uuid;
        alter table ${table} alter column transaction_id set default app.current_transaction();
      `);
    }
    await runner.query(`
      create index audit_event_transaction_index on app.audit_event (organisation_id, transaction_id, id);
      create index audit_event_at_index on app.audit_event (organisation_id, at, id);
      create index audit_event_actor_index on app.audit_event (organisation_id, actor_id, at, id);
      create index audit_event_what_index on app.audit_event (organisation_id, what, at, id);
      create index audit_event_erasure_index on app.audit_event (organisation_id, erasure_id) where erasure_id is not null;
      create index answer_revision_transaction_index on app.answer_revision (organisation_id, transaction_id);
      create index answer_revision_erasure_index on app.answer_revision (organisation_id, erasure_id) where erasure_id is not null;
    `);
    await runner.query(`
      create table app.audit_seal (
        organisation_id uuid not null,
        seal_no bigint not null,
        source text not null,
        row_id text not null,
        digest bytea not null,
        hash bytea not null,
        key_id text not null,
        sealed_at timestamptz not null,
        constraint audit_seal_pkey primary key (organisation_id, seal_no),
        constraint audit_seal_row_key unique (organisation_id, source, row_id),
        constraint audit_seal_source_check check (source in ('event', 'answer'))
      );
      create index audit_seal_key_index on app.audit_seal (organisation_id, key_id);
      call app.secure('app.audit_seal', grants => 'select, insert');
      create trigger append_only before update or delete or truncate on app.audit_seal
        for each statement execute function app.refuse_change();

      create table app.audit_seal_state (
        organisation_id uuid not null,
        cluster text not null,
        sealed_below bigint not null,
        constraint audit_seal_state_pkey primary key (organisation_id),
        constraint audit_seal_state_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.audit_seal_state', grants => 'select, insert, update');

      create table app.audit_reading (
        organisation_id uuid not null,
        member_id uuid not null,
        assessment_id uuid not null,
        what text not null,
        hour timestamptz not null,
        constraint audit_reading_pkey primary key (organisation_id, member_id, assessment_id, what, hour),
        constraint audit_reading_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id),
        constraint audit_reading_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id)
      );
      create index audit_reading_assessment_index on app.audit_reading (organisation_id, assessment_id);
      create index audit_reading_hour_index on app.audit_reading (organisation_id, hour);
      call app.secure('app.audit_reading', grants => 'select, insert, delete');
    `);
    await this.createDigests(runner);
    await this.createLookup(runner);
  }

  /**
   * Text that no setting changes: instants as seconds since 1970 with six digits, jsonb in its own order, and json
   * inside a string, so that a missing value and a json null differ. What is erased keeps its last digest.
   */
  private async createDigests(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create type app.audit_parts as (skeleton text, who text, what text);

      create function app.audit_event_parts(e app.audit_event) returns app.audit_parts
        language sql stable parallel safe
        return row(
          jsonb_build_array('event', e.organisation_id, e.id, extract(epoch from e.at)::text,
            extract(epoch from e.business_at)::text, e.actor_kind, e.actor_id, e.what, e.object_kind, e.object_id,
            e.transaction_id::text)::text,
          jsonb_build_array(e.actor_name, e.from_where)::text,
          jsonb_build_array(e.before::text, e.after::text, e.detail::text)::text)::app.audit_parts;

      create function app.answer_revision_parts(r app.answer_revision) returns app.audit_parts
        language sql stable parallel safe
        return row(
          jsonb_build_array('answer', r.organisation_id, r.assessment_id, r.question, r.revision, r.section,
            r.by_contact_id, extract(epoch from r.at)::text, r.transaction_id::text)::text,
          jsonb_build_array(r.by_name, r.from_where)::text,
          jsonb_build_array(r.value::text)::text)::app.audit_parts;

      create function app.part_digest(salt bytea, kept bytea, part text) returns bytea
        language sql stable parallel safe
        return case when salt is null then kept else sha256(salt || convert_to(part, 'UTF8')) end;

      create function app.audit_event_digest(e app.audit_event) returns bytea language sql stable parallel safe
        return sha256(convert_to((app.audit_event_parts(e)).skeleton, 'UTF8')
          || app.part_digest(e.who_salt, e.who_digest, (app.audit_event_parts(e)).who)
          || app.part_digest(e.what_salt, e.what_digest, (app.audit_event_parts(e)).what));

      create function app.answer_revision_digest(r app.answer_revision) returns bytea language sql stable parallel safe
        return sha256(convert_to((app.answer_revision_parts(r)).skeleton, 'UTF8')
          || app.part_digest(r.who_salt, r.who_digest, (app.answer_revision_parts(r)).who)
          || app.part_digest(r.what_salt, r.what_digest, (app.answer_revision_parts(r)).what));

      create function app.cluster() returns text language sql stable
        return (select c.system_identifier::text from pg_control_system() c);

      grant execute on function app.audit_event_parts, app.answer_revision_parts, app.part_digest,
        app.audit_event_digest, app.answer_revision_digest, app.cluster to cs_app, cs_lookup;
    `);
  }

  /** Whoever has lines above the mark that everything below it is sealed; an answer costs two index probes each. */
  private async createLookup(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy lookup_read on app.audit_event for select to cs_lookup using (true);
      create policy lookup_read on app.answer_revision for select to cs_lookup using (true);
      create policy lookup_read on app.audit_seal_state for select to cs_lookup using (true);
      grant select (organisation_id, transaction_id) on app.audit_event, app.answer_revision to cs_lookup;
      grant select on app.audit_seal_state to cs_lookup;
      set role cs_lookup;
      create function lookup.organisations_to_seal() returns setof uuid
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select o.organisation_id
          from app.organisation o
          left join app.audit_seal_state s on s.organisation_id = o.organisation_id
          where s.organisation_id is null
            or s.cluster <> app.cluster()
            or exists (
              select from app.audit_event e
              where e.organisation_id = o.organisation_id and e.transaction_id >= s.sealed_below
                and e.transaction_id < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
            or exists (
              select from app.answer_revision r
              where r.organisation_id = o.organisation_id and r.transaction_id >= s.sealed_below
                and r.transaction_id < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
          order by o.organisation_id;
        end;
      revoke execute on function lookup.organisations_to_seal from public;
      grant execute on function lookup.organisations_to_seal to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`set role cs_lookup; drop function lookup.organisations_to_seal; reset role`);
    await runner.query(`
      drop function app.cluster, app.answer_revision_digest, app.audit_event_digest, app.part_digest,
        app.answer_revision_parts, app.audit_event_parts;
      drop type app.audit_parts;
      drop table app.audit_reading, app.audit_seal_state, app.audit_seal;
      drop index app.audit_event_at_index, app.audit_event_actor_index, app.audit_event_what_index;
    `);
    for (const table of ['app.audit_event', 'app.answer_revision']) {
      await runner.query(`
        drop policy lookup_read on ${table};
        revoke select (organisation_id) on ${table} from cs_lookup;
        alter table ${table} drop column transaction_id, drop column who_salt, drop column what_salt,
          drop column who_digest, drop column what_digest, drop column erasure_id;
      `);
    }
    await runner.query('drop function app.current_transaction');
  }
}
