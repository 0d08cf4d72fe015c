import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is away from when to when, and who has the tasks and the mail about them meanwhile. `app.stand_ins` says who stands
 * in for whom today in the organisation's zone: a deputy who is away has a deputy as well.
 */
export class Absences1764100000075 implements MigrationInterface {
  name = 'Absences1764100000075';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.absence (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        member_id uuid not null,
        deputy_id uuid not null,
        from_on date not null,
        until_on date not null,
        created_at timestamptz not null default app.now(),
        constraint absence_pkey primary key (organisation_id, id),
        constraint absence_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id),
        constraint absence_deputy_fk foreign key (organisation_id, deputy_id) references app.member (organisation_id, id),
        constraint absence_days_check check (from_on <= until_on),
        constraint absence_deputy_check check (deputy_id <> member_id)
      );
      create index absence_member_index on app.absence (organisation_id, member_id, until_on);
      create index absence_deputy_index on app.absence (organisation_id, deputy_id, until_on);
      call app.secure('app.absence');

      -- Its tables answer nobody without an organisation, and the owner of the schema has none.
      set local check_function_bodies = off;
      create function app.stand_ins() returns table (member_id uuid, deputy_id uuid, until_on date)
      language sql stable as $$
        with recursive away as (
          select a.member_id, a.deputy_id, a.until_on
          from app.absence a
          join app.organisation o on o.organisation_id = a.organisation_id
          join app.member d on d.organisation_id = a.organisation_id and d.id = a.deputy_id and d.active
          where a.organisation_id = app.organisation() and app.today(o.time_zone) between a.from_on and a.until_on),
        chain as (
          select a.member_id, a.deputy_id, a.until_on from away a
          union
          select c.member_id, a.deputy_id, least(c.until_on, a.until_on)
          from chain c join away a on a.member_id = c.deputy_id)
        select c.member_id, c.deputy_id, max(c.until_on)
        from chain c
        where c.member_id <> c.deputy_id
        group by c.member_id, c.deputy_id
      $$;
      set local check_function_bodies = on;
      grant execute on function app.stand_ins() to cs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function app.stand_ins();
      drop table app.absence;
    `);
  }
}
