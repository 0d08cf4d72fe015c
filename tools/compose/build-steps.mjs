// The Dockerfile's own steps as plain commands in a copy: no engine, the same result for what npm and node do.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { specifiersIn } from '../image/imports.mjs';
import { programFolders } from '../image/packages.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { packageOf } from '../node/specifiers.mjs';

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
    // of a machine whose way to the registry has a certificate of its own
    NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '',
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

/** What was installed, against what the programs ask for: the lockfile says it too, and may be wrong. */
function lacksNothing(folder) {
  const asked = programFolders.flatMap((programs) => specifiersIn(path.join(folder, programs)));
  const installed = (name) => fs.existsSync(path.join(folder, 'node_modules', name));
  const missing = asked.map(packageOf).filter((name) => !installed(name));
  if (missing.length > 0) throw new Problem(`The image lacks ${missing.join(', ')}.`);
  if (installed('@angular')) throw new Problem('The image holds Angular, which no program in it needs.');
  for (const list of ['countersign', 'countersign-portal']) {
    const { components } = JSON.parse(fs.readFileSync(path.join(folder, `sbom/${list}.cdx.json`), 'utf8'));
    console.log(`sbom/${list}.cdx.json: ${components.length} parts`);
  }
}

export async function runBuildSteps(stages) {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-image-'));
  const folderOf = (stage) => path.join(base, stage);
  try {
    for (const stage of stages) {
      const folder = folderOf(stage.name);
      fs.mkdirSync(folder);
      for (const { copy, run } of stage.steps) {
        if (copy) copyIntoStage(copy, folderOf, folder);
        else runInStage(run, stage, folder);
      }
    }
    lacksNothing(folderOf('countersign'));
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
