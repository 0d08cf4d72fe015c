// What the check needs from the machine: the servers that an installation of several machines stands on.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';

/** The program of each Debian package. */
const programOf = { nginx: 'nginx', pgbouncer: 'pgbouncer', 'redis-server': 'redis-server' };
// servers lie where an ordinary user's PATH does not lead
const folders = () => [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A variable names another build of a program, such as a newer one: PGBOUNCER=/opt/pgbouncer/bin/pgbouncer. */
const find = (program) =>
  [process.env[program.toUpperCase()] ?? '', ...folders().map((folder) => path.join(folder, program))].find(
    isExecutable,
  ) ?? null;

/** @param {Record<string, string | null>} found the file of each package, null where it is not there */
export function missingSentence(found) {
  const missing = Object.keys(found).filter((name) => found[name] === null);
  if (missing.length === 0) return null;
  const verb = missing.length === 1 ? 'is' : 'are';
  return `${missing.join(', ')} ${verb} not installed: apt-get install ${Object.keys(programOf).join(' ')}`;
}

/** @returns {{ nginx: string, pgbouncer: string, 'redis-server': string }} */
export function findPrograms() {
  if (process.platform !== 'linux')
    throw new Problem('The scale check runs on Linux, with packages of Debian.');
  const found = Object.fromEntries(Object.entries(programOf).map(([name, program]) => [name, find(program)]));
  const sentence = missingSentence(found);
  if (sentence !== null) throw new Problem(sentence);
  return found;
}

/** "PgBouncer 1.18.0" gives [1, 18]. */
export function poolerVersion(pgbouncer) {
  const { stdout } = spawnSync(pgbouncer, ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}
