// The Dockerfile's own steps as plain commands in a copy: no engine, the same result for what npm and node do.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';

const HOME = '/app';
const notForImages = /(^|\/)(node_modules|dist|tmp|coverage|\.nx|\.angular)$|\.spec\.ts$/;

function copyIntoStage({ from, sources, destination }, folderOf, folder) {
  if (destination.startsWith('/') && !destination.startsWith(HOME)) return;
  for (const source of sources) {
    const whole =
      from === null ? path.join(root, source) : path.join(folderOf(from), path.relative(HOME, source));
    const target = path.join(folder, destination, destination.endsWith('/') ? path.basename(source) : '');
    const filter = (file) => from !== null || !notForImages.test(file);
    fs.cpSync(whole, target, { recursive: true, verbatimSymlinks: true, filter });
  }
}

function runInStage(step, { name }, folder) {
  if (!/^(npm|npx|node) /.test(step)) return console.log(`${name}: left out: ${step}`);
  console.log(`${name}: ${step}`);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CI: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
  };
  const { status, stderr, stdout } = spawnSync('sh', ['-c', step], { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0)
    throw new Problem(`${name}: \`${step}\` failed.\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
}

/** Without an environment a program that finds all its packages stops at the first variable it needs. */
function refusesToStart(program, folder) {
  const { status, stderr } = spawnSync(process.execPath, [program, 'up'], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
  });
  if (status === 0 || !/^DATABASE_(OWNER_)?URL is not set/.test(stderr)) {
    throw new Problem(`${program} does not start in the image:\n${stderr.slice(0, 2000)}`);
  }
  console.log(`${program}: ${stderr.trim()}`);
}

export async function runBuildSteps(stages) {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-image-'));
  const folderOf = (stage) => path.join(base, stage);
  try {
    for (const stage of stages) {
      const folder = folderOf(stage.name);
      fs.mkdirSync(folder);
      for (const copy of stage.copies.filter(({ from }) => from === null))
        copyIntoStage(copy, folderOf, folder);
      for (const step of stage.runs) runInStage(step, stage, folder);
      for (const copy of stage.copies.filter(({ from }) => from !== null))
        copyIntoStage(copy, folderOf, folder);
    }
    for (const program of ['api/main', 'api/migrate', 'worker/main']) {
      refusesToStart(`dist/apps/${program}.mjs`, folderOf('countersign'));
    }
    if (!fs.existsSync(path.join(folderOf('countersign'), 'dist/apps/portal/browser/index.html'))) {
      throw new Problem('The image holds no portal.');
    }
  } finally {
    fs.rmSync(base, { recursive: true, force: true });
  }
}
