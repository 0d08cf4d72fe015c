import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';

/** Tables that belong to no organisation. */
const sharedTables = [
  'key_check',
  'migration',
  'product',
  'rate_count',
  'set_up_token',
  'unnamed_proxy',
  'worker_heartbeat',
];

/** Indexes that do not begin with the organisation, each with the lookup that needs it so. */
const indexesAcrossOrganisations: Readonly<Record<string, string>> = {
  organisation_slug_key: 'sign-in finds the organisation by its slug',
  member_link_token_index: 'a link mailed to a member is found by the hash of its token alone',
  sign_in_step_token_index:
    'a sign-in that waits for its second factor is found by the hash of its token alone',
  member_session_token_index: 'a session is found by the hash of its token alone',
  oidc_flow_browser_index: 'a sign-in under way is found by the hash of its cookie alone',
  api_token_token_index: 'an API token is found by its hash alone',
  invitation_token_token_index: 'an invitation is found by the hash of its token alone',
  respondent_grant_session_index: 'a grant is found by the hash of the browser session alone',
  assessment_progress_stale_index: 'lookup.stale_progress serves every organisation in one pass',
  data_job_waiting_index: 'lookup.due_jobs serves every organisation in one pass',
  vendor_search_index: 'lookup.vendors_named: no trigram operator reaches an index below a policy',
  engagement_search_index: 'lookup.engagements_named, for the same reason',
  contract_search_index: 'lookup.contracts_named, for the same reason',
  finding_search_index: 'lookup.findings_named, for the same reason',
  note_search_index: 'lookup.notes_saying, for the same reason',
};

describe('The catalogue', () => {
  let testDatabase: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await testDatabase.drop();
  });

  const names = async (sql: string): Promise<string[]> => {
    const { rows } = await admin.query<{ name: string }>(sql);
    return rows.map(({ name }) => name);
  };

  it('gives every table an organisation, except the few that belong to none', async () => {
    const without = await names(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not exists (
          select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'organisation_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)
      order by 1`);
    expect(without).toEqual(sharedTables);
  });

  it('enables and forces row security on each of them, with a policy', async () => {
    const bare = await names(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid))
      order by 1`);
    expect(bare).toEqual(sharedTables);
  });

  it('lets every policy begin with an organisation, but for those who know a secret or look ids up', async () => {
    const others = await names(`
      select tablename || ': ' || policyname as name from pg_policies
      where schemaname = 'app'
        and not coalesce(qual, with_check) ~ 'organisation_id = app\\.(respondent_)?organisation\\(\\)'
      order by 1`);
    expect(others).toEqual([
      'answer_revision: lookup_read',
      'api_token: token_read',
      'assessment_progress: lookup_read',
      'audit_event: lookup_read',
      'audit_seal_state: lookup_read',
      'contract: lookup_read',
      'data_job: lookup_read',
      'engagement: lookup_read',
      'finding: lookup_read',
      'invitation_token: token_read',
      'member_link: token_read',
      'member_session: token_read',
      'note: lookup_read',
      'notification: lookup_read',
      'oidc_flow: token_read',
      'organisation: lookup_read',
      'respondent_grant: token_read',
      'sign_in_step: token_read',
      'vendor: lookup_read',
    ]);
  });

  it('gives the lookup policies to cs_lookup alone', async () => {
    const holders = await names(`
      select distinct array_to_string(roles, ',') as name from pg_policies where policyname = 'lookup_read'`);
    expect(holders).toEqual(['cs_lookup']);
  });

  it('leads every primary key with the organisation', async () => {
    const others = await names(`
      select con.conrelid::regclass::text as name
      from pg_constraint con
      join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
      where con.contype = 'p' and con.connamespace = 'app'::regnamespace and a.attname <> 'organisation_id'
      order by 1`);
    expect(others).toEqual(sharedTables.map((table) => `app.${table}`));
  });

  it('leads both sides of every foreign key with the organisation, so that no check crosses over', async () => {
    const crossing = await names(`
      select con.conname as name
      from pg_constraint con
      join pg_attribute here on here.attrelid = con.conrelid and here.attnum = con.conkey[1]
      join pg_attribute there on there.attrelid = con.confrelid and there.attnum = con.confkey[1]
      where con.contype = 'f' and con.connamespace = 'app'::regnamespace
        and (here.attname <> 'organisation_id' or there.attname <> 'organisation_id')
      order by 1`);
    expect(crossing).toEqual([]);
    const keys = await names(`select conname as name from pg_constraint where contype = 'f'`);
    expect(keys.length).toBeGreaterThan(20);
  });

  it('leads every index with the organisation, except those with a reason', async () => {
    const others = await names(`
      select i.indexrelid::regclass::text as name
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'app'::regnamespace and a.attname is distinct from 'organisation_id'
        and c.relname <> all ('{${sharedTables.join(',')}}')
      order by 1`);
    const expected = Object.keys(indexesAcrossOrganisations).map((name) => `app.${name}`);
    expect(others).toEqual(expected.sort());
  });

  it('lets functions act as their owner only in the schema lookup, with a fixed search path', async () => {
    const { rows } = await admin.query(`
      select distinct n.nspname as schema, r.rolname as owner, array_to_string(f.proconfig, '; ') as settings
      from pg_proc f
      join pg_namespace n on n.oid = f.pronamespace
      join pg_roles r on r.oid = f.proowner
      where f.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
      order by 2`);
    const settings = 'search_path=pg_catalog, pg_temp; row_security=on';
    expect(rows).toEqual([
      { schema: 'lookup', owner: 'cs_erasure', settings },
      { schema: 'lookup', owner: 'cs_lookup', settings },
    ]);
  });

  it('opens every table of an organisation to an erasure, inside the organisation and nowhere else', async () => {
    const policies = await names(`
      select distinct qual || coalesce(with_check, '') || array_to_string(roles, ',') as name from pg_policies
      where policyname = 'erasure'`);
    expect(policies).toEqual(['(organisation_id = app.organisation())cs_erasure']);
    const closed = await names(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'erasure')
      order by 1`);
    expect(closed).toEqual(sharedTables);
    const unchangeable = await names(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not has_table_privilege('cs_erasure', c.oid, 'update, delete')
      order by 1`);
    expect(unchangeable).toEqual([...sharedTables, 'audit_seal', 'disposed_row', 'key_loss'].sort());
  });

  it('grants nothing in the schema lookup to everybody', async () => {
    const open = await names(`
      select f.proname as name from pg_proc f
      where f.pronamespace = 'lookup'::regnamespace and has_function_privilege('cs_backup', f.oid, 'execute')`);
    expect(open).toEqual([]);
  });

  it('has no view that reads with its owner rights', async () => {
    const views = await names(`
      select relname as name from pg_class
      where relnamespace in ('app'::regnamespace, 'lookup'::regnamespace) and relkind in ('v', 'm')
        and not coalesce(reloptions @> array['security_invoker=true'], false)`);
    expect(views).toEqual([]);
  });

  it('keeps cs_app from owning, creating, bypassing and temporary tables', async () => {
    const { rows } = await admin.query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned,
        has_schema_privilege('cs_app', 'app', 'create') as creates_in_app,
        has_schema_privilege('cs_app', 'lookup', 'create') as creates_in_lookup,
        has_database_privilege('cs_app', current_database(), 'temporary') as temporary
      from pg_roles r where rolname = 'cs_app'`);
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owned: 0,
        creates_in_app: false,
        creates_in_lookup: false,
        temporary: false,
      },
    ]);
  });
});
