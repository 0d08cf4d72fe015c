// npm run recompute -- --check or --repair: compares each standing with a recompute from nothing, in the database of
// DATABASE_URL, or in the one that `npm start` runs, beside it.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { failWith } = await import('./node/problem.mjs');

async function recompute(args) {
  const env = process.env.DATABASE_URL ? process.env : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('recompute', args, { env });
}

await recompute(process.argv.slice(2)).catch(failWith);
