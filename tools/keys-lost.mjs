// npm run keys:lost [-- --confirm <installation> --reason "…"]: what the loss of keys means, and with both words its
// record. In the database of DATABASE_URL, or in the stopped data folder of `npm start`, whose database it starts.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';

const { buildStale } = await import('./builds.mjs');
const { openDataFolder } = await import('./launcher/data-folder.mjs');
const { filesFolderOf } = await import('./launcher/files-folder.mjs');
const { runOrRefuse, runProgram } = await import('./launcher/programs.mjs');
const { startStores } = await import('./launcher/services.mjs');
const { logFileOf } = await import('./launcher/supervisor.mjs');
const { isGiven, withoutDecidedSecrets } = await import('./node/environment-secret.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');

const tell = (line) => process.stdout.write(`${line}\n`);

/** A new file would hold a new key under the id of the lost one. */
function keysFileOf(folder) {
  const file = process.env.COUNTERSIGN_KEYS_FILE || path.join(folder, 'keys');
  if (process.env.COUNTERSIGN_KEYS || fs.existsSync(file)) return file;
  throw new Problem(
    `${file} does not exist. Look for it in your backups first. Where it is lost for good, make one with a new key under an id that was never used: (umask 077; echo "2:$(openssl rand -base64 32)" > ${file})`,
  );
}

async function inDataFolder(args, stops) {
  const { folder, unlock } = await openDataFolder();
  stops.push(() => unlock());
  const keysFile = keysFileOf(folder);
  const { database, redis } = await startStores({ folder, stops, tell });
  const env = {
    ...withoutDecidedSecrets(process.env),
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    REDIS_URL: redis.url,
    PUBLIC_URL: process.env.PUBLIC_URL || 'http://localhost:3000',
    FILES_DIR: filesFolderOf(folder),
    ...(process.env.COUNTERSIGN_KEYS ? {} : { COUNTERSIGN_KEYS_FILE: keysFile }),
  };
  const sentence = 'The database could not be brought to the schema of this version.';
  await runOrRefuse('migrate', ['up'], { env, logFile: logFileOf(folder, 'setup'), sentence });
  return runProgram('keys-lost', args, { env: { ...env, DATABASE_OWNER_URL: undefined } });
}

async function recordLoss(args) {
  await buildStale(['api']);
  const stops = [];
  try {
    process.exitCode = isGiven(process.env, 'DATABASE_URL')
      ? await runProgram('keys-lost', args, { env: process.env })
      : await inDataFolder(args, stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

await recordLoss(process.argv.slice(2)).catch(failWith);
