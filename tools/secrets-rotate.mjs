// npm run secrets:rotate: seals every stored secret with the newest key, in the database of DATABASE_URL or in the one
// that `npm start` runs. Beside the running product; may be interrupted and run again.
import './node/require-node.mjs';
import fs from 'node:fs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning, readRuntime } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { isGiven } = await import('./node/environment-secret.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');

/** What runs knows the keys of its start: sealed with a newer one, its secrets would be closed to it. */
function environmentThatKnowsTheKeys(folder) {
  const env = environmentOfRunning(folder);
  const { startedAt } = readRuntime(folder);
  if (fs.statSync(env.COUNTERSIGN_KEYS_FILE).mtimeMs > Date.parse(startedAt)) {
    throw new Problem(
      `${env.COUNTERSIGN_KEYS_FILE} was changed after Countersign started. Stop it, start it again, and then rotate.`,
    );
  }
  return env;
}

async function rotateSecrets() {
  const env = isGiven(process.env, 'DATABASE_URL')
    ? process.env
    : environmentThatKnowsTheKeys(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('secrets-rotate', [], { env });
}

await rotateSecrets().catch(failWith);
