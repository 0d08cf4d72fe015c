// npm run mail:let-go: what mail is due while mail is switched off, and with --due-before and --reason lets it go. In the
// database of DATABASE_URL, or in the one that `npm start` runs, beside it.
import './node/require-node.mjs';

const { buildStale } = await import('./builds.mjs');
const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { failWith } = await import('./node/problem.mjs');

async function letGo(args) {
  const env = process.env.DATABASE_URL ? process.env : environmentOfRunning(dataFolderPath());
  await buildStale(['api']);
  process.exitCode = await runProgram('mail-let-go', args, { env });
}

await letGo(process.argv.slice(2)).catch(failWith);
