// npm run openapi: writes openapi.json from the api's own decorators, and the portal's types from that.
// With --check nothing is written: it fails when what is committed is not what the api says.
import './node/require-node.mjs';

const { spawnSync } = await import('node:child_process');
const fs = await import('node:fs');
const path = await import('node:path');
const { buildStale } = await import('./builds.mjs');
const { apiProgram } = await import('./launcher/programs.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');

const description = path.join(root, 'openapi.json');
const types = path.join(root, 'libs/api-types/src/openapi.ts');

function describe(target) {
  const output = fs.openSync(target, 'w');
  const result = spawnSync(process.execPath, ['--enable-source-maps', apiProgram('openapi')], {
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  });
  fs.closeSync(output);
  if (result.status !== 0) throw new Problem(`The api cannot be described:\n${result.stderr}`);
}

function generateTypes(source, target) {
  const program = path.join(root, 'node_modules/openapi-typescript/bin/cli.js');
  const manner = ['--immutable', '--root-types', '--root-types-no-schema-prefix'];
  const result = spawnSync(process.execPath, [program, source, ...manner, '-o', target], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new Problem(`The portal's types cannot be made:\n${result.stdout}${result.stderr}`);
}

function write() {
  describe(description);
  generateTypes(description, types);
  console.log('Wrote openapi.json and libs/api-types/src/openapi.ts');
}

const isSame = (left, right) => fs.existsSync(right) && fs.readFileSync(left).equals(fs.readFileSync(right));

function check() {
  fs.mkdirSync(path.join(root, 'tmp'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(root, 'tmp/openapi-'));
  try {
    const fresh = { description: path.join(folder, 'openapi.json'), types: path.join(folder, 'openapi.ts') };
    describe(fresh.description);
    generateTypes(fresh.description, fresh.types);
    const stale = [
      isSame(fresh.description, description) ? null : 'openapi.json',
      isSame(fresh.types, types) ? null : 'libs/api-types/src/openapi.ts',
    ].filter((name) => name !== null);
    if (stale.length > 0)
      throw new Problem(`${stale.join(' and ')} is not what the api says. Run \`npm run openapi\`.`);
    console.log('openapi.json and the types made from it are what the api says');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await buildStale(['api']);
  if (process.argv.includes('--check')) check();
  else write();
} catch (error) {
  failWith(error);
}
