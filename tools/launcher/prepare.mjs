// What `npm start` and `npm run dev` do alike before their programs run: environment, schema, demonstration.
import path from 'node:path';
import { withoutDecidedSecrets } from '../node/environment-secret.mjs';
import { Problem } from '../node/problem.mjs';
import { keysIn } from '../node/secret.mjs';
import { writeRuntime } from './data-folder.mjs';
import { prepareDemonstration } from './demonstration.mjs';
import { filesFolderOf } from './files-folder.mjs';
import { runOrRefuse } from './programs.mjs';
import { logFileOf } from './supervisor.mjs';

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
    FILES_DIR: filesFolderOf(folder),
    COUNTERSIGN_DATA: folder,
    COUNTERSIGN_KEYS_FILE: process.env.COUNTERSIGN_KEYS_FILE || keysIn(path.join(folder, 'keys')),
    COUNTERSIGN_DEMO: '0',
  });
}

/**
 * The environment of api and worker, once the schema and the demonstration are there. `programs` is the folder of the
 * api's programs; without it the built ones run.
 */
export async function prepareDatabase({ settings, folder, services, tell, programs }) {
  const logFile = logFileOf(folder, 'setup');
  const env = {
    ...environmentOf({ settings, folder, services }),
    DATABASE_OWNER_URL: services.database.ownerUrl,
  };
  const sentence = 'The database could not be brought to the schema of this version.';
  await runOrRefuse('migrate', ['up'], { env, logFile, sentence, programs });
  const demonstration = await prepareDemonstration({ settings, folder, env, logFile, tell, programs });
  if (demonstration && !services.inbox.inboxUrl) {
    throw new Problem(
      'This database holds the demonstration, whose mail goes to the local inbox only. Start with COUNTERSIGN_DEMO=1, or without SMTP_URL.',
    );
  }
  if (demonstration) return { ...env, COUNTERSIGN_DEMO: '1', SMTP_URL: services.inbox.smtpUrl };
  return { ...env, SMTP_URL: settings.smtpUrl ?? services.inbox.smtpUrl };
}

/** Two programs on one machine need a port each. */
export function metricsOfWorker({ METRICS_PORT }) {
  return METRICS_PORT ? { METRICS_PORT: String(Number(METRICS_PORT) + 1) } : {};
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
export function remember({ settings, folder, services, env }) {
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
