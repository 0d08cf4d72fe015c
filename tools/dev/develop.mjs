// npm run dev: the product from its sources. Saves are built at once; what cannot be built changes nothing.
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { forgetRuntime, openDataFolder } from '../launcher/data-folder.mjs';
import { signIns } from '../launcher/demonstration.mjs';
import { greeting } from '../launcher/greeting.mjs';
import { metricsOfWorker, prepareDatabase, remember } from '../launcher/prepare.mjs';
import { runOrRefuse } from '../launcher/programs.mjs';
import { runUntilStopped } from '../launcher/run-until-stopped.mjs';
import { startServices } from '../launcher/services.mjs';
import { setUpNotice } from '../launcher/set-up-notice.mjs';
import { readSettings } from '../launcher/settings.mjs';
import { logFileOf } from '../launcher/supervisor.mjs';
import { sourcesOf } from '../builds.mjs';
import { freePort } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { startFront } from './front.mjs';
import { liveProgram } from './live-program.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { startPortal } from './portal.mjs';
import { serverBuild } from './server-build.mjs';
import { watchSources } from './sources.mjs';

const INSPECT_AT = { api: 9229, worker: 9230 };
const ofTheRepository = (file) => path.relative(root, file).split(path.sep).join('/');
const time = () => new Date().toTimeString().slice(0, 8);
const plain = process.stdout.isTTY ? (text) => text : stripVTControlCharacters;
const tell = (line) => process.stdout.write(`${plain(line)}\n`);
const tellNow = (line) => tell(`${time()} ${line}`);

function wantsInspector(args) {
  const unknown = args.find((arg) => arg !== '--inspect');
  if (unknown) {
    throw new Problem(
      `There is no "${unknown}". Say npm run dev, or npm run dev -- --inspect for debuggers.`,
    );
  }
  return args.includes('--inspect');
}

function livePrograms({ folder, env, compiled, front, onMessage, inspect }) {
  const ownEnv = {
    ...env,
    DATABASE_OWNER_URL: undefined, // for migrations and the demonstration; api and worker never see it
    PORTAL_DIR: undefined,
    NODE_COMPILE_CACHE: compiled,
  };
  const shared = (name) => ({
    name,
    logFile: logFileOf(folder, name),
    tell: tellNow,
    onMessage,
    inspectAt: inspect ? INSPECT_AT[name] : null,
  });
  return {
    api: liveProgram({
      ...shared('api'),
      env: ownEnv,
      settings: async () => ({ PORT: String(await freePort()) }),
      serves: ({ listening }) => (listening ? Number(new URL(listening).port) : null),
      took: (port) => front.serveApiAt(port),
    }),
    worker: liveProgram({
      ...shared('worker'),
      env: { ...ownEnv, ...metricsOfWorker(env) },
      serves: ({ working }) => working ?? null,
    }),
  };
}

const foldersOf = (sources) =>
  sources.map((source) => path.join(root, source)).filter((source) => fs.statSync(source).isDirectory());

const isMigration = (file) => ofTheRepository(file).startsWith('migrations/');

const ofPortal = foldersOf(sourcesOf('portal'));
const isOfPortal = (file) => ofPortal.some((folder) => file.startsWith(folder + path.sep));

/** Puts what was saved into service: the schema, then the api, then the worker, each where it differs. */
function servingOf({ build, buildSetUp, programs, portal, env, folder, served }) {
  const logFile = logFileOf(folder, 'setup');

  async function replace(name, wanted, from) {
    if (served[name] === wanted.digest) return;
    if (!(await programs[name].replace(wanted))) return;
    served[name] = wanted.digest;
    tellNow(`${name}: new after ${Math.round(performance.now() - from)} ms`);
  }

  return async function serve(files) {
    const from = performance.now();
    try {
      const built = await build(files);
      if (files.some(isMigration)) {
        const sentence = 'The migration does not run; the former programs go on.';
        await runOrRefuse('migrate', ['up'], { env, logFile, sentence, programs: await buildSetUp() });
        tellNow('database: at the schema of the sources');
      }
      if (served.api === built.api.digest && served.worker === built.worker.digest) {
        tellNow('api, worker: the same program as before');
      }
      await replace('api', built.api, from);
      // somebody waits for the page, and nobody for the worker
      if (files.some(isOfPortal)) await portal.untilBuilt(from);
      await replace('worker', built.worker, from);
    } catch (error) {
      tellNow(
        `api, worker: not built; the former ones go on\n${error instanceof Problem ? error.message : error.stack}`,
      );
    } finally {
      for (const program of Object.values(programs)) program.getReady();
    }
  };
}

function tellSaved(files) {
  const names = files.map(ofTheRepository);
  tellNow(`saved ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`);
}

async function launch(stops) {
  const inspect = wantsInspector(process.argv.slice(2));
  const { folder, unlock } = await openDataFolder();
  stops.push(() => unlock());
  const settings = await readSettings();
  const { build, buildSetUp, compiled, clear } = serverBuild();
  stops.push(clear);
  await build();
  const portalPort = await freePort();
  const portal = startPortal({ port: portalPort, tell: tellNow });
  stops.push(portal.stop);
  const services = await startServices({ settings, folder, stops, tell });
  tell(`Database: ${services.database.kind}. Redis: ${services.redis.kind}. Data: ${folder}`);
  const env = await prepareDatabase({ settings, folder, services, tell, programs: await buildSetUp() });
  if (env.FILES_DIR) fs.mkdirSync(env.FILES_DIR, { recursive: true, mode: 0o700 });
  const notice = setUpNotice({ folder, tell });
  stops.push(() => notice.forget());
  const front = await startFront({ port: settings.port, portalPort });
  stops.push(front.stop);
  const programs = livePrograms({ folder, env, compiled, front, onMessage: notice.hear, inspect });
  for (const program of Object.values(programs)) stops.push(program.stop);
  stops.push(() => forgetRuntime(folder));
  remember({ settings, folder, services, env });
  const serve = oneAtATime(servingOf({ build, buildSetUp, programs, portal, env, folder, served: {} }));
  await serve([]);
  await portal.untilReady();
  const watched = foldersOf([...new Set([...sourcesOf('api'), ...sourcesOf('worker')])]);
  stops.push(
    watchSources(watched, (files) => {
      tellSaved(files);
      void serve(files);
    }),
  );
  tell('Sources are watched: what you save is built and served.');
  const demonstration = env.COUNTERSIGN_DEMO === '1';
  tell(greeting({ settings, services, folder, signIns: demonstration ? signIns(folder) : null }));
  portal.checkTypes();
}

export const main = () => runUntilStopped(launch);
