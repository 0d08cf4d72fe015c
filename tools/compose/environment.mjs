// What compose hands to each service, and what the programs in it read.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';
import { bundle } from '../build-node.mjs';
import { root } from '../node/root.mjs';

/** The variables that docker/new-env.sh writes, from a run of it. */
export function newEnvironment() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-compose-'));
  try {
    const script = path.join(folder, 'docker', 'new-env.sh');
    fs.mkdirSync(path.dirname(script));
    fs.copyFileSync(path.join(root, 'docker/new-env.sh'), script);
    execFileSync('sh', [script, 'https://vendor-risk.example'], { stdio: 'ignore' });
    return parseEnv(fs.readFileSync(path.join(folder, '.env'), 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Compose's own forms: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`; `$$` is a dollar. */
export function interpolate(text, variables) {
  const missing = [];
  const value = text.replaceAll(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (whole, name, kind, rest) => {
    if (whole === '$$') return '$';
    if (variables[name]) return variables[name];
    if (kind === '-') return rest;
    if (kind === '?' || !(name in variables)) missing.push(name);
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

/** The product's own reading of an environment; bundled, since its sources are TypeScript. */
async function readers() {
  const folder = path.join(root, 'tmp/compose-check');
  const sources = {
    config: 'libs/platform/src/config/config.ts',
    mail: 'libs/notifications/src/mail-settings.ts',
  };
  await bundle(sources, folder);
  const load = (name) => import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
  const [{ configFrom }, { mailSettingsFrom }] = [await load('config'), await load('mail')];
  return (environment) => {
    const read = new Set();
    const asked = recording(environment, read);
    mailSettingsFrom(asked, configFrom(asked));
    return read;
  };
}

/** What a one-shot reads besides the configuration. */
const ownVariables = {
  'apps/api/src/migrate.ts': { configuration: false, names: ['DATABASE_OWNER_URL'] },
  'apps/api/src/demonstration.ts': {
    configuration: true,
    names: ['DATABASE_OWNER_URL', 'COUNTERSIGN_DATA'],
  },
};

/** Each program of ours gets what it needs, with values it accepts, and nothing it does not know. */
export async function complaintsAboutEnvironments(programs) {
  const read = await readers();
  return programs.flatMap(({ service, source, environment }) => {
    const own = ownVariables[source] ?? { configuration: source?.endsWith('/main.ts'), names: [] };
    const known = new Set(own.names);
    try {
      if (own.configuration) for (const name of read(environment)) known.add(name);
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
