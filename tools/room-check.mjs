// npm run room-check: a new kind of mail, a new class of retention and a new source of findings need no change in a
// room where they do not live. Each is made up in a copy of this repository: the copy must compile, its wire contract
// must not move, the specs of the three must pass, and what they changed must lie where they live.
import './node/require-node.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { failWith, Problem } from './node/problem.mjs';
import { root } from './node/root.mjs';
import { changedIn, copyOf, furnish, pathsOf, straysOf } from './room-check/copy.mjs';
import { rooms } from './room-check/rooms.mjs';

const home = path.join(root, 'tmp/room-check');
const copy = path.join(home, 'copy');

function step(name, command) {
  const started = Date.now();
  const child = spawn(process.execPath, command, {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) {
        reject(new Problem(`${name} failed in the copy:\n${Buffer.concat(said).toString().trim()}`));
        return;
      }
      console.log(`${name}: fine after ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve();
    });
  });
}

const packaged = (file) => path.join(copy, 'node_modules', file);

async function tryTheCopy() {
  await step('Types', [packaged('typescript/bin/tsc'), '-p', 'libs/tsconfig.json', '--noEmit']);
  await step('Wire contract', [path.join(copy, 'tools/openapi.mjs'), '--check']);
  const specs = rooms.flatMap(({ specs: files }) => files);
  await step('Specs', [packaged('jest/bin/jest.js'), ...specs, '--selectProjects', 'server', '-w', '2']);
}

async function main() {
  refuseStrays(rooms.flatMap(straysOf));
  copyOf(root, copy, { kept: path.join(home, 'kept') });
  for (const room of rooms) furnish(copy, room);
  await tryTheCopy();
  const meant = new Set(rooms.flatMap(pathsOf));
  const changed = changedIn(copy, root);
  refuseStrays(changed.filter((file) => !meant.has(file)));
  for (const room of rooms) console.log([`\n${room.name}`, ...pathsOf(room)].join('\n  '));
  console.log(`\n${changed.length} paths changed, each where it lives`);
}

function refuseStrays(strays) {
  if (strays.length > 0)
    throw new Problem(
      `These lie neither in the folder of their feature nor in libs/content or migrations:\n${strays.join('\n')}`,
    );
}

try {
  await main();
} catch (error) {
  failWith(error);
} finally {
  if (!process.argv.includes('--keep')) fs.rmSync(copy, { recursive: true, force: true });
}
