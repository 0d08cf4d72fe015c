// npm run migrate -- up|down|show: the database of DATABASE_OWNER_URL, or the one that `npm start` runs.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { isGiven } = await import('./node/environment-secret.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');

async function migrate(command) {
  if (!['up', 'down', 'show'].includes(command))
    throw new Problem('Say what to do: npm run migrate -- up|down|show');
  const env = isGiven(process.env, 'DATABASE_OWNER_URL')
    ? process.env
    : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('migrate', [command], { env });
}

await migrate(process.argv[2] ?? 'up').catch(failWith);
