import fs from 'node:fs';
import path from 'node:path';
import { withoutDecidedSecrets } from '../node/environment-secret.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { lockFolder } from './lock.mjs';

export function dataFolderPath(environment = process.env) {
  return path.resolve(environment.COUNTERSIGN_DATA || path.join(root, '.countersign'));
}

const runtimeFile = (folder) => path.join(folder, 'runtime.json');

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What runs from this data folder; null when nothing does, also when it was killed and could not say so. */
export function readRuntime(folder) {
  if (!fs.existsSync(runtimeFile(folder))) return null;
  const runtime = JSON.parse(fs.readFileSync(runtimeFile(folder), 'utf8'));
  return isAlive(runtime.pid) ? runtime : null;
}

/** The environment in which the product's own programs reach what runs from this data folder. */
export function environmentOfRunning(folder) {
  const runtime = readRuntime(folder);
  if (!runtime) {
    throw new Problem(
      `Nothing runs from ${folder}. Start Countersign with \`npm start\`, or set COUNTERSIGN_DATA to its folder.`,
    );
  }
  return withoutDecidedSecrets({ ...process.env, ...runtime.environment });
}

export function writeRuntime(folder, runtime) {
  const unfinished = `${runtimeFile(folder)}.unfinished`;
  fs.rmSync(unfinished, { force: true });
  fs.writeFileSync(unfinished, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, runtimeFile(folder));
}

export function forgetRuntime(folder) {
  fs.rmSync(runtimeFile(folder), { force: true });
}

function create(folder) {
  try {
    // root's PostgreSQL runs as another user, who must pass through; every secret in here is 0600
    fs.mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    fs.mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new Problem(
      `The data folder ${folder} cannot be used: ${error.message}. Set COUNTERSIGN_DATA to another one.`,
    );
  }
  return fs.realpathSync(folder);
}

function describeHolder(folder) {
  const runtime = readRuntime(folder);
  return runtime ? `, process ${runtime.pid}, ${runtime.publicUrl}` : '';
}

/** Creates and locks the data folder. */
export async function openDataFolder() {
  const folder = create(dataFolderPath());
  const unlock = await lockFolder(folder);
  if (unlock) return { folder, unlock };
  throw new Problem(
    `Countersign already runs from ${folder}${describeHolder(folder)}. Stop that one, or set COUNTERSIGN_DATA to another folder.`,
  );
}
