// npm run check: everything that must hold before a change is handed in. The last line counts tests, and each
// failed step as one failure.
import './node/require-node.mjs';

const { createRequire } = await import('node:module');
const path = await import('node:path');
const { root } = await import('./node/root.mjs');
const { runNode } = await import('./node/run-node.mjs');
const { runTests, summarise } = await import('./testing/run-tests.mjs');

const packaged = (file) => path.join(root, 'node_modules', file);
const tool = (file) => path.join(root, 'tools', file);

const steps = [
  ['Lockfile', tool('lockcheck.mjs')],
  ['Lint', packaged('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  ['Boundaries', tool('boundaries-check.mjs')],
  ['Rings', tool('rings-check.mjs')],
  ['Graph', tool('graph-check.mjs')],
  ['Unused names', tool('unused-check.mjs')],
  ['Paths in CONTRIBUTING', tool('contributing-check.mjs')],
  ['Format', packaged('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'],
  [
    'Types',
    createRequire(import.meta.url).resolve('nx/bin/nx.js'),
    'run-many',
    '-t',
    'typecheck',
    '--outputStyle=static',
  ],
  ['Wire contract', tool('openapi.mjs'), '--check'],
  ['Texts', tool('portal-texts.mjs'), '--check'],
  ['Compose file', tool('compose-check.mjs')],
  ['Kubernetes manifests', tool('kubernetes-check.mjs')],
  ['Security mapping', tool('security-check.mjs')],
];

const run = ([, ...args]) =>
  runNode(args, { cwd: root, env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' } });

const broken = [];
for (const step of steps) {
  console.log(`\n== ${step[0]}`);
  const started = Date.now();
  const code = await run(step);
  console.log(
    `${step[0]}: ${code === 0 ? 'fine' : 'failed'} after ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  if (code !== 0) broken.push(step[0]);
}

const { passed, failed } = await runTests();
if (broken.length > 0) console.log(`\nFailed steps: ${broken.join(', ')}`);
summarise({ passed, failed: failed + broken.length });
