// PostgreSQL from an npm package, for running and trying on one machine.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, isListening, LOCAL } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { secretIn } from '../node/secret.mjs';
import { clusterFolder } from './cluster-folder.mjs';
import { postgresBinaries, postgresUser } from './postgres-binaries.mjs';

const SUPERUSER = 'postgres';
const USUAL_PORT = 54329;

function runInitdb({ folder, passwordFile, binary, user }) {
  const options = [
    ['-D', folder, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    ['--locale-provider=builtin', '--locale=C.UTF-8', '--builtin-locale=C.UTF-8', '--no-instructions'],
  ].flat();
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const result = spawnSync(binary('initdb'), options, { ...user.as, cwd: folder, env, encoding: 'utf8' });
  if (result.status === 0) return;
  throw new Problem(
    `The database could not be created in ${folder}: ${(result.stderr || String(result.error)).trim()}`,
  );
}

/** Beside its place and then moved there: a start that was interrupted leaves no half a cluster. */
function initialise({ cluster, binary, user, password }) {
  const folder = `${cluster}.unfinished`;
  const passwordFile = `${cluster}.password`;
  for (const left of [folder, passwordFile]) fs.rmSync(left, { force: true, recursive: true });
  fs.mkdirSync(folder, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user.as.uid !== undefined) {
    for (const file of [folder, passwordFile]) fs.chownSync(file, user.as.uid, user.as.gid);
  }
  try {
    runInitdb({ folder, passwordFile, binary, user });
    fs.rmdirSync(cluster);
    fs.renameSync(folder, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** What postmaster.pid says; a killed server leaves it behind, still saying "ready". */
function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' };
  } catch {
    return null;
  }
}

export function urlOf({ user, password, port, database }) {
  return `postgres://${user}:${encodeURIComponent(password)}@${LOCAL}:${port}/${database}`;
}

async function servesCluster(port, password, cluster) {
  const connectionString = urlOf({ user: SUPERUSER, password, port, database: 'postgres' });
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('data_directory') as folder");
    return fs.realpathSync(rows[0].folder) === fs.realpathSync(cluster);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A server that outlived its supervisor (kill -9) goes on serving; a second one could not open its files. */
async function adopt(cluster, password) {
  const left = readPidFile(cluster);
  if (!left?.port || !(await isListening(left.port))) return null;
  return (await servesCluster(left.port, password, cluster)) ? { pid: left.pid, port: left.port } : null;
}

function spawnServer({ cluster, binary, user, logFile, settings }, port) {
  const fixed = {
    listen_addresses: LOCAL,
    unix_socket_directories: '',
    max_connections: 100,
    log_timezone: 'UTC',
  };
  const options = Object.entries({ ...fixed, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = fs.openSync(logFile, 'a', 0o600);
  // detached: Ctrl-C reaches the whole foreground group, and PostgreSQL must outlive api and worker
  const child = spawn(binary('postgres'), ['-D', cluster, '-p', String(port), ...options], {
    ...user.as,
    cwd: cluster,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  fs.closeSync(log);
  child.unref();
  return child;
}

async function becomesReady(child, cluster) {
  let gone = false;
  child.once('exit', () => (gone = true));
  child.once('error', () => (gone = true));
  for (;;) {
    const now = readPidFile(cluster);
    if (now?.pid === child.pid && now.ready) return true;
    if (gone) return false;
    await sleep(10);
  }
}

/** Tries again: the port may be taken in between, and a dying server still holds the cluster's lock for a moment. */
async function startServer(server, usualPort, password) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const running = await adopt(server.cluster, password);
    if (running) return { ...running, adopted: true };
    const port = await freePort(attempt < 3 ? usualPort : 0);
    const child = spawnServer(server, port);
    if (await becomesReady(child, server.cluster)) return { pid: child.pid, port, adopted: false };
    await sleep(300);
  }
  throw new Problem('The embedded PostgreSQL does not start.', server.logFile);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function stopServer({ pid, cluster }) {
  if (readPidFile(cluster)?.pid !== pid) return;
  // SIGINT is PostgreSQL's fast stop: it ends the sessions and writes everything down
  process.kill(pid, process.platform === 'win32' ? 'SIGTERM' : 'SIGINT');
  for (let waited = 0; waited < 30_000 && isAlive(pid); waited += 25) {
    if (readPidFile(cluster)?.pid !== pid) return;
    await sleep(25);
  }
}

/** PostgreSQL's immediate stop, as if the power went: nothing is written down, the next start reads the journal. */
async function breakOffServer({ pid, logFile }) {
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; isAlive(pid); waited += 10) {
    if (waited > 30_000) throw new Problem('The embedded PostgreSQL does not stop.', logFile);
    await sleep(10);
  }
}

/**
 * Starts (or adopts) the cluster of a data folder.
 * @param {{ dataFolder: string, logFile: string, usualPort?: number, settings?: Record<string, unknown> }} options
 */
export async function startPostgres({ dataFolder, logFile, usualPort = USUAL_PORT, settings = {} }) {
  const user = postgresUser();
  const binary = postgresBinaries(user);
  const cluster = clusterFolder(fs.realpathSync(dataFolder), user);
  const password = secretIn(path.join(dataFolder, 'postgres-password'));
  if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) initialise({ cluster, binary, user, password });
  const server = { cluster, binary, user, logFile, settings };
  const { pid, port, adopted } = await startServer(server, usualPort, password);
  return {
    pid,
    port,
    adopted,
    cluster,
    runsAs: user.name,
    superuserUrl: (database = 'postgres') => urlOf({ user: SUPERUSER, password, port, database }),
    stop: () => stopServer({ pid, cluster }),
    breakOff: () => breakOffServer({ pid, logFile }),
  };
}
