// npm run organisation:create -- --slug … --name … --time-zone … --administrator … --administrator-name …:
// in the database of DATABASE_URL, or in the one that `npm start` runs.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { isGiven } = await import('./node/environment-secret.mjs');
const { failWith } = await import('./node/problem.mjs');

async function createOrganisation(args) {
  const env = isGiven(process.env, 'DATABASE_URL') ? process.env : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('organisation-create', args, { env });
}

await createOrganisation(process.argv.slice(2)).catch(failWith);
