// Throw-away Postgres and Redis for tests: in memory, nothing flushed, gone afterwards. Whoever tests what outlives a
// crash asks for a durable one: on disk, and flushed as in production.
import crypto from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle } from '../build-node.mjs';
import { startPostgres } from '../database/embedded-postgres.mjs';
import { provisionDatabase, urlAs, urlOfDatabase } from '../database/provision.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { startRedis } from '../redis/embedded-redis.mjs';

export const TEMPLATE = 'countersign_template';

const carelessSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 300,
  shared_buffers: '128MB',
};

const durableSettings = { max_connections: 300 };

function throwAwayFolder(durable) {
  const memory = '/dev/shm';
  const inMemory = !durable && fs.existsSync(memory);
  const folder = fs.mkdtempSync(path.join(inMemory ? memory : os.tmpdir(), 'countersign-test-'));
  fs.chmodSync(folder, 0o711); // PostgreSQL's own user must come through when root runs the tests
  return folder;
}

/** From the sources as they are now, and alone: a test of one feature does not wait for the others to compile. */
async function bundleMigrate() {
  const folder = path.join(root, 'tmp', `migrate-${process.pid}`);
  await bundle({ migrate: 'apps/api/src/migrate.ts' }, folder);
  return folder;
}

async function migrateTemplate(superuserUrl, ownerPassword) {
  const folder = await bundleMigrate();
  try {
    const url = urlAs(urlOfDatabase(superuserUrl, TEMPLATE), 'cs_owner', ownerPassword);
    const program = path.join(folder, 'migrate.mjs');
    const env = { ...process.env, DATABASE_OWNER_URL: url, NODE_ENV: 'production' };
    const result = spawnSync(process.execPath, ['--enable-source-maps', program, 'up'], {
      env,
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Problem(`The migrations fail:\n${result.stdout}${result.stderr}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function startTestRedis(folder) {
  if (process.env.REDIS_URL) {
    return { url: process.env.REDIS_URL, name: 'the Redis of REDIS_URL', stop: () => Promise.resolve() };
  }
  const redis = await startRedis({
    dataFolder: path.join(folder, 'redis'),
    logFile: path.join(folder, 'redis.log'),
    usualPort: 0,
  });
  return { ...redis, name: 'embedded Redis' };
}

/** A server that can be cut off in the middle of everything and is there again at the same address. */
async function startTestPostgres(folder, settings) {
  const start = (usualPort) =>
    startPostgres({ dataFolder: folder, logFile: path.join(folder, 'postgres.log'), usualPort, settings });
  let postgres = await start(0);
  const { port, superuserUrl } = postgres;
  const restartAtOnce = async () => {
    await postgres.breakOff();
    postgres = await start(port);
    if (postgres.port !== port) throw new Problem(`Somebody else took port ${port} of PostgreSQL.`);
  };
  return { port, superuserUrl, restartAtOnce, stop: () => postgres.stop() };
}

async function prepareTemplate(postgres) {
  const ownerPassword = crypto.randomBytes(16).toString('hex');
  const appPassword = crypto.randomBytes(16).toString('hex');
  const superuserUrl = postgres.superuserUrl();
  await provisionDatabase({ superuserUrl, database: TEMPLATE, ownerPassword, appPassword });
  await migrateTemplate(superuserUrl, ownerPassword);
  return { superuserUrl, ownerPassword, appPassword };
}

const environmentOf = (template, redis) => ({
  TEST_DATABASE_ADMIN_URL: template.superuserUrl,
  TEST_DATABASE_TEMPLATE: TEMPLATE,
  TEST_OWNER_PASSWORD: template.ownerPassword,
  TEST_APP_PASSWORD: template.appPassword,
  TEST_REDIS_URL: redis.url,
});

/**
 * @returns {Promise<{ env: Record<string, string>, summary: string, folder: string, restartPostgres(): Promise<void>, stop(): Promise<void> }>}
 *   `env` is what `createTestDatabase` reads.
 */
export async function startTestServices({ durable = false } = {}) {
  const folder = throwAwayFolder(durable);
  const stops = [];
  const stop = async () => {
    for (const stopOne of stops.reverse()) await stopOne();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const postgres = await startTestPostgres(folder, durable ? durableSettings : carelessSettings);
    stops.push(postgres.stop);
    const redis = await startTestRedis(folder);
    stops.push(redis.stop);
    const template = await prepareTemplate(postgres);
    return {
      env: environmentOf(template, redis),
      folder,
      restartPostgres: postgres.restartAtOnce,
      summary: `Tests run on embedded PostgreSQL (port ${postgres.port}) and ${redis.name}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
