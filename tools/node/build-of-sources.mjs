// Which version and commit is built here. An image is built without the repository's history: COUNTERSIGN_COMMIT says it there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

function git(...args) {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function commitOfSources() {
  if (process.env.COUNTERSIGN_COMMIT) return process.env.COUNTERSIGN_COMMIT.slice(0, 12);
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return null; // no git, or no repository: an unpacked release
  }
}

/** @returns {{ version: string, commit: string | null }} */
export function buildOfSources() {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { version, commit: commitOfSources() };
}

// for Nx: what is built has to be built again where this says something else
if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(buildOfSources()));
}
