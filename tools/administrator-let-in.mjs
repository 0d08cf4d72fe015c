// npm run administrator:let-in -- --organisation … --email … --reason "…": removes the second factors of an administrator
// whom no other one can help. In the database of DATABASE_URL, or in the one that `npm start` runs, beside it.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { isGiven } = await import('./node/environment-secret.mjs');
const { failWith } = await import('./node/problem.mjs');

async function letIn(args) {
  const env = isGiven(process.env, 'DATABASE_URL') ? process.env : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('administrator-let-in', args, { env });
}

await letIn(process.argv.slice(2)).catch(failWith);
