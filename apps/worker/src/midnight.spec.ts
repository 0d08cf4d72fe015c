import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { clauseLibrary, factCatalogue } from '@countersign/content';
import { inherentRisk, type IntakeFacts } from '@countersign/domain';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);
const engagements = 400;
const heldOne = 301;

jest.setTimeout(180_000);

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

/** Their standings are all due, and whoever writes the one in the middle waits for the holder of a lock. */
const plantDueStandings = `
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
      (organisation_id, id, vendor_id, name, intake, inherent, impact_hundredths, likelihood, inherent_level, tier)
    select v.organisation_id, overlay('00000000-0000-4000-8000-000000000000' placing lpad(i::text, 4, '0') from 33)::uuid,
      v.id, 'Service ' || i, $2::jsonb, $3::jsonb, 0, 0, 'low', 3
    from v, generate_series(1, ${engagements}) i
    returning organisation_id, id, vendor_id
  )
  insert into app.standing
    (organisation_id, engagement_id, vendor_id, tier, inherent_level, calculated_level, rating, rating_rank,
     rating_state, residual, what_next, what_next_action, changes_on)
  select organisation_id, id, vendor_id, 3, 'low', 'low', 'low', 1, 'not-assessed', '{}', '', 'none', '2020-01-01'
  from e`;

const holdOne = `
  create function app.wait_here() returns trigger language plpgsql as $$
  begin perform pg_advisory_xact_lock(29); return new; end $$;
  create trigger wait_here before insert or update on app.standing for each row
  when (new.engagement_id = '00000000-0000-4000-8000-000000000${heldOne}') execute function app.wait_here();
  select pg_advisory_lock(29)`;

describe('A worker at midnight', () => {
  let folder: string;
  let bundled: string;
  let database: TestDatabase;
  let admin: Client;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-midnight-'));
    bundled = join(root, 'tmp', `midnight-${process.pid}`);
    const programs = { main: 'apps/worker/src/main.ts', probe: 'apps/worker/src/probe.ts' };
    const program = `import { bundle } from ${JSON.stringify(join(root, 'tools/build-node.mjs'))};
      await bundle(${JSON.stringify(programs)}, ${JSON.stringify(bundled)});`;
    await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    const inherent = inherentRisk(intake, { catalogue: factCatalogue, library: clauseLibrary });
    await admin.query(
      plantDueStandings,
      [clauseLibrary, intake, inherent].map((one) => JSON.stringify(one)),
    );
    await admin.query(holdOne);
  });

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await admin.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    await rm(bundled, { recursive: true, force: true });
  });

  const probeFile = () => join(folder, 'lives');

  async function startWorker(): Promise<ChildProcess> {
    const worker = fork(join(bundled, 'main.mjs'), [], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        REDIS_URL: database.redisUrl,
        PUBLIC_URL: 'https://risk.buyer.example',
        FILES_DIR: folder,
        COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
        LOG_LEVEL: 'silent',
        WORKER_PROBE_FILE: probeFile(),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    workers.push(worker);
    await once(worker, 'message');
    return worker;
  }

  async function until(sql: string): Promise<void> {
    while ((await admin.query(sql)).rowCount === 0) await new Promise((done) => setTimeout(done, 50));
  }

  const writers = async () => {
    const { rows } = await admin.query<{ by: string; due: boolean }>(
      `select xmin::text as by, coalesce(changes_on = '2020-01-01', false) as due from app.standing
       order by engagement_id`,
    );
    return rows;
  };

  const probe = () =>
    run(process.execPath, [join(bundled, 'probe.mjs')], { env: { WORKER_PROBE_FILE: probeFile() } });

  it('that is killed has kept what it has done, and the next one does the rest and nothing twice', async () => {
    const victim = await startWorker();
    await until(`select from pg_locks where locktype = 'advisory' and objid = 29 and not granted`);
    const gone = once(victim, 'exit');
    victim.kill('SIGKILL');
    await gone;
    await admin.query('select pg_advisory_unlock(29)');
    const half = await writers();
    expect(half.filter(({ due }) => due)).toHaveLength(100);

    await startWorker();
    await until(`select where not exists (select from app.standing where changes_on = '2020-01-01')`);
    const whole = await writers();
    expect(whole.filter(({ by }, index) => by === half[index]?.by)).toHaveLength(300);
    expect(new Set(whole.map(({ by }) => by)).size).toBe(4);
  });

  it('tells a health check that it lives, and a stale word is none', async () => {
    expect((await probe()).stdout).toBe('The worker works.\n');
    for (const worker of workers) worker.kill('SIGKILL');
    const old = new Date(Date.now() - 60_000);
    await utimes(probeFile(), old, old);
    await expect(probe()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The worker has said nothing for 6\d s\.\n$/),
    });
    await rm(probeFile());
    await expect(probe()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('not started') });
  });
});
