import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of ten thousand rows: what a task asks of a document is known by its index, and no document is opened to see that
 * it asks for nothing. Contracts are found by cost centre and supplier number too.
 */
export class ListsAtSize1764100000092 implements MigrationInterface {
  name = 'ListsAtSize1764100000092';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function app.intake_has_unknowns(intake jsonb) returns boolean language sql immutable parallel safe
        return intake ->> 'laws' is null or intake -> 'dataElements' @> '["unknown"]'
          or intake ->> 'peopleAffected' = 'unknown';

      -- What is in force is mostly what the intake says: that is seen of both as a whole, without going through them.
      create function app.facts_contradict(intake jsonb, facts jsonb) returns boolean language sql immutable parallel safe
        return facts || intake <> facts and exists (
          select from jsonb_each(intake) i
          where facts ? i.key and case jsonb_typeof(i.value)
            when 'array' then not i.value @> (facts -> i.key)
            else facts -> i.key <> i.value end);

      grant execute on function app.intake_has_unknowns, app.facts_contradict to cs_app;

      create index engagement_unknowns_index on app.engagement (organisation_id, id)
        where app.intake_has_unknowns(intake);
      create index engagement_contradicted_index on app.engagement (organisation_id, id)
        where app.facts_contradict(intake, facts);
      create index standing_disputes_index on app.standing (organisation_id, engagement_id)
        where residual @? 'strict $.disputes[0]';
      create index standing_knockouts_index on app.standing (organisation_id, engagement_id)
        where residual @? 'strict $.openKnockouts[0]';
      create index assessment_unsent_index on app.assessment (organisation_id, id)
        where off_cycle @? '$.* ? (@ == null)';
      create index finding_open_index on app.finding (organisation_id, due_on, engagement_id, assessment_id, id)
        where state = 'open';

      drop index app.contract_search_index;
      create index contract_search_index on app.contract using gin (
        title app.gin_trgm_ops, reference app.gin_trgm_ops, cost_centre app.gin_trgm_ops, supplier_number app.gin_trgm_ops);
      grant select (cost_centre, supplier_number) on app.contract to cs_lookup;
    `);
    await runner.query(`
      set role cs_lookup;
      create or replace function lookup.contracts_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select c.id from app.contract c
          where c.organisation_id = app.organisation() and (c.title ilike pattern or c.reference ilike pattern
            or c.cost_centre ilike pattern or c.supplier_number ilike pattern);
        end;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      set role cs_lookup;
      create or replace function lookup.contracts_named(pattern text) returns setof uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select c.id from app.contract c
          where c.organisation_id = app.organisation() and (c.title ilike pattern or c.reference ilike pattern);
        end;
      reset role;
    `);
    await runner.query(`
      drop index app.contract_search_index;
      create index contract_search_index on app.contract using gin (title app.gin_trgm_ops, reference app.gin_trgm_ops);
      revoke select (cost_centre, supplier_number) on app.contract from cs_lookup;
      drop index app.finding_open_index, app.assessment_unsent_index, app.standing_knockouts_index, app.standing_disputes_index,
        app.engagement_contradicted_index, app.engagement_unknowns_index;
      drop function app.facts_contradict, app.intake_has_unknowns;
    `);
  }
}
