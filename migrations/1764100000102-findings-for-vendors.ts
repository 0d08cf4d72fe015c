import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A respondent reads the confirmed findings from its own answers. No policy opens the rows: what stands in them beside
 * (who judged, with which note, what the answer earned) is the organisation's own.
 */
export class FindingsForVendors1764100000102 implements MigrationInterface {
  name = 'FindingsForVendors1764100000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant select (${COLUMNS}) on app.finding to cs_lookup;
      set role cs_lookup;
      create function lookup.findings_of_respondent() returns table (id uuid, question text, title jsonb, detail jsonb,
          citation text, severity text, severity_rank integer, state text, due_on date, fixed_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select f.id, f.question, f.title, f.detail, f.citation, f.severity, f.severity_rank, f.state, f.due_on,
            f.closed_at
          from app.finding f
          where f.organisation_id = app.respondent_organisation() and f.assessment_id = app.assessment()
            and app.sections() is null and f.source = 'answer'
            and (f.state = 'open' or f.state = 'closed' and f.closed_because = 'verified');
        end;
      revoke execute on function lookup.findings_of_respondent from public;
      grant execute on function lookup.findings_of_respondent to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      set role cs_lookup;
      drop function lookup.findings_of_respondent;
      reset role;
      revoke select (${COLUMNS}) on app.finding from cs_lookup;
    `);
  }
}

/** Beside those that the search reads. */
const COLUMNS = `assessment_id, source, detail, citation, severity, severity_rank, state, due_on, closed_at, closed_because`;
