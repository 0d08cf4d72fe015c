import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an organisation has set instead of the shipped limits (null: as shipped), and how much it has stored. A trigger
 * counts within the statement that adds or takes files, so that no upload sums and nothing is counted that was rolled
 * back.
 */
export class LimitsOfOrganisations1764100000021 implements MigrationInterface {
  name = 'LimitsOfOrganisations1764100000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.organisation_limit (
        organisation_id uuid not null,
        files_per_assessment integer,
        bytes_per_assessment bigint,
        bytes_of_organisation bigint,
        saves_per_minute integer,
        mails_by_hand_per_hour integer,
        revision integer not null default 1,
        constraint organisation_limit_pkey primary key (organisation_id),
        constraint organisation_limit_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint organisation_limit_positive_check check (
          files_per_assessment > 0 and bytes_per_assessment > 0 and bytes_of_organisation > 0
          and saves_per_minute > 0 and mails_by_hand_per_hour > 0)
      );
      call app.secure('app.organisation_limit', grants => 'select, insert, update', respondent_read => 'true');

      create table app.evidence_total (
        organisation_id uuid not null,
        files integer not null default 0,
        bytes bigint not null default 0,
        constraint evidence_total_pkey primary key (organisation_id),
        constraint evidence_total_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.evidence_total', grants => 'select, insert, update');
    `);
    await runner.query(countingSql);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.evidence_total (organisation_id, files, bytes)
        select app.organisation(), count(*), coalesce(sum(v.size), 0) from app.evidence v
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger count_added on app.evidence;
      drop trigger count_changed on app.evidence;
      drop trigger count_removed on app.evidence;
      drop function app.count_evidence, app.add_to_evidence_total;
      drop table app.evidence_total, app.organisation_limit;
    `);
  }
}

/**
 * A vendor's upload runs under a respondent's settings, and a respondent has no policy on the total: it would see what
 * the organisation holds. So the settings are the organisation's for this one statement and then again what they were.
 * Only a row that is missing is inserted, and only by an upload: an erasure may not insert.
 */
const countingSql = `
  create function app.add_to_evidence_total(organisation uuid, more_files bigint, more_bytes numeric) returns void
  language plpgsql as $$
  declare caller constant text := coalesce(current_setting('app.organisation_id', true), '');
  begin
    if more_files = 0 and more_bytes = 0 then return; end if;
    perform set_config('app.organisation_id', organisation::text, true);
    update app.evidence_total t set files = t.files + more_files, bytes = t.bytes + more_bytes
      where t.organisation_id = organisation;
    if not found and more_files > 0 then
      insert into app.evidence_total as t (organisation_id, files, bytes) values (organisation, more_files, more_bytes)
        on conflict (organisation_id) do update set files = t.files + excluded.files, bytes = t.bytes + excluded.bytes;
    end if;
    perform set_config('app.organisation_id', caller, true);
  end $$;

  create function app.count_evidence() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      perform app.add_to_evidence_total(c.organisation_id, c.files, c.bytes) from (
        select v.organisation_id, count(*) as files, sum(v.size) as bytes from added v group by v.organisation_id) c;
    elsif tg_op = 'DELETE' then
      perform app.add_to_evidence_total(c.organisation_id, -c.files, -c.bytes) from (
        select v.organisation_id, count(*) as files, sum(v.size) as bytes from removed v group by v.organisation_id) c;
    else
      perform app.add_to_evidence_total(c.organisation_id, c.files, c.bytes) from (
        select v.organisation_id, sum(v.files)::bigint as files, sum(v.bytes) as bytes from (
          select a.organisation_id, 1 as files, a.size as bytes from added a
          union all select r.organisation_id, -1, -r.size from removed r) v
        group by v.organisation_id) c;
    end if;
    return null;
  end $$;

  create trigger count_added after insert on app.evidence
    referencing new table as added for each statement execute function app.count_evidence();
  create trigger count_changed after update on app.evidence
    referencing old table as removed new table as added for each statement execute function app.count_evidence();
  create trigger count_removed after delete on app.evidence
    referencing old table as removed for each statement execute function app.count_evidence();
  grant execute on function app.add_to_evidence_total to cs_app, cs_erasure;`;
