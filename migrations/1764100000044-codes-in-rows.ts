import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  codingFunctions,
  withoutCodingFunctions,
  withoutWordingFunctions,
  wordingFunctions,
} from './former-sentences/functions';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * What the product itself says stands in rows as a code with its parameters, and becomes words where somebody reads it.
 * Sentences that are known become their codes; any other is kept as it was written. Numbers do not move.
 */
export class CodesInRows1764100000044 implements MigrationInterface {
  name = 'CodesInRows1764100000044';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(codingFunctions);
    await runner.query(withoutSearch);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.engagement e set inherent = app.coded_inherent(e.inherent, e.intake)
      $each$);
      call app.for_each_organisation($each$
        update app.standing s set residual = app.coded_residual(s.residual)
      $each$);
      call app.for_each_organisation($each$
        update app.score s set document = app.coded_score(s.document)
      $each$);
    `);
    // After the updates: a row that this transaction has rewritten would have all its references checked again.
    await runner.query(`
      alter table app.finding
        alter column title type jsonb using app.finding_title_of(source, title),
        alter column detail type jsonb using app.finding_detail_of(source, detail);
      alter table app.standing alter column what_next type jsonb using app.next_step_of(what_next);
    `);
    await runner.query(`
      -- What is searched for: all that a text names, whatever language it is told in.
      create function app.named_in(said jsonb) returns text language sql immutable parallel safe
        return (select coalesce(string_agg(v #>> '{}', ' '), '')
          from jsonb_path_query(said -> 'parameters', 'strict $.**') v where jsonb_typeof(v) = 'string');
      revoke execute on function app.named_in from public;
      grant execute on function app.named_in to cs_app, cs_lookup, cs_erasure;
      create index finding_search_index on app.finding using gin (app.named_in(title) app.gin_trgm_ops);
    `);
    await runner.query(searchBy('app.named_in(f.title)'));
    await runner.query(withoutCodingFunctions);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(wordingFunctions);
    await runner.query(withoutSearch);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.engagement e set inherent = app.worded_inherent(e.inherent)
      $each$);
      call app.for_each_organisation($each$
        update app.standing s set residual = app.worded_residual(s.residual)
      $each$);
      call app.for_each_organisation($each$
        update app.score s set document = app.worded_score(s.document)
      $each$);
    `);
    await runner.query(`
      drop function app.named_in;
      alter table app.finding
        alter column title type text using app.sentence_of(title),
        alter column detail type text using app.sentence_of(detail);
      alter table app.standing alter column what_next type text using app.sentence_of(what_next);
      create index finding_search_index on app.finding using gin (title app.gin_trgm_ops);
    `);
    await runner.query(searchBy('f.title'));
    await runner.query(withoutWordingFunctions);
  }
}

/** A standing's next step names nothing that anybody has written. */
const MACHINE_COLUMNS = ['standing.what_next'];

const withoutSearch = `
  drop index app.finding_search_index;
  set role cs_lookup;
  drop function lookup.findings_named;
  reset role;`;

const searchBy = (named: string): string => `
  set role cs_lookup;
  create function lookup.findings_named(pattern text) returns setof uuid language sql stable security definer
    set search_path = pg_catalog, pg_temp set row_security = on
    begin atomic
      select f.id from app.finding f
      where f.organisation_id = app.organisation()
        and (${named} ilike pattern or f.question ilike pattern or f.clause ilike pattern);
    end;
  revoke execute on function lookup.findings_named from public;
  grant execute on function lookup.findings_named to cs_app;
  reset role;`;
