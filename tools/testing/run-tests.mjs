// Everything that is a test: Jest on real Postgres and Redis, then the journeys against the running product.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildStale } from '../builds.mjs';
import { root } from '../node/root.mjs';
import { runNode } from '../node/run-node.mjs';
import { failWith } from '../node/problem.mjs';
import { chosenAreas } from './areas.mjs';

const require = createRequire(import.meta.url);
const jestResults = path.join(root, 'tmp/jest-results.json');
const journeyResults = path.join(root, 'tmp/journeys/results.json');

const run = (program, args, env) =>
  runNode([program, ...args], { cwd: root, env: { ...process.env, ...env } });

const readResults = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null);

/** A run that broke without counting a failed test is a failure all the same. */
function count({ passed, failed, code }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** All specs, or those of some areas. */
async function runJest({ folders, projects } = { folders: [], projects: [] }) {
  fs.rmSync(jestResults, { force: true });
  const { forkTestServices } = require('./forked-services.cjs');
  const services = await forkTestServices();
  console.log(services.summary);
  try {
    const chosen = folders.map((folder) => `^${root}/${folder}/`);
    const only = folders.length > 0 ? ['--testPathPatterns', ...chosen, '--selectProjects', ...projects] : [];
    const args = ['-w', '2', '--workerIdleMemoryLimit=700MB', '--json', `--outputFile=${jestResults}`];
    const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js');
    // Jest prints its JSON on stdout as well; with --outputFile it does not
    const code = await run(jest, ['-c', 'jest.config.cjs', ...args, ...only], {
      ...services.env,
      NODE_ENV: 'test',
    });
    const results = readResults(jestResults);
    const failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
    return count({ passed: results?.numPassedTests ?? 0, failed, code });
  } finally {
    await services.stop();
  }
}

async function runJourneys() {
  fs.rmSync(journeyResults, { force: true });
  await buildStale(['portal', 'api', 'worker'], { tell: console.log });
  const playwright = path.join(path.dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  const code = await run(playwright, ['test', '-c', 'apps/portal-e2e/playwright.config.ts'], {});
  const stats = readResults(journeyResults)?.stats;
  return count({
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    code,
  });
}

async function orFailed(name, part) {
  console.log(`\n== ${name}`);
  try {
    return await part();
  } catch (error) {
    failWith(error);
    return { passed: 0, failed: 1 };
  }
}

/** The specs of some areas, without the journeys. */
export function runAreas(names) {
  const areas = chosenAreas(names, root);
  return orFailed(`Specs of ${areas.folders.join(', ')}`, () => runJest(areas));
}

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function runTests() {
  const specs = await orFailed('Specs', runJest);
  const journeys = await orFailed('Journeys', runJourneys);
  return { passed: specs.passed + journeys.passed, failed: specs.failed + journeys.failed };
}

/** Prints the line that stands last, and sets the exit code. */
export function summarise({ passed, failed }) {
  const nothingRan = passed + failed === 0;
  console.log(`\n${passed} passed, ${nothingRan ? 1 : failed} failed`);
  process.exitCode = failed > 0 || nothingRan ? 1 : 0;
}
