// npm run demo:tomorrow -- [days]: moves the clock of a running demonstration.
import './node/require-node.mjs';

const { dataFolderPath, environmentOfRunning } = await import('./launcher/data-folder.mjs');
const { runProgram } = await import('./launcher/programs.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');

async function tomorrow(days) {
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new Problem('Say how many days: npm run demo:tomorrow -- 7');
  const env = environmentOfRunning(dataFolderPath());
  if (env.COUNTERSIGN_DEMO !== '1') {
    throw new Problem(
      'What runs here is not a demonstration: its clock is the real one and cannot be moved.',
    );
  }
  process.exitCode = await runProgram('demonstration', ['tomorrow', days], { env });
}

await tomorrow(process.argv[2] ?? '1').catch(failWith);
