import fs from 'node:fs';
import path from 'node:path';
import { buildStale } from '../builds.mjs';
import { lastLines, Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { forgetRuntime, openDataFolder } from './data-folder.mjs';
import { signIns } from './demonstration.mjs';
import { greeting } from './greeting.mjs';
import { metricsOfWorker, prepareDatabase, remember } from './prepare.mjs';
import { apiProgram } from './programs.mjs';
import { runUntilStopped } from './run-until-stopped.mjs';
import { startServices } from './services.mjs';
import { setUpNotice } from './set-up-notice.mjs';
import { readSettings } from './settings.mjs';
import { logFileOf, supervise } from './supervisor.mjs';

const PATIENCE_MS = 90_000;
const tell = (line) => process.stdout.write(`${line}\n`);

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

async function launch(stops) {
  const { folder, unlock } = await openDataFolder();
  stops.push(() => unlock());
  const settings = await readSettings();
  await buildStale(['portal', 'api', 'worker'], { logFile: logFileOf(folder, 'build'), tell });
  const services = await startServices({ settings, folder, stops, tell });
  tell(`Database: ${services.database.kind}. Redis: ${services.redis.kind}. Data: ${folder}`);
  const env = {
    ...(await prepareDatabase({ settings, folder, services, tell })),
    PORTAL_DIR: path.join(root, 'dist/apps/portal/browser'),
    PORTAL_KEPT_DIR: path.join(folder, 'portal'),
  };
  const notice = setUpNotice({ folder, tell });
  stops.push(() => notice.forget());
  const programs = startPrograms({ folder, env, stops, onMessage: notice.hear });
  stops.push(() => forgetRuntime(folder));
  remember({ settings, folder, services, env });
  await untilReady(settings.port, programs);
  const demonstration = env.COUNTERSIGN_DEMO === '1';
  tell(greeting({ settings, services, folder, signIns: demonstration ? signIns(folder) : null }));
}

export const main = () => runUntilStopped(launch);
