// npm run bench <name>: measures one promise of the product on embedded PostgreSQL in memory (nothing is flushed, so
// the processor is the limit). The api lies beside it, for a benchmark that starts it as a program of its own. A benchmark
// prints text for people, then one line per figure: `ratio <name> <number>`.
import './node/require-node.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const { bundle, dependencies, devDependencies } = await import('./build-node.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');
const { startTestServices } = await import('./testing/services.mjs');

const benchmarks = () =>
  fs
    .readdirSync(path.join(root, 'bench'))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => path.basename(file, '.ts'));

function run(program, args, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
    stdio: 'inherit',
    env,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function bench([name, ...args]) {
  if (!benchmarks().includes(name)) {
    throw new Problem(`Say which benchmark: npm run bench ${benchmarks().join(' | ')}`);
  }
  const folder = path.join(root, 'tmp', `bench-${process.pid}`);
  const programs = {
    [name]: `bench/${name}.ts`,
    api: 'apps/api/src/main.ts',
    'event-loop': 'bench/watch/event-loop.ts',
  };
  await bundle(programs, folder, { ...dependencies, ...devDependencies });
  const services = await startTestServices();
  try {
    const env = { ...process.env, ...services.env, NODE_ENV: 'production' };
    process.exitCode = await run(path.join(folder, `${name}.mjs`), args, env);
  } finally {
    await services.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

await bench(process.argv.slice(2)).catch(failWith);
