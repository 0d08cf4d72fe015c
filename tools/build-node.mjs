// Bundles one Node app: the repository's own sources only, npm packages stay external.
//   node tools/build-node.mjs <app>
import './node/require-node.mjs';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { failWith, Problem } from './node/problem.mjs';
import { root } from './node/root.mjs';
import { isBuiltIn, packageOf } from './node/specifiers.mjs';
import { writeBundle } from './node/write-bundle.mjs';

/** What else than `main` an app offers; each becomes a program in dist/apps/<app>. */
const programs = {
  api: [
    'main',
    'migrate',
    'openapi',
    'demonstration',
    'organisation-create',
    'administrator-let-in',
    'secrets-rotate',
    'keys-lost',
    'mail-let-go',
    'audit-verify',
    'usage',
    'recompute',
  ],
  worker: ['main', 'probe'],
};

export const { dependencies, devDependencies } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
);

function warnOfUndeclared(output, declared) {
  const imported = output.flatMap((file) =>
    file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [],
  );
  const undeclared = new Set(
    imported.filter((id) => !isBuiltIn(id) && !id.endsWith('.mjs') && !declared[packageOf(id)]),
  );
  for (const id of undeclared) process.stderr.write(`${id} is imported but not among the dependencies\n`);
}

/** By renaming: a program that is being started sees the old bundle or the new one. */
function replaceFolder(folder, replacement) {
  for (let attempt = 1; ; attempt++) {
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(replacement, folder);
      return;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(error.code) || attempt === 5) throw error; // another build was faster
    }
  }
}

/** Sets papers as PDF, as a process beside each program that asks for one: `libs/papers`. */
const typeset = { typeset: 'libs/papers/src/typeset.mjs' };

/** Bundles programs into a folder, which it replaces as a whole; packages must be declared. */
export async function bundle(entries, folder, declared = dependencies) {
  const unfinished = `${folder}.${process.pid}`;
  const output = await writeBundle(entries, unfinished);
  replaceFolder(folder, unfinished);
  warnOfUndeclared(output, declared);
  return output.length;
}

/** Names of an app's programs and their sources. */
export function programsOf(app) {
  const names = (programs[app] ?? []).filter((name) =>
    existsSync(path.join(root, `apps/${app}/src/${name}.ts`)),
  );
  if (!names.includes('main'))
    throw new Problem(`There is no app "${app}": apps/${app}/src/main.ts is missing.`);
  return { ...Object.fromEntries(names.map((name) => [name, `apps/${app}/src/${name}.ts`])), ...typeset };
}

async function main(app) {
  const started = performance.now();
  const files = await bundle(programsOf(app), path.join(root, 'dist/apps', app));
  console.log(`${app}: ${files} files in ${Math.round(performance.now() - started)} ms`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv[2]).catch(failWith);
}
