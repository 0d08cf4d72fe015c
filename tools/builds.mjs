// Builds what is missing or stale, through Nx and its cache. Knows by a hash over the sources, so that
// nothing is started when nothing changed.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { lastLines, Problem } from './node/problem.mjs';
import { buildOfSources } from './node/build-of-sources.mjs';
import { root } from './node/root.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'libs/domain/src'];
const notOfTheServer = ['api-types', 'testing'];
const server = [
  ...shared,
  'tsconfig.node.json',
  'tools/build-node.mjs',
  'tools/node/write-bundle.mjs',
  'migrations',
  ...fs
    .readdirSync(path.join(root, 'libs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notOfTheServer.includes(entry.name))
    .map(({ name }) => `libs/${name}/src`),
];

/** What each app is made of, and the file that proves that it was made. */
const apps = {
  api: { sources: [...server, 'apps/api'], result: 'dist/apps/api/main.mjs' },
  worker: { sources: [...server, 'apps/worker'], result: 'dist/apps/worker/main.mjs' },
  portal: {
    sources: [
      ...shared,
      'libs/api-types/src',
      'libs/content/src/texts',
      'libs/content/src/stub-language.ts',
      'tools/one-portal.mjs',
      'tools/portal-texts.mjs',
      'tools/precompress.mjs',
      'tools/texts',
      'apps/portal',
    ],
    result: 'dist/apps/portal/browser/index.html',
  },
};

export const sourcesOf = (app) => apps[app].sources;

function filesIn(source) {
  const full = path.join(root, source);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return [source];
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function hashOf(app) {
  const hash = crypto.createHash('sha256');
  // api and worker say of which commit they are
  if (app !== 'portal') hash.update(JSON.stringify(buildOfSources()));
  for (const file of apps[app].sources.flatMap(filesIn)) {
    const content = crypto
      .createHash('sha256')
      .update(fs.readFileSync(path.join(root, file)))
      .digest('hex');
    hash.update(`${file}\n${content}\n`);
  }
  return hash.digest('hex');
}

const stampOf = (app) => path.join(root, 'dist/stamps', app);

function isCurrent(app, hash) {
  if (!fs.existsSync(path.join(root, apps[app].result)) || !fs.existsSync(stampOf(app))) return false;
  return fs.readFileSync(stampOf(app), 'utf8') === hash;
}

function runNx(command, logFile) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, 'w', 0o600);
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const child = spawn(process.execPath, [nx, ...command], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      NODE_ENV: 'production',
    },
  });
  fs.closeSync(log);
  const end = () => child.kill();
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code);
    });
  });
}

const usualLogFile = path.join(root, 'tmp/build.log');

/**
 * @param {Array<'api' | 'worker' | 'portal'>} wanted
 * @param {{ logFile?: string, tell?: (line: string) => void }} [options]
 */
export async function buildStale(wanted, { logFile = usualLogFile, tell = () => {} } = {}) {
  for (const app of wanted) {
    const hash = hashOf(app);
    if (isCurrent(app, hash)) continue;
    tell(`Building ${app} …`);
    // one after another, so that the end of the log is what went wrong
    if ((await runNx(['run', `${app}:build`, '--outputStyle=static'], logFile)) !== 0) {
      throw new Problem(`Building ${app} failed.\n${lastLines(logFile, { count: 40 })}`, logFile);
    }
    fs.mkdirSync(path.dirname(stampOf(app)), { recursive: true });
    fs.writeFileSync(stampOf(app), hash);
  }
}
