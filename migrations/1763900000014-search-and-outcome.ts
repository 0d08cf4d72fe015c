import type { MigrationInterface, QueryRunner } from 'typeorm';

const moved = 'assessment_id, recommendation, summary, cancelled_reason';

/**
 * Search by lookup functions, since `ilike` reaches no index below a policy; and what a review concludes in a table
 * of its own, since a respondent's policy lets the assessment be read.
 */
export class SearchAndOutcome1763900000014 implements MigrationInterface {
  name = 'SearchAndOutcome1763900000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.assessment_outcome (
        organisation_id uuid not null,
        assessment_id uuid not null,
        recommendation text,
        summary text,
        cancelled_reason text,
        constraint assessment_outcome_pkey primary key (organisation_id, assessment_id),
        constraint assessment_outcome_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint assessment_outcome_recommendation_check check (recommendation in ('approve', 'approve-with-conditions', 'reject'))
      );
      call app.secure('app.assessment_outcome', grants => 'select, insert, update');
      call app.for_each_organisation($each$
        insert into app.assessment_outcome (organisation_id, ${moved})
        select organisation_id, id, recommendation, summary, cancelled_reason from app.assessment
        where recommendation is not null or cancelled_reason is not null
      $each$);
      alter table app.assessment drop column recommendation, drop column summary, drop column cancelled_reason;

      create extension if not exists pg_trgm with schema app;
      create index vendor_search_index on app.vendor using gin (name app.gin_trgm_ops);
      create index engagement_search_index on app.engagement using gin (name app.gin_trgm_ops);
      create index contract_search_index on app.contract using gin (title app.gin_trgm_ops, reference app.gin_trgm_ops);
      create index finding_search_index on app.finding using gin (title app.gin_trgm_ops);
      create policy lookup_read on app.vendor for select to cs_lookup using (true);
      create policy lookup_read on app.engagement for select to cs_lookup using (true);
      create policy lookup_read on app.contract for select to cs_lookup using (true);
      create policy lookup_read on app.finding for select to cs_lookup using (true);
      grant select (organisation_id, id, name) on app.vendor, app.engagement to cs_lookup;
      grant select (organisation_id, id, title, reference) on app.contract to cs_lookup;
      grant select (organisation_id, id, title, question, clause) on app.finding to cs_lookup;
    `);
    await runner.query(`
      set role cs_lookup;
      create function lookup.vendors_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select v.id from app.vendor v where v.organisation_id = app.organisation() and v.name ilike pattern;
        end;
      create function lookup.engagements_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select e.id from app.engagement e where e.organisation_id = app.organisation() and e.name ilike pattern;
        end;
      create function lookup.contracts_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select c.id from app.contract c
          where c.organisation_id = app.organisation() and (c.title ilike pattern or c.reference ilike pattern);
        end;
      create function lookup.findings_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select f.id from app.finding f
          where f.organisation_id = app.organisation()
            and (f.title ilike pattern or f.question ilike pattern or f.clause ilike pattern);
        end;
      revoke execute on function lookup.vendors_named, lookup.engagements_named, lookup.contracts_named,
        lookup.findings_named from public;
      grant execute on function lookup.vendors_named, lookup.engagements_named, lookup.contracts_named,
        lookup.findings_named to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      set role cs_lookup;
      drop function lookup.vendors_named, lookup.engagements_named, lookup.contracts_named, lookup.findings_named;
      reset role;
    `);
    await runner.query(`
      drop policy lookup_read on app.vendor;
      drop policy lookup_read on app.engagement;
      drop policy lookup_read on app.contract;
      drop policy lookup_read on app.finding;
      revoke select (organisation_id, id, name) on app.vendor, app.engagement from cs_lookup;
      revoke select (organisation_id, id, title, reference) on app.contract from cs_lookup;
      revoke select (organisation_id, id, title, question, clause) on app.finding from cs_lookup;
      drop index app.vendor_search_index, app.engagement_search_index, app.contract_search_index, app.finding_search_index;
      drop extension pg_trgm;

      alter table app.assessment
        add column recommendation text, add column summary text, add column cancelled_reason text,
        add constraint assessment_recommendation_check check (recommendation in ('approve', 'approve-with-conditions', 'reject'));
      call app.for_each_organisation($each$
        update app.assessment a
        set recommendation = o.recommendation, summary = o.summary, cancelled_reason = o.cancelled_reason
        from app.assessment_outcome o where o.organisation_id = a.organisation_id and o.assessment_id = a.id
      $each$);
      drop table app.assessment_outcome;
    `);
  }
}
