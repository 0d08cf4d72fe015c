// npm run bench <name>: measures one promise of the product on embedded PostgreSQL in memory (nothing is flushed, so
// the processor is the limit). The api and the base lie beside it, for a benchmark that starts them as programs of their
// own. A benchmark prints text for people, then one line per figure: `ratio <name> <number>`.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';

const { bundle, dependencies, devDependencies } = await import('./build-node.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');
const { runNode } = await import('./node/run-node.mjs');
const { startTestServices } = await import('./testing/services.mjs');

const benchmarks = () =>
  fs
    .readdirSync(path.join(root, 'bench'))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && file !== 'server.ts')
    .map((file) => path.basename(file, '.ts'));

async function bench([name, ...args]) {
  if (!benchmarks().includes(name)) {
    throw new Problem(`Say which benchmark: npm run bench ${benchmarks().join(' | ')}`);
  }
  const folder = path.join(root, 'tmp', `bench-${process.pid}`);
  const programs = {
    [name]: `bench/${name}.ts`,
    api: 'apps/api/src/main.ts',
    'event-loop': 'bench/watch/event-loop.ts',
    'bare-route': 'bench/base/bare-route.ts',
  };
  await bundle(programs, folder, { ...dependencies, ...devDependencies });
  const services = await startTestServices();
  try {
    const env = { ...process.env, ...services.env, NODE_ENV: 'production' };
    process.exitCode = await runNode(['--enable-source-maps', path.join(folder, `${name}.mjs`), ...args], {
      env,
    });
  } finally {
    await services.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

await bench(process.argv.slice(2)).catch(failWith);
