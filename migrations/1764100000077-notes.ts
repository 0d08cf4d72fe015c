import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Dated notes and calls on a vendor, an engagement or a contract, and which members each mentions. What is withdrawn
 * stays with its reason. They are searched by a lookup function, since `ilike` reaches no index below a policy.
 */
export class Notes1764100000077 implements MigrationInterface {
  name = 'Notes1764100000077';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.note (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid,
        engagement_id uuid,
        contract_id uuid,
        kind text not null,
        happened_on date not null,
        text text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        edited_at timestamptz,
        revision integer not null default 1,
        withdrawn_at timestamptz,
        withdrawn_reason text,
        withdrawn_by_name text,
        constraint note_pkey primary key (organisation_id, id),
        constraint note_place_check check (num_nonnulls(vendor_id, engagement_id, contract_id) = 1),
        constraint note_kind_check check (kind in ('note', 'call')),
        constraint note_text_check check (length(text) between 1 and 8000),
        constraint note_revision_check check (revision > 0),
        constraint note_withdrawn_check
          check (num_nonnulls(withdrawn_at, withdrawn_reason, withdrawn_by_name) in (0, 3)),
        constraint note_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint note_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint note_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint note_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index note_vendor_index on app.note (organisation_id, vendor_id);
      create index note_engagement_index on app.note (organisation_id, engagement_id);
      create index note_contract_index on app.note (organisation_id, contract_id);
      create index note_member_index on app.note (organisation_id, by_member_id);
      create index note_day_index on app.note (organisation_id, happened_on, id);
      call app.secure('app.note', grants => 'select, insert, update');

      create table app.note_mention (
        organisation_id uuid not null,
        note_id uuid not null,
        member_id uuid not null,
        at timestamptz not null default app.now(),
        constraint note_mention_pkey primary key (organisation_id, note_id, member_id),
        constraint note_mention_note_fk foreign key (organisation_id, note_id) references app.note (organisation_id, id),
        constraint note_mention_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create index note_mention_member_index on app.note_mention (organisation_id, member_id);
      call app.secure('app.note_mention', grants => 'select, insert, delete');

      create index note_search_index on app.note using gin (text app.gin_trgm_ops);
      create policy lookup_read on app.note for select to cs_lookup using (true);
      grant select (organisation_id, id, text) on app.note to cs_lookup;
    `);
    await runner.query(`
      set role cs_lookup;
      create function lookup.notes_saying(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select n.id from app.note n where n.organisation_id = app.organisation() and n.text ilike pattern;
        end;
      revoke execute on function lookup.notes_saying from public;
      grant execute on function lookup.notes_saying to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      set role cs_lookup;
      drop function lookup.notes_saying;
      reset role;
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.api_token t set scopes = array_remove(t.scopes, 'note.write')
        where 'note.write' = any (t.scopes)
      $each$);
      drop table app.note_mention, app.note;
    `);
  }
}
