import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings, the product's clock, `app.secure` and the organisation: what every later table stands on. */
export class Foundation1763800000001 implements MigrationInterface {
  name = 'Foundation1763800000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema if not exists app;
      create schema if not exists lookup;
      grant usage on schema app, lookup to cs_app;
      grant usage on schema app to cs_lookup;
      grant usage, create on schema lookup to cs_lookup;
      alter default privileges for role cs_owner revoke execute on functions from public;
      grant select on app.migration to cs_app;

      create function app.organisation() returns uuid language sql stable parallel safe
        return nullif(current_setting('app.organisation_id', true), '')::uuid;
      create function app.respondent_organisation() returns uuid language sql stable parallel safe
        return nullif(current_setting('app.respondent_organisation_id', true), '')::uuid;
      create function app.assessment() returns uuid language sql stable parallel safe
        return nullif(current_setting('app.assessment_id', true), '')::uuid;
      create function app.sections() returns text[] language sql stable parallel safe
        return string_to_array(nullif(current_setting('app.sections', true), ''), ',');
      create function app.token_hash() returns bytea language sql stable parallel safe
        return decode(nullif(current_setting('app.token_hash', true), ''), 'hex');

      create table app.product (
        singleton boolean not null default true constraint product_singleton_check check (singleton),
        demonstration boolean not null default false,
        clock_offset interval not null default '0 seconds',
        filled_at timestamptz,
        constraint product_pkey primary key (singleton)
      );
      insert into app.product default values;
      grant select, update (clock_offset) on app.product to cs_app;
      grant select on app.product to cs_lookup;

      create function app.guard_clock() returns trigger language plpgsql as $$
      begin
        if new.clock_offset is distinct from old.clock_offset and not new.demonstration then
          raise exception 'the product''s clock moves in demonstration mode only' using errcode = '42501';
        end if;
        return new;
      end $$;
      create trigger guard_clock before update on app.product for each row execute function app.guard_clock();

      create function app.now() returns timestamptz language sql stable
        begin atomic select now() + p.clock_offset from app.product p; end;
      create function app.today(zone text) returns date language sql stable
        return (app.now() at time zone zone)::date;
    `);
    await runner.query(`
      create procedure app.secure(
        t regclass,
        grants text default 'select, insert, update, delete',
        member text default 'true',
        respondent_read text default null,
        respondent_lock text default null,
        respondent_insert text default null,
        respondent_update text default null,
        token_read text default null)
      language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', t);
        execute format('alter table %s force row level security', t);
        if member <> 'none' then
          execute format('create policy member on %s using (organisation_id = app.organisation() and %s)', t, member);
        end if;
        if respondent_read is not null then
          execute format('create policy respondent_read on %s for select using (organisation_id = app.respondent_organisation() and %s)', t, respondent_read);
        end if;
        if respondent_lock is not null then
          execute format('create policy respondent_lock on %s for update using (organisation_id = app.respondent_organisation() and %s) with check (false)', t, respondent_lock);
        end if;
        if respondent_insert is not null then
          execute format('create policy respondent_insert on %s for insert with check (organisation_id = app.respondent_organisation() and %s)', t, respondent_insert);
        end if;
        if respondent_update is not null then
          execute format('create policy respondent_update on %s for update using (organisation_id = app.respondent_organisation() and %s)', t, respondent_update);
        end if;
        if token_read is not null then
          execute format('create policy token_read on %s for select using (%s)', t, token_read);
        end if;
        execute format('grant %s on %s to cs_app', grants, t);
      end $$;

      create function app.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = '42501';
      end $$;

      create table app.organisation (
        organisation_id uuid not null default uuidv7(),
        slug text not null,
        name text not null,
        time_zone text not null,
        language text not null default 'en',
        country text not null default 'US',
        settings jsonb not null default '{}',
        created_at timestamptz not null default now(),
        constraint organisation_pkey primary key (organisation_id),
        constraint organisation_slug_key unique (slug),
        constraint organisation_slug_check check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$')
      );
      call app.secure('app.organisation', grants => 'select, insert, update');
      create policy lookup_read on app.organisation for select to cs_lookup using (true);
      grant select (organisation_id, slug) on app.organisation to cs_lookup;

      create procedure app.for_each_organisation(statement text) language plpgsql as $$
      declare organisation uuid;
      begin
        perform set_config('row_security', 'on', true);
        for organisation in select * from lookup.organisations() loop
          perform set_config('app.organisation_id', organisation::text, true);
          execute statement;
        end loop;
        perform set_config('app.organisation_id', '', true);
      end $$;
      grant execute on all functions in schema app to cs_app, cs_lookup;
    `);
    await runner.query(`
      set role cs_lookup;
      create function lookup.organisations() returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic select o.organisation_id from app.organisation o order by o.organisation_id; end;
      create function lookup.organisation_by_slug(wanted text) returns uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic select o.organisation_id from app.organisation o where o.slug = wanted; end;
      revoke execute on all functions in schema lookup from public;
      grant execute on all functions in schema lookup to cs_app, cs_owner;
      reset role;
    `);
    await runner.query(`grant usage on schema lookup to cs_owner`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `set role cs_lookup; drop function lookup.organisation_by_slug, lookup.organisations; reset role`,
    );
    await runner.query(`
      drop procedure app.for_each_organisation, app.secure;
      drop table app.organisation;
      drop function app.today, app.now;
      drop table app.product;
      drop function app.guard_clock, app.refuse_change, app.token_hash, app.sections, app.assessment,
        app.respondent_organisation, app.organisation;
      drop schema lookup;
    `);
  }
}
