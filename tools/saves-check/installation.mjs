// One api on a database that flushes as in production, with respondents who may answer.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { bundle, dependencies, devDependencies } from '../build-node.mjs';
import { freePort } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { Program } from '../scale-check/program.mjs';
import { startTestServices } from '../testing/services.mjs';

const PEOPLE = 8;

function respondentsBy(file, env) {
  const child = fork(file, [], {
    execArgv: ['--enable-source-maps'],
    env: { ...process.env, ...env, NODE_ENV: 'production', RESPONDENTS: String(PEOPLE) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) =>
      reject(new Problem(`The respondents could not be made (exit code ${code}).`)),
    );
  });
}

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** As the product's own role finds them in its own database. */
async function requireDurable(url) {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  for (const name of names) {
    const [{ value }] = await query(url, `select current_setting('${name}') as value`);
    if (value !== 'on') throw new Problem(`${name} is ${value}: what is acknowledged would not be on disk.`);
  }
  return names;
}

export async function startInstallation() {
  const ends = [];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const folder = path.join(root, 'tmp', `saves-${process.pid}`);
    ends.push(() => fs.rmSync(folder, { recursive: true, force: true }));
    const programs = { told: 'bench/people/told.ts', api: 'apps/api/src/main.ts' };
    await bundle(programs, folder, { ...dependencies, ...devDependencies });
    const services = await startTestServices({ durable: true });
    ends.push(services.stop);
    const { respondents, env, adminUrl } = await respondentsBy(path.join(folder, 'told.mjs'), services.env);
    ends.push(() => fs.rmSync(env.FILES_DIR, { recursive: true, force: true }));
    const durable = await requireDurable(env.DATABASE_URL);
    const port = await freePort();
    const api = new Program({
      name: 'The api',
      node: path.join(folder, 'api.mjs'),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, PORT: String(port) },
      logFile: path.join(services.folder, 'api.log'),
      isReady: ({ listening }) => listening !== undefined,
    });
    ends.push(() => api.stop());
    await api.start();
    const history = () => query(adminUrl, everyRevision);
    return { api, port, respondents, durable, history, restartPostgres: services.restartPostgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const everyRevision = `
  select assessment_id || ':' || question || ':' || revision as key, value ->> 'comment' as comment
  from app.answer_revision`;
