import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { clauseLibrary, factCatalogue } from '@countersign/content';
import { inherentRisk, type IntakeFacts } from '@countersign/domain';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);

jest.setTimeout(120_000);

const intake: IntakeFacts = {
  dataElements: ['ssn'],
  peopleAffected: 'r3',
  residentsMassachusetts: null,
  criticality: 3,
  access: 'view',
  replaceability: 3,
  media: ['electronic'],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: false,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: ['saas'],
  reports: [],
};

/** 250 engagements, of which the first has no standing, and nobody has computed those of the others. */
const plantWrongStandings = `
  with o as (
    insert into app.organisation (slug, name, time_zone) values ('buyer', 'Buyer', 'UTC') returning organisation_id
  ), l as (
    insert into app.clause_library (organisation_id, number, document, hash)
    select organisation_id, 1, $1::jsonb, 'h' from o
  ), v as (
    insert into app.vendor (organisation_id, name, name_key)
    select organisation_id, 'Harbor', 'harbor' from o returning organisation_id, id
  ), e as (
    insert into app.engagement
      (organisation_id, vendor_id, name, intake, inherent, impact_hundredths, likelihood, inherent_level, tier)
    select v.organisation_id, v.id, 'Service ' || i, $2::jsonb, $3::jsonb, 0, 0, 'low', 3
    from v, generate_series(1, 250) i
    returning organisation_id, id, vendor_id, name
  )
  insert into app.standing
    (organisation_id, engagement_id, vendor_id, tier, inherent_level, calculated_level, rating, rating_rank,
     rating_state, residual, what_next, what_next_action)
  select organisation_id, id, vendor_id, 3, 'low', 'low', 'low', 1, 'not-assessed', '{}', '', 'none'
  from e where name <> 'Service 1'`;

interface Outcome {
  readonly code: number;
  readonly said: string;
}

/** The built program as an operator runs it, told by its environment alone. */
describe('npm run recompute', () => {
  let bundled: string;
  let database: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    bundled = join(root, 'tmp', `recompute-${process.pid}`);
    const programs = { recompute: 'apps/api/src/recompute.ts' };
    const program = `import { bundle } from ${JSON.stringify(join(root, 'tools/build-node.mjs'))};
      await bundle(${JSON.stringify(programs)}, ${JSON.stringify(bundled)});`;
    await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    const inherent = inherentRisk(intake, { catalogue: factCatalogue, library: clauseLibrary });
    await admin.query(
      plantWrongStandings,
      [clauseLibrary, intake, inherent].map((one) => JSON.stringify(one)),
    );
  });

  afterAll(async () => {
    await admin.end();
    await database.drop();
    await rm(bundled, { recursive: true, force: true });
  });

  async function recompute(...args: string[]): Promise<Outcome> {
    const env = {
      DATABASE_URL: database.appUrl,
      COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
    };
    try {
      const { stdout } = await run(process.execPath, [join(bundled, 'recompute.mjs'), ...args], { env });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: `${stdout}${stderr}` };
    }
  }

  const counts = async () => {
    const { rows } = await admin.query<{ standings: number; history: number; lines: unknown[] }>(`
      select (select count(*)::int from app.standing where what_next <> '') as standings,
        (select count(*)::int from app.standing_history where cause = 'repair') as history,
        (select coalesce(jsonb_agg(detail), '[]') from app.audit_event where what = 'standings.repaired') as lines`);
    return rows[0];
  };

  it.each([[[]], [['--check', '--repair']], [['--all']]])(
    'says what it can do when told %j',
    async (args) => {
      expect(await recompute(...args)).toEqual({
        code: 1,
        said: 'Say what to do with standings that differ: recompute -- --check counts them, recompute -- --repair writes them again.\n',
      });
    },
  );

  it('counts those that differ and writes nothing; the exit code says that there are some', async () => {
    expect(await recompute('--check')).toEqual({
      code: 1,
      said: 'buyer: 250 of 250 differ.\n250 standings compared, 250 differing.\n',
    });
    expect(await counts()).toEqual({ standings: 0, history: 0, lines: [] });
  });

  it('repairs them a hundred at a time, with one line in the trail, and finds none afterwards', async () => {
    expect(await recompute('--repair')).toEqual({
      code: 0,
      said: [
        'buyer: 250 of 250 differ.',
        'buyer: 100 of 250 repaired.',
        'buyer: 200 of 250 repaired.',
        'buyer: 250 of 250 repaired.',
        '250 standings compared, 250 repaired.\n',
      ].join('\n'),
    });
    expect(await counts()).toEqual({ standings: 250, history: 250, lines: [{ standings: 250 }] });
    const { rows } = await admin.query<{ transactions: number }>(
      'select count(distinct xmin::text)::int as transactions from app.standing',
    );
    expect(rows).toEqual([{ transactions: 3 }]);
    const none = { code: 0, said: 'buyer: 0 of 250 differ.\n250 standings compared, 0 differing.\n' };
    expect(await recompute('--check')).toEqual(none);
  });

  it('leaves to the daily round those whose day has come', async () => {
    await admin.query(`
      update app.standing set changes_on = current_date - 1, what_next = ''
      where engagement_id in (select engagement_id from app.standing limit 2)`);
    expect(await recompute('--check')).toEqual({
      code: 0,
      said: 'buyer: 0 of 250 differ. 2 more wait for the daily round.\n250 standings compared, 0 differing.\n',
    });
  });
});
