import fs from 'node:fs';
import path from 'node:path';
import { buildStale } from '../builds.mjs';
import { withoutDecidedSecrets } from '../node/environment-secret.mjs';
import { failWith, lastLines, Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { keysIn } from '../node/secret.mjs';
import { forgetRuntime, openDataFolder, writeRuntime } from './data-folder.mjs';
import { prepareDemonstration, signIns } from './demonstration.mjs';
import { greeting } from './greeting.mjs';
import { apiProgram, runOrRefuse } from './programs.mjs';
import { filesFolderOf } from './files-folder.mjs';
import { startServices } from './services.mjs';
import { setUpNotice } from './set-up-notice.mjs';
import { readSettings } from './settings.mjs';
import { logFileOf, supervise } from './supervisor.mjs';

const PATIENCE_MS = 90_000;
const tell = (line) => process.stdout.write(`${line}\n`);

function environmentOf({ settings, folder, services }) {
  return withoutDecidedSecrets({
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: services.database.appUrl,
    REDIS_URL: services.redis.url,
    SMTP_URL: services.inbox.smtpUrl,
    INBOX_URL: services.inbox.inboxUrl ?? '',
    PUBLIC_URL: settings.publicUrl,
    PORT: String(settings.port),
    PORTAL_DIR: path.join(root, 'dist/apps/portal/browser'),
    PORTAL_KEPT_DIR: path.join(folder, 'portal'),
    FILES_DIR: filesFolderOf(folder),
    COUNTERSIGN_DATA: folder,
    COUNTERSIGN_KEYS_FILE: process.env.COUNTERSIGN_KEYS_FILE || keysIn(path.join(folder, 'keys')),
    COUNTERSIGN_DEMO: '0',
  });
}

/** The environment of api and worker, once the schema and the demonstration are there. */
async function prepareDatabase({ settings, folder, services }) {
  const logFile = logFileOf(folder, 'setup');
  const env = {
    ...environmentOf({ settings, folder, services }),
    DATABASE_OWNER_URL: services.database.ownerUrl,
  };
  const sentence = 'The database could not be brought to the schema of this version.';
  await runOrRefuse('migrate', ['up'], { env, logFile, sentence });
  const demonstration = await prepareDemonstration({ settings, folder, env, logFile, tell });
  if (demonstration && !services.inbox.inboxUrl) {
    throw new Problem(
      'This database holds the demonstration, whose mail goes to the local inbox only. Start with COUNTERSIGN_DEMO=1, or without SMTP_URL.',
    );
  }
  if (demonstration) return { ...env, COUNTERSIGN_DEMO: '1', SMTP_URL: services.inbox.smtpUrl };
  return { ...env, SMTP_URL: settings.smtpUrl ?? services.inbox.smtpUrl };
}

async function isReady(port) {
  try {
    const signal = AbortSignal.timeout(3_000);
    const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function untilReady(port, programs) {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isReady(port));) {
    const dead = programs.find(({ deaths }) => deaths >= 3);
    if (dead) {
      throw new Problem(`${dead.name} does not start.\n${lastLines(dead.logFile)}`, dead.logFile);
    }
    if (Date.now() > deadline) {
      throw new Problem(`Countersign is not ready after ${PATIENCE_MS / 1000} seconds.`, programs[0].logFile);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Two programs on one machine need a port each. */
function metricsOfWorker({ METRICS_PORT }) {
  return METRICS_PORT ? { METRICS_PORT: String(Number(METRICS_PORT) + 1) } : {};
}

function startPrograms({ folder, env, stops, onMessage }) {
  if (env.FILES_DIR) fs.mkdirSync(env.FILES_DIR, { recursive: true, mode: 0o700 });
  // the owner's address is for migrations and the demonstration; api and worker never see it
  const ownEnv = { ...env, DATABASE_OWNER_URL: undefined };
  const program = (name, file, ownSettings = {}) =>
    supervise({
      name,
      program: file,
      env: { ...ownEnv, ...ownSettings },
      logFile: logFileOf(folder, name),
      tell,
      onMessage,
    });
  const programs = [
    program('api', apiProgram('main')),
    program('worker', path.join(root, 'dist/apps/worker/main.mjs'), metricsOfWorker(env)),
  ];
  stops.push(() => Promise.all(programs.map(({ stop }) => stop())));
  return programs;
}

const remembered = [
  [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'REDIS_URL',
    'SMTP_URL',
    'INBOX_URL',
    'PUBLIC_URL',
    'PORT',
    'NODE_ENV',
  ],
  ['FILES_DIR', 'FILES_S3_BUCKET', 'COUNTERSIGN_DATA', 'COUNTERSIGN_KEYS_FILE', 'COUNTERSIGN_DEMO'],
].flat();

/** For the other commands: what runs, and the environment in which to reach it. */
function remember({ settings, folder, services, env }) {
  const names = [...remembered, ...Object.keys(env).filter((name) => name.startsWith('FILES_S3_'))];
  writeRuntime(folder, {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    publicUrl: settings.publicUrl,
    inboxUrl: services.inbox.inboxUrl,
    demonstration: env.COUNTERSIGN_DEMO === '1',
    environment: Object.fromEntries(names.map((name) => [name, env[name] ?? ''])),
  });
}

async function launch(stops) {
  const { folder, unlock } = await openDataFolder();
  stops.push(() => unlock());
  const settings = await readSettings();
  await buildStale(['portal', 'api', 'worker'], { logFile: logFileOf(folder, 'build'), tell });
  const services = await startServices({ settings, folder, stops, tell });
  tell(`Database: ${services.database.kind}. Redis: ${services.redis.kind}. Data: ${folder}`);
  const env = await prepareDatabase({ settings, folder, services });
  const notice = setUpNotice({ folder, tell });
  stops.push(() => notice.forget());
  const programs = startPrograms({ folder, env, stops, onMessage: notice.hear });
  stops.push(() => forgetRuntime(folder));
  remember({ settings, folder, services, env });
  await untilReady(settings.port, programs);
  const demonstration = env.COUNTERSIGN_DEMO === '1';
  tell(greeting({ settings, services, folder, signIns: demonstration ? signIns(folder) : null }));
}

async function stopAll(stops) {
  while (stops.length > 0) {
    const stop = stops.pop();
    try {
      await stop();
    } catch (error) {
      failWith(error);
    }
  }
}

/** A signal to `npm start` ends npm and its shell and never arrives here: a new parent is all there is to see of it. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 500).unref();
}

export async function main() {
  const stops = [];
  let stopping = null;
  const stop = () => (stopping ??= stopAll(stops));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop().then(() => process.exit()));
  }
  // whoever forked it (the browser journeys) has ended
  if (process.channel) process.once('disconnect', () => stop().then(() => process.exit()));
  stopWithNpm(() => stop().then(() => process.exit()));
  try {
    await launch(stops);
  } catch (error) {
    if (stopping) return; // told to stop while starting: what fails then is no news
    failWith(error);
    await stop();
    process.exit();
  }
}
