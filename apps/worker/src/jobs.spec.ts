import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const root = resolve(__dirname, '../../..');

jest.setTimeout(180_000);

interface Job {
  readonly state: string;
  readonly attempts: number;
  readonly progress: number;
  readonly storage_key: string | null;
}

const plantOrganisation = `
  with o as (
    insert into app.organisation (slug, name, time_zone) values ($1, $1, 'UTC') returning organisation_id
  )
  insert into app.member (organisation_id, name, email, roles)
  select organisation_id, 'Kim', 'kim@' || $1 || '.example', '{admin}' from o
  returning organisation_id, id`;

const plantExports = `
  insert into app.data_job (organisation_id, kind, requested_by, requested_by_name)
  select $1, 'export', $2, 'Kim' from generate_series(1, $3::int)
  returning id`;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited a minute in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe('A worker with jobs', () => {
  let folder: string;
  let bundled: string;
  let database: TestDatabase;
  let admin: Client;
  let redis: Redis;
  const workers = new Set<ChildProcess>();

  beforeAll(async () => {
    bundled = join(root, 'tmp', `jobs-${process.pid}`);
    const program = `import { bundle } from ${JSON.stringify(join(root, 'tools/build-node.mjs'))};
      await bundle({ main: 'apps/worker/src/main.ts' }, ${JSON.stringify(bundled)});`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  });

  afterAll(() => rm(bundled, { recursive: true, force: true }));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-jobs-'));
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    redis = new Redis(database.redisUrl);
  });

  afterEach(async () => {
    for (const worker of workers) await stop(worker, 'SIGKILL');
    redis.disconnect();
    await admin.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function startWorker(redisUrl = database.redisUrl): Promise<ChildProcess> {
    const worker = fork(join(bundled, 'main.mjs'), [], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        REDIS_URL: redisUrl,
        PUBLIC_URL: 'https://risk.buyer.example',
        FILES_DIR: folder,
        COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
        COUNTERSIGN_MAIL: 'off',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    workers.add(worker);
    await once(worker, 'message');
    return worker;
  }

  async function stop(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    workers.delete(worker);
    if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
    const gone = once(worker, 'exit');
    worker.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  }

  async function exportsOf(slug: string, count: number): Promise<string[]> {
    const { rows } = await admin.query<{ organisation_id: string; id: string }>(plantOrganisation, [slug]);
    const values = [rows[0]?.organisation_id, rows[0]?.id, count];
    return (await admin.query<{ id: string }>(plantExports, values)).rows.map(({ id }) => id);
  }

  async function job(id: string | undefined): Promise<Job | undefined> {
    const { rows } = await admin.query<Job>(
      'select state, attempts, progress, storage_key from app.data_job where id = $1',
      [id],
    );
    return rows[0];
  }

  const isDone = async (id: string | undefined) => (await job(id))?.state === 'done';

  /** Exports come as far as this table and wait there until the lock is let go. */
  async function holdExports(): Promise<() => Promise<void>> {
    const holder = new Client({ connectionString: database.adminUrl });
    await holder.connect();
    await holder.query('begin; lock table app.suppressed_address in access exclusive mode');
    return () => holder.end();
  }

  const inTheMiddle = (id: string | undefined) =>
    until('the export waits in its middle', async () => ((await job(id))?.progress ?? 0) > 30);

  it('that is killed in the middle, and a Redis that forgets everything, lose nothing and repeat nothing', async () => {
    const [id] = await exportsOf('buyer', 1);
    const letGo = await holdExports();
    const victim = await startWorker();
    await inTheMiddle(id);
    await stop(victim, 'SIGKILL');
    await letGo();
    await redis.flushall();

    await startWorker();
    await redis.flushall();
    expect(await job(id)).toMatchObject({ state: 'running', attempts: 1 });
    await admin.query('update app.data_job set lease_until = clock_timestamp() where id = $1', [id]);
    await until('the export is done', () => isDone(id));

    const done = await job(id);
    expect(done).toMatchObject({ attempts: 2, progress: 100 });
    const { rows: lines } = await admin.query(`select from app.audit_event where what = 'export.finished'`);
    expect(lines).toHaveLength(1);
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name === done?.storage_key)).toHaveLength(1);
  });

  it('that is stopped as planned gives back what it has in hand', async () => {
    const [id] = await exportsOf('buyer', 1);
    const letGo = await holdExports();
    const first = await startWorker();
    await inTheMiddle(id);
    const stopped = stop(first, 'SIGTERM');
    await letGo();
    expect(await stopped).toBe(0);
    expect(await job(id)).toMatchObject({ state: 'waiting', attempts: 0 });

    await startWorker();
    await until('the export is done', () => isDone(id));
    expect(await job(id)).toMatchObject({ attempts: 1 });
  });

  it('does the many jobs of one organisation one at a time, and lets no other wait behind them', async () => {
    const many = await exportsOf('many', 20);
    const [other] = await exportsOf('other', 1);
    await startWorker();
    await until('the other organisation has its export', () => isDone(other));
    const { rows } = await admin.query<{ before: number }>(
      `select count(*)::int as before from app.data_job m, app.data_job o
       where m.id = any ($1) and o.id = $2 and m.finished_at < o.finished_at`,
      [many, other],
    );
    expect(rows[0]?.before).toBeLessThanOrEqual(3);
    await until('all are done', async () => {
      const left = await admin.query(`select from app.data_job where state <> 'done'`);
      return left.rowCount === 0;
    });
  });

  it('does them itself while there is no Redis', async () => {
    const [id] = await exportsOf('buyer', 1);
    await startWorker('redis://127.0.0.1:1');
    await until('the export is done', () => isDone(id));
    expect(await job(id)).toMatchObject({ attempts: 1 });
  });
});
