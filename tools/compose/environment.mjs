// What compose hands to each service, and what the programs in it read.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';
import { bundle } from '../build-node.mjs';
import { root } from '../node/root.mjs';

/** Calls `use` with the variables and the folder of secrets that docker/new-env.sh writes, from a run of it. */
export async function withNewEnvironment(use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-compose-'));
  try {
    fs.cpSync(path.join(root, 'docker'), path.join(folder, 'docker'), { recursive: true });
    const script = path.join(folder, 'docker/new-env.sh');
    execFileSync('sh', [script, 'https://vendor-risk.example'], { stdio: 'ignore' });
    const variables = parseEnv(fs.readFileSync(path.join(folder, '.env'), 'utf8'));
    return await use({ variables, secretsFolder: path.join(folder, variables.SECRETS_DIR) });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Compose's own forms: `${NAME}`, `${NAME:-default}`, `${NAME-default}` where an empty one counts, `${NAME:?message}`;
 * `$$` is a dollar.
 */
export function interpolate(text, variables) {
  const missing = [];
  const value = text.replaceAll(/\$\$|\$\{(\w+)(?:(:-|-|:\?)([^}]*))?\}/g, (whole, name, kind, rest) => {
    if (whole === '$$') return '$';
    if (variables[name]) return variables[name];
    if (kind === '-' && name in variables) return '';
    if (kind === '-' || kind === ':-') return rest;
    if (kind === ':?' || !(name in variables)) missing.push(name);
    return '';
  });
  return { value, missing };
}

function recording(environment, read) {
  return new Proxy(environment, {
    get(target, name) {
      read.add(name);
      return target[name];
    },
  });
}

/** The product's own sources; bundled, since they are TypeScript. */
async function fromSources(name, sources) {
  const folder = path.join(root, 'tmp', name);
  await bundle(sources, folder);
  return (source) => import(pathToFileURL(path.join(folder, `${source}.mjs`)).href);
}

/** How long api and worker take at most to stop as planned, in milliseconds. */
export async function stopPatience() {
  const load = await fromSources('stop-check', { shutDown: 'libs/platform/src/shut-down.ts' });
  return (await load('shutDown')).STOP_PATIENCE_MS;
}

/** The product's own reading of an environment. */
async function readers() {
  const sources = {
    config: 'libs/platform/src/config/config.ts',
    mail: 'libs/notifications/src/mail-settings.ts',
    passwords: 'libs/identity/src/passwords/operator-password-list.ts',
  };
  const load = await fromSources('compose-check', sources);
  const [{ configFrom }, { mailSettingsFrom }, { operatorPasswordListFrom }] = [
    await load('config'),
    await load('mail'),
    await load('passwords'),
  ];
  return (environment) => {
    const read = new Set();
    const asked = recording(environment, read);
    mailSettingsFrom(asked, configFrom(asked));
    operatorPasswordListFrom(asked);
    return read;
  };
}

/** What a one-shot reads besides the configuration. */
const ownVariables = {
  'apps/api/src/migrate.ts': { configuration: false, names: ['DATABASE_OWNER_URL_FILE'] },
  'apps/api/src/demonstration.ts': {
    configuration: true,
    names: ['DATABASE_OWNER_URL_FILE', 'COUNTERSIGN_DATA', 'INBOX_SMTP_URL', 'INBOX_URL'],
  },
};

/** What is handed over for files in a bucket is read only then. */
const inABucket = { FILES_DIR: '', FILES_S3_BUCKET: 'countersign-files' };

/** Each program of ours gets what it needs, with values it accepts, and nothing it does not know. */
export async function complaintsAboutEnvironments(programs) {
  const read = await readers();
  return programs.flatMap(({ service, source, environment }) => {
    const own = ownVariables[source] ?? { configuration: source?.endsWith('/main.ts'), names: [] };
    const known = new Set(own.names);
    try {
      if (own.configuration) {
        for (const name of read(environment)) known.add(name);
        for (const name of read({ ...environment, ...inABucket })) known.add(name);
      }
    } catch (error) {
      return [`${service} would not start: ${error.message}`];
    }
    return [
      ...own.names.filter((name) => !environment[name]).map((name) => `${service} lacks ${name}`),
      ...Object.keys(environment)
        .filter((name) => !known.has(name))
        .map((name) => `${service} is given ${name}, which it does not read`),
    ];
  });
}
