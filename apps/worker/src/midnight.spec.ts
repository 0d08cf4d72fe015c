import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltPrograms, plantNeglectedStandings } from '@countersign/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const engagements = 400;
const heldOne = 301;

jest.setTimeout(180_000);

/** Whoever writes the one in the middle waits for the holder of a lock. */
const holdOne = `
  create function app.wait_here() returns trigger language plpgsql as $$
  begin perform pg_advisory_xact_lock(29); return new; end $$;
  create trigger wait_here before insert or update on app.standing for each row
  when (new.engagement_id = '00000000-0000-4000-8000-000000000${heldOne}') execute function app.wait_here();
  select pg_advisory_lock(29)`;

describe('A worker at midnight', () => {
  let folder: string;
  let programs: BuiltPrograms<'main' | 'probe'>;
  let database: TestDatabase;
  let admin: Client;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-midnight-'));
    programs = await BuiltPrograms.of({ main: 'apps/worker/src/main.ts', probe: 'apps/worker/src/probe.ts' });
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await plantNeglectedStandings(admin, { engagements, changesOn: '2020-01-01' });
    await admin.query(holdOne);
  });

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await admin.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    await programs.remove();
  });

  const probeFile = () => join(folder, 'lives');

  async function startWorker(): Promise<ChildProcess> {
    const worker = programs.start('main', {
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

  const probe = () => programs.run('probe', { env: { WORKER_PROBE_FILE: probeFile() } });

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
    expect(await probe()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The worker has said nothing for 6\d s\.\n$/),
    });
    await rm(probeFile());
    expect(await probe()).toMatchObject({ code: 1, stderr: expect.stringContaining('not started') });
  });
});
