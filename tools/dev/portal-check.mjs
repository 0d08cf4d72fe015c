// The types of the portal and of what it is made of, checked after each save as a process of its own, so that nobody
// waits for them: node portal-check.mjs. Tells its parent what is wrong: `{ problems: string[], took: number }`.
import { createAngularCompilation, DiagnosticModes } from '@angular/build/private';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesOf } from '../builds.mjs';
import { root } from '../node/root.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { watchSources } from './sources.mjs';

// whoever saved looks at the page first, which is loaded after it is built
const REST_MS = 2_000;
const LOWEST_PRIORITY = 19;

const withPlace = ({ text, location }) =>
  location === null || location === undefined
    ? text
    : `${path.relative(root, path.resolve(root, location.file))}:${location.line}:${location.column + 1} ${text}`;

/**
 * Gives what is wrong; each call after the first looks only at what the saved files are about. With isolated
 * modules Angular would not look again at a template whose component reads what was saved.
 */
export async function portalCheck(tsconfig = path.join(root, 'apps/portal/tsconfig.watch.json')) {
  const compilation = await createAngularCompilation('aot', true);
  const options = { transformStylesheet: () => Promise.resolve(''), processWebWorker: (file) => file };
  return async function check(saved) {
    const modifiedFiles = saved === undefined ? undefined : new Set(saved);
    if (modifiedFiles !== undefined) await compilation.update(modifiedFiles);
    await compilation.initialize(tsconfig, { ...options, modifiedFiles }, {});
    const { errors = [], warnings = [] } = await compilation.diagnoseFiles(DiagnosticModes.All);
    return [...errors, ...warnings].map(withPlace);
  };
}

async function main() {
  os.setPriority(LOWEST_PRIORITY);
  const check = await portalCheck();
  const report = async (saved) => {
    const from = performance.now();
    const problems = await check(saved);
    process.send({ problems, took: Math.round(performance.now() - from) });
  };
  const reportSaved = oneAtATime(report);
  const folders = sourcesOf('portal')
    .map((source) => path.join(root, source))
    .filter((source) => fs.statSync(source).isDirectory());
  watchSources(folders, (files) => void reportSaved(files), { kinds: /\.(ts|html)$/, quiet: REST_MS });
  await reportSaved([]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
