import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import { verifyAudit } from '@countersign/audit';
import { Members, Organisations } from '@countersign/identity';
import {
  Config,
  FileStore,
  KeyRing,
  PeriodicTasks,
  migrateUp,
  refuseForeignFiles,
} from '@countersign/platform';
import { createHttpApplication } from '@countersign/server';

jest.setTimeout(120_000);

const clusterProgram = join(__dirname, '../../../tools/testing/cluster-process.mjs');
const keys = new KeyRing([{ id: '1', secret: Buffer.alloc(32, 1) }]);

interface Cluster {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  stop(): Promise<void>;
}

async function startCluster(folder: string): Promise<Cluster> {
  const child = fork(clusterProgram, [folder], { execArgv: [] });
  const gone = once(child, 'exit');
  const [urls] = (await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error('The cluster does not start.'))),
  ])) as [Omit<Cluster, 'stop'>];
  return {
    ...urls,
    stop: async () => {
      child.disconnect();
      await gone;
    },
  };
}

async function asAdmin<T>(cluster: Cluster, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: cluster.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every table of the product with its number of rows. */
async function rowCounts(cluster: Cluster): Promise<Record<string, number>> {
  return asAdmin(cluster, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ rows: number }>(
        `select count(*)::int as rows from app."${name}"`,
      );
      counts[name] = rows[0]?.rows ?? -1;
    }
    return counts;
  });
}

/** What `docs/operations/backup.md` tells to do with `npm start`: stop, copy the folder as a whole, start the copy. */
describe('A copy of the data folder', () => {
  let place: string;
  let storageKey: string;
  let original: Record<string, number>;
  let restored: Cluster;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'countersign-restore-'));
    // PostgreSQL's own user must pass through, as in a data folder that the launcher made.
    await chmod(place, 0o711);
    const folder = join(place, 'data');
    await mkdir(folder, { mode: 0o711 });
    const cluster = await startCluster(folder);
    await migrateUp({ ownerUrl: cluster.ownerUrl, migrations });
    storageKey = await workIn(cluster, join(folder, 'files'));
    original = await rowCounts(cluster);
    await cluster.stop();
    const copy = join(place, 'copy');
    await promisify(execFile)('cp', ['-a', folder, copy]);
    await rm(folder, { recursive: true });
    restored = await startCluster(copy);
  });

  afterAll(async () => {
    await restored.stop();
    await rm(place, { recursive: true, force: true });
  });

  function configOf(cluster: Cluster, filesFolder: string): Config {
    return new Config({
      databaseUrl: cluster.appUrl,
      databaseConnections: 3,
      // Nothing here needs the queue.
      redisUrl: 'redis://127.0.0.1:1',
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      port: 0,
      trustedProxies: [],
      allowedPrivateHosts: [],
      portalFolder: null,
      portalKeptFolder: null,
      files: { kind: 'folder', folder: filesFolder },
      maximumFileBytes: 1024,
      maximumOrganisationBytes: 1024 ** 3,
      keys,
      smtpUrl: null,
      inboxUrl: null,
      logLevel: 'silent',
      metricsPort: null,
      metricsHost: '127.0.0.1',
      workerProbeFile: null,
      stubLanguage: false,
    });
  }

  /** Two organisations with members, one file, and a sealed trail. */
  async function workIn(cluster: Cluster, filesFolder: string): Promise<string> {
    await refuseForeignFiles(configOf(cluster, filesFolder));
    const app = await createHttpApplication(configOf(cluster, filesFolder));
    await app.init();
    for (const slug of ['alpha', 'beta']) {
      const { id } = await app.get(Organisations).createOrganisation({ name: slug, slug, timeZone: 'UTC' });
      const member = { organisationId: id, name: 'Kim', email: `kim@${slug}.example`, roles: [] };
      await app.get(Members).createMember({ ...member, password: 'amber quay lantern thirteen' });
    }
    const stored = await app.get(FileStore).put(Readable.from('evidence'), { maximumBytes: 1024 });
    const sealing = app.get(PeriodicTasks).all.find(({ name }) => name.includes('seal'));
    await sealing?.run(new AbortController().signal);
    await app.close();
    return stored.key;
  }

  it('holds every row of every table', async () => {
    expect(await rowCounts(restored)).toEqual(original);
    expect(original).toMatchObject({ organisation: 2, member: 2, audit_event: 4, audit_seal: 4 });
  });

  it('holds a trail whose seal is whole, and says so of no other', async () => {
    const verify = () => verifyAudit({ databaseUrl: restored.appUrl, keys, head: null });
    expect(await verify()).toMatchObject([
      { slug: 'alpha', sealed: 2, waiting: 0, fault: null },
      { slug: 'beta', sealed: 2, waiting: 0, fault: null },
    ]);
    await asAdmin(restored, async (client) => {
      await client.query('set session_replication_role = replica');
      await client.query(
        `delete from app.audit_event where what = 'member.created' and after ->> 'email' like '%beta%'`,
      );
    });
    expect(await verify()).toMatchObject([{ fault: null }, { fault: { kind: 'missing', sealNo: 2 } }]);
  });

  it('holds the files', async () => {
    const app = await createHttpApplication(configOf(restored, join(place, 'copy', 'files')));
    await app.init();
    expect(await text(await app.get(FileStore).open(storageKey))).toBe('evidence');
    await app.close();
  });
});
