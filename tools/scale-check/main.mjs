// npm run scale-check [-- <seed>]
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildStale } from '../builds.mjs';
import { apiProgram } from '../launcher/programs.mjs';
import { failWith, Problem } from '../node/problem.mjs';
import { filesKind } from './files.mjs';
import { Installation } from './installation.mjs';
import { Journal } from './journal.mjs';
import { Load } from './load.mjs';
import { findPrograms } from './packages.mjs';
import { staffOf } from './people.mjs';
import { kills, plannedRestarts, settle, steadyBase } from './phases.mjs';
import { report } from './report.mjs';

const ORGANISATIONS = ['alder', 'birch'];
const USUAL_SEED = 201;
const run = promisify(execFile);
const started = Date.now();
const tell = (line) =>
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}\n`);

function seedFrom([text = String(USUAL_SEED)]) {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Problem('Give the seed as a whole number: npm run scale-check -- 7');
  return seed;
}

/** As an operator founds one; gives the link of the first administrator's invitation. */
async function foundOrganisation(installation, slug) {
  const wanted = ['--slug', slug, '--name', `The ${slug} company`, '--time-zone', 'America/New_York'];
  const administrator = [
    '--administrator',
    `ada@${slug}.example`,
    '--administrator-name',
    'Ada Administrator',
  ];
  const program = apiProgram('organisation-create');
  const { stdout } = await run(process.execPath, [program, ...wanted, ...administrator], {
    env: installation.env,
  });
  return /^http\S+\/invitation#t=\S+$/m.exec(stdout)[0];
}

async function everybody({ installation, journal }) {
  const { sink, ports } = installation;
  return Promise.all(
    ORGANISATIONS.map(async (organisation) => {
      const link = await foundOrganisation(installation, organisation);
      return staffOf({ organisation, link, sink, port: ports.proxy, journal });
    }),
  );
}

async function check({ installation, seed }) {
  const journal = new Journal();
  journal.begin('start');
  tell(`Seed ${seed}. Starting two api, two workers, proxy, pooler, database, Redis, files and mail …`);
  await installation.start();
  tell(`Files lie in ${installation.files.words}.`);
  const staff = await everybody({ installation, journal });
  const { sink, ports } = installation;
  const load = new Load({ staff, sink, port: ports.proxy, journal, seed });
  const scene = { installation, journal, tell, logFile: path.join(installation.folder, 'logs/verify.log') };
  load.begin();
  await steadyBase(scene);
  const badEnds = await plannedRestarts(scene);
  await kills(scene);
  await load.stop();
  const unsettled = await settle(scene);
  tell('Everything acknowledged is read back …');
  return report({ installation, journal, load, staff, badEnds, unsettled });
}

export async function main(args) {
  let installation = null;
  let ending = null;
  const end = () => (ending ??= installation?.stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () =>
      Promise.resolve(end()).finally(() => {
        installation?.forget();
        process.exit(130);
      }),
    );
  }
  let passed = false;
  try {
    const seed = seedFrom(args);
    const wanted = { packages: findPrograms(), filesKind: filesKind() };
    await buildStale(['api', 'worker', 'portal'], { tell });
    installation = new Installation({ ...wanted, tell });
    passed = await check({ installation, seed });
  } catch (error) {
    if (ending) return; // told to end meanwhile: what fails then is no news
    failWith(error);
  }
  await end();
  if (passed) installation.forget();
  else if (installation !== null) process.stderr.write(`The logs are in ${installation.folder}\n`);
  process.exitCode = passed ? 0 : 1;
}
