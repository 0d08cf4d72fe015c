// npm run usage: what each organisation of the database of DATABASE_URL, or of the one that `npm start` runs, has stored.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { isGiven } = await import('./node/environment-secret.mjs');
const { failWith } = await import('./node/problem.mjs');

async function showUsage() {
  const env = isGiven(process.env, 'DATABASE_URL') ? process.env : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('usage', [], { env });
}

await showUsage().catch(failWith);
