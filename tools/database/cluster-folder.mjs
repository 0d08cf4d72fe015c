// Where the embedded cluster lies: in the data folder, named by PostgreSQL's major version, or,
// when root starts Countersign in a folder that PostgreSQL's user cannot reach, below /var/lib/countersign.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';
import { SYSTEM_FOLDER } from './postgres-binaries.mjs';

export const MAJOR = 18;
const pointerName = 'postgres-folder.json';

function refuseOlder(folder) {
  if (!fs.existsSync(folder)) return;
  const older = fs.readdirSync(folder).find((name) => /^pg\d+$/.test(name) && name !== `pg${MAJOR}`);
  if (!older || fs.existsSync(path.join(folder, `pg${MAJOR}`))) return;
  throw new Problem(
    `${path.join(folder, older)} was written by PostgreSQL ${older.slice(2)}; this Countersign brings PostgreSQL ${MAJOR}. ` +
      `Start the Countersign it was made with, dump the database with pg_dump of version ${MAJOR}, move the folder away, ` +
      'start this one once and restore the dump (docs/operations/upgrade.md).',
  );
}

function readPointer(dataFolder) {
  const file = path.join(dataFolder, pointerName);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
}

function clusterFromPointer(dataFolder, { belongsTo, cluster }) {
  if (belongsTo !== dataFolder) {
    throw new Problem(
      `${dataFolder} is a copy of ${belongsTo}, whose database lies in ${cluster}. Copy that folder to ${path.join(dataFolder, `pg${MAJOR}`)} ` +
        `while Countersign is stopped, and delete ${path.join(dataFolder, pointerName)}.`,
    );
  }
  refuseOlder(path.dirname(cluster));
  if (!fs.existsSync(cluster)) {
    throw new Problem(
      `The database of ${dataFolder} lay in ${cluster}, which is gone. Bring it back, or delete ${path.join(dataFolder, pointerName)} to begin with an empty one.`,
    );
  }
  return cluster;
}

function own(folder, user) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user.as.uid !== undefined) fs.chownSync(folder, user.as.uid, user.as.gid);
}

function mayUse(folder) {
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function reachable(folder, user) {
  if (user.as.uid === undefined) return mayUse(folder);
  const script = 'cd "$1" && test -w .';
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...user.as, cwd: '/' }).status === 0;
}

function systemCluster(dataFolder) {
  const hash = crypto.createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  return path.join(SYSTEM_FOLDER, hash, `pg${MAJOR}`);
}

/** `dataFolder` is a real path. Creates the cluster's empty folder when there is none. */
export function clusterFolder(dataFolder, user) {
  const pointer = readPointer(dataFolder);
  if (pointer) return clusterFromPointer(dataFolder, pointer);
  refuseOlder(dataFolder);
  const near = path.join(dataFolder, `pg${MAJOR}`);
  const isNew = !fs.existsSync(near);
  if (isNew) own(near, user);
  if (reachable(near, user)) return near;
  if (!isNew) {
    throw new Problem(
      `${near} cannot be read by the user "${user.name}", as which PostgreSQL runs here. Start as the user who owns it, or let "${user.name}" reach the folder.`,
    );
  }
  fs.rmdirSync(near);
  const far = systemCluster(dataFolder);
  fs.mkdirSync(path.dirname(far), { recursive: true, mode: 0o755 });
  own(far, user);
  const content = { belongsTo: dataFolder, cluster: far };
  fs.writeFileSync(path.join(dataFolder, pointerName), `${JSON.stringify(content)}\n`, { mode: 0o600 });
  return far;
}
