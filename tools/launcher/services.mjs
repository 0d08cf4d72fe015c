// What api and worker stand on: database, Redis, inbox. Embedded ones are started here and kept running.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../database/embedded-postgres.mjs';
import { provisionDatabase, urlAs } from '../database/provision.mjs';
import { freePort, isListening, LOCAL } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { secretIn } from '../node/secret.mjs';
import { startRedis } from '../redis/embedded-redis.mjs';
import { logFileOf, supervise } from './supervisor.mjs';

const DATABASE = 'countersign';
const USUAL_SMTP_PORT = 2525;
const USUAL_INBOX_PORT = 8025;
const CHECK_MS = 5_000;
const inboxProgram = fileURLToPath(new URL('../inbox/server.mjs', import.meta.url));

/** Looks every few seconds whether a server still answers, and starts it again where it was when it does not. */
function keepRunning({ name, start, tell }, first) {
  let current = first;
  let restarting = Promise.resolve();
  const check = async () => {
    if (await isListening(current.port)) return;
    tell(`${name} stopped and starts again`);
    current = await start(current.port);
  };
  const timer = setInterval(() => {
    restarting = restarting.then(check).catch((error) => tell(`${name}: ${error.message}`));
  }, CHECK_MS);
  return async () => {
    clearInterval(timer);
    await restarting;
    await current.stop();
  };
}

async function embeddedDatabase({ folder, tell }) {
  const logFile = logFileOf(folder, 'postgres');
  const start = (usualPort) => startPostgres({ dataFolder: folder, logFile, usualPort });
  const postgres = await start();
  const stop = keepRunning({ name: 'PostgreSQL', start, tell }, postgres);
  const ownerPassword = secretIn(path.join(folder, 'owner-password'));
  const appPassword = secretIn(path.join(folder, 'app-password'));
  const superuserUrl = postgres.superuserUrl();
  try {
    await provisionDatabase({ superuserUrl, database: DATABASE, ownerPassword, appPassword });
  } catch (error) {
    await stop();
    throw error;
  }
  const url = postgres.superuserUrl(DATABASE);
  return {
    kind: postgres.adopted ? 'embedded, was still running' : 'embedded',
    appUrl: urlAs(url, 'cs_app', appPassword),
    ownerUrl: urlAs(url, 'cs_owner', ownerPassword),
    stop,
  };
}

async function embeddedRedis({ folder, tell }) {
  const logFile = logFileOf(folder, 'redis');
  const password = secretIn(path.join(folder, 'redis-password'));
  const dataFolder = path.join(folder, 'redis');
  const start = (usualPort) => startRedis({ dataFolder, logFile, usualPort, password });
  const redis = await start();
  return { kind: 'embedded', url: redis.url, stop: keepRunning({ name: 'Redis', start, tell }, redis) };
}

async function localInbox({ folder, tell }) {
  const smtpPort = await freePort(USUAL_SMTP_PORT);
  const httpPort = await freePort(USUAL_INBOX_PORT);
  const inbox = supervise({
    name: 'Inbox',
    program: inboxProgram,
    args: [String(smtpPort), String(httpPort), path.join(folder, 'inbox')],
    env: { PATH: process.env.PATH, TZ: process.env.TZ },
    logFile: logFileOf(folder, 'inbox'),
    tell,
  });
  for (let waited = 0; !(await isListening(httpPort)); waited += 50) {
    if (waited > 20_000 || inbox.deaths > 2) {
      await inbox.stop();
      throw new Problem('The local inbox does not start.', inbox.logFile);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    smtpUrl: `smtp://${LOCAL}:${smtpPort}`,
    inboxUrl: `http://${LOCAL}:${httpPort}`,
    stop: inbox.stop,
  };
}

const outside = () => Promise.resolve();

/** Database and Redis of a data folder alone, for a program that runs while the product does not. */
export async function startStores({ folder, stops, tell }) {
  const database = await embeddedDatabase({ folder, tell });
  stops.push(database.stop);
  const redis = await embeddedRedis({ folder, tell });
  stops.push(redis.stop);
  return { database, redis };
}

/** Adds a stop function to `stops` for each that was started, last started first stopped. */
export async function startServices({ settings, folder, stops, tell }) {
  const context = { folder, tell };
  const database = settings.database
    ? { kind: 'DATABASE_URL', ...settings.database, stop: outside }
    : await embeddedDatabase(context);
  stops.push(database.stop);
  const redis = settings.redisUrl
    ? { kind: 'REDIS_URL', url: settings.redisUrl, stop: outside }
    : await embeddedRedis(context);
  stops.push(redis.stop);
  const mayBeDemonstration = settings.demonstration !== 'never';
  const inbox =
    settings.smtpUrl && !mayBeDemonstration
      ? { smtpUrl: settings.smtpUrl, inboxUrl: null, stop: outside }
      : await localInbox(context);
  stops.push(inbox.stop);
  return { database, redis, inbox };
}
