// The installation: database, pooler, Redis, files, mail server, two workers, two api, proxy. Each is a process of its own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { postgresUser } from '../database/postgres-binaries.mjs';
import { withClient } from '../database/provision.mjs';
import { apiProgram, runOrRefuse } from '../launcher/programs.mjs';
import { freePort, isListening, LOCAL } from '../node/ports.mjs';
import { root } from '../node/root.mjs';
import { keysIn, secretIn } from '../node/secret.mjs';
import { REQUEST_HEADER } from './browser.mjs';
import { openFiles } from './files.mjs';
import { startMailSink } from './mail-sink.mjs';
import { poolerVersion } from './packages.mjs';
import { Program } from './program.mjs';
import { poolerSettings, poolMode, proxySettings, redisSettings } from './settings.mjs';

/** Sends of one worker at once, and how long one may hold a mail: short, so that a killed worker's mails come back soon. */
export const MAIL = { concurrency: 5, leaseSeconds: 10 };
const CONNECTIONS = 8;
const program = (file) => path.join(root, 'tools/scale-check', file);

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Several at once, none twice. */
async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

function makeFolder(user) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-scale-'));
  fs.chmodSync(folder, 0o755); // the servers run as a user of their own where root starts the check
  for (const name of ['logs', 'run', 'portal']) fs.mkdirSync(path.join(folder, name));
  const run = path.join(folder, 'run');
  fs.mkdirSync(path.join(run, 'logs'));
  for (const own of [run, path.join(run, 'logs')]) {
    if (user.as.uid !== undefined) fs.chownSync(own, user.as.uid, user.as.gid);
  }
  return folder;
}

/** For a server that runs as the unprivileged user. */
function writeFor(user, file, text) {
  fs.writeFileSync(file, text, { mode: 0o600 });
  if (user.as.uid !== undefined) fs.chownSync(file, user.as.uid, user.as.gid);
}

export class Installation {
  /** @type {Program[]} */
  #programs = [];
  #stops = [];
  #user = postgresUser();
  #redisUrl = '';
  #pooled = '';
  folder = makeFolder(this.#user);

  constructor({ packages, filesKind, tell }) {
    this.packages = packages;
    this.filesKind = filesKind;
    this.tell = tell;
  }

  async start() {
    const [database, redis, pooler, proxy, ...rest] = await freePorts(8);
    this.ports = { database, redis, pooler, proxy, api: rest.slice(0, 2), files: rest[2] };
    await this.#startDatabase();
    await this.#startRedis();
    await this.#startPooler();
    this.files = await openFiles({
      kind: this.filesKind,
      folder: this.folder,
      port: this.ports.files,
      add: this.#add,
    });
    this.sink = await startMailSink();
    this.#stops.push(this.sink.stop);
    await this.#migrate();
    await this.#startProduct();
    await this.#startProxy();
  }

  get proxyLog() {
    return path.join(this.folder, 'run/proxied.log');
  }

  get publicUrl() {
    return `http://localhost:${this.ports.proxy}`;
  }

  /** For programs that run once, and for api and worker. */
  get env() {
    return {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: this.#pooled,
      DATABASE_CONNECTIONS: String(CONNECTIONS),
      REDIS_URL: this.#redisUrl,
      PUBLIC_URL: this.publicUrl,
      SMTP_URL: this.sink.url,
      TRUSTED_PROXIES: LOCAL,
      COUNTERSIGN_KEYS_FILE: keysIn(path.join(this.folder, 'keys')),
      COUNTERSIGN_MAIL_CONCURRENCY: String(MAIL.concurrency),
      COUNTERSIGN_MAIL_LEASE_SECONDS: String(MAIL.leaseSeconds),
      ...this.files.env,
    };
  }

  /** What is restarted together. */
  get machines() {
    return this.apis.map((api, index) => ({
      name: `machine ${index + 1}`,
      programs: [api, this.workers[index]],
    }));
  }

  /** Behind the product's back. */
  asAdmin(work) {
    return withClient(this.addresses.adminUrl, work);
  }

  /** A server that died although nobody killed it. */
  get diedByThemselves() {
    return this.#programs.filter(({ diedByItself }) => diedByItself).map(({ name }) => name);
  }

  /** The last started is stopped first. */
  async stop() {
    for (const one of this.#programs.reverse()) await one.stop();
    for (const stop of this.#stops.reverse()) await stop();
  }

  forget() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  async restartDatabase() {
    await this.database.stop();
    await this.database.start();
  }

  #add = (task) => {
    const one = new Program({ logFile: path.join(this.folder, 'logs', `${task.name}.log`), ...task });
    this.#programs.push(one);
    return one;
  };

  async #startDatabase() {
    this.database = this.#add({
      name: 'postgres',
      node: program('cluster.mjs'),
      args: [this.folder, String(this.ports.database)],
      isReady: (said) => {
        if (said.appUrl) this.addresses = said;
        return said.appUrl !== undefined;
      },
    });
    await this.database.start();
  }

  async #startRedis() {
    const { redis: port } = this.ports;
    const password = secretIn(path.join(this.folder, 'redis-password'));
    const file = path.join(this.folder, 'run/redis.conf');
    writeFor(this.#user, file, redisSettings({ folder: path.join(this.folder, 'run'), port, password }));
    this.#redisUrl = `redis://:${password}@${LOCAL}:${port}`;
    this.redis = this.#add({
      name: 'redis',
      command: this.packages['redis-server'],
      args: [file],
      as: this.#user.as,
      isReady: () => isListening(port),
    });
    await this.redis.start();
  }

  async #startPooler() {
    const { pooler: port } = this.ports;
    const run = path.join(this.folder, 'run');
    const version = poolerVersion(this.packages.pgbouncer);
    const mode = poolMode(version);
    const { username, password } = new URL(this.addresses.appUrl);
    writeFor(this.#user, path.join(run, 'pooler-users.txt'), `"${username}" "${password}"\n`);
    const settings = { folder: run, port, database: this.addresses.adminUrl, mode };
    writeFor(this.#user, path.join(run, 'pgbouncer.ini'), poolerSettings(settings));
    this.pooler = this.#add({
      name: 'pgbouncer',
      command: this.packages.pgbouncer,
      args: ['-q', path.join(run, 'pgbouncer.ini')],
      as: this.#user.as,
      isReady: () => isListening(port),
    });
    await this.pooler.start();
    const pooled = new URL(this.addresses.appUrl);
    pooled.port = String(port);
    this.#pooled = pooled.toString();
    this.tell(`PgBouncer ${version.join('.')} pools by ${mode}.`);
  }

  async #migrate() {
    const logFile = path.join(this.folder, 'logs/migrate.log');
    const env = { ...this.env, DATABASE_OWNER_URL: this.addresses.ownerUrl };
    await runOrRefuse('migrate', ['up'], { env, logFile, sentence: 'The database could not be migrated.' });
  }

  async #startProduct() {
    this.apis = this.ports.api.map((port, index) =>
      this.#add({
        name: `api-${index + 1}`,
        node: apiProgram('main'),
        env: {
          ...this.env,
          PORT: String(port),
          PORTAL_DIR: path.join(root, 'dist/apps/portal/browser'),
          PORTAL_KEPT_DIR: path.join(this.folder, 'portal'),
        },
        isReady: () => answers(`http://${LOCAL}:${port}/api/health/ready`),
      }),
    );
    this.workers = [1, 2].map((number) =>
      this.#add({
        name: `worker-${number}`,
        node: path.join(root, 'dist/apps/worker/main.mjs'),
        env: this.env,
        isReady: (said) => said.working === true,
      }),
    );
    await Promise.all([...this.apis, ...this.workers].map((one) => one.start()));
  }

  async #startProxy() {
    const run = path.join(this.folder, 'run');
    const { proxy: port, api: apiPorts } = this.ports;
    const file = path.join(run, 'nginx.conf');
    writeFor(this.#user, file, proxySettings({ folder: run, port, apiPorts, requestHeader: REQUEST_HEADER }));
    this.proxy = this.#add({
      name: 'nginx',
      command: this.packages.nginx,
      args: ['-c', file, '-e', path.join(run, 'logs/nginx.log')],
      as: this.#user.as,
      isReady: () => isListening(port),
    });
    await this.proxy.start();
  }
}
