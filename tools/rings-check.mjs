// No ring: not among libraries, not among the folders of one, not among files. A ring of imports means that none of
// its members can be understood, tested or moved alone, and the linter sees only those between libraries.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { root } from './node/root.mjs';

const libraryOf = (file) => file.match(/^libs\/[^/]+/)?.[0] ?? null;

/** A file that stands at a library's root belongs to no folder: its door, its modules. */
function folderOf(file) {
  const [, base, rest] = file.match(/^((?:libs|apps)\/[^/]+\/src)\/(.+)$/) ?? [];
  if (base === undefined) return null;
  return rest.includes('/') ? path.posix.dirname(file) : file;
}

const kinds = { libraries: libraryOf, folders: folderOf, files: (file) => file };

/** Every import between the repository's own files, types included; what specs reach for is not asked. */
async function importsIn(folder) {
  const { output } = await cruise(
    ['libs', 'apps/api', 'apps/worker'].filter((part) => fs.existsSync(path.join(folder, part))),
    {
      baseDir: folder,
      tsPreCompilationDeps: true,
      tsConfig: { fileName: path.join(root, 'tsconfig.node.json') },
      includeOnly: '^(libs|apps)/',
      exclude: { path: '\\.spec\\.ts$|/src/.*/testing/|^libs/server/src/product\\.ts$' },
    },
  );
  return output.modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [source, resolved]),
  );
}

/** The strongly connected components with more than one member (Tarjan). */
function ringsAmong(imports, nameOf) {
  const known = new Map();
  for (const [from, to] of imports.map((pair) => pair.map(nameOf))) {
    if (from === null || to === null || from === to) continue;
    known.set(from, (known.get(from) ?? new Set()).add(to));
  }
  const order = new Map();
  const lowest = new Map();
  const open = [];
  const rings = [];
  const visit = (node) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node));
    open.push(node);
    for (const next of known.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node), lowest.get(next)));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const ring = open.splice(open.indexOf(node));
    if (ring.length > 1) rings.push(ring.sort());
  };
  for (const node of known.keys()) if (!order.has(node)) visit(node);
  return rings;
}

const ringsOf = (imports) =>
  Object.entries(kinds).flatMap(([kind, nameOf]) =>
    ringsAmong(imports, nameOf).map((ring) => `a ring of ${kind}: ${ring.join(', ')}`),
  );

/** Rings made up for the purpose, each of one kind alone: a check that no longer sees them says nothing. */
const madeUp = [
  { name: 'no ring', files: { 'one/src/a/x.ts': ['../b/y'], 'one/src/b/y.ts': [] }, found: [] },
  {
    name: 'two files',
    files: { 'one/src/a/x.ts': ['./y'], 'one/src/a/y.ts': ['./x'] },
    found: ['files'],
  },
  {
    name: 'two folders',
    files: { 'one/src/a/x.ts': ['../b/y'], 'one/src/b/y.ts': [], 'one/src/b/z.ts': ['../a/x'] },
    found: ['folders'],
  },
  {
    name: 'two libraries',
    files: { 'one/src/x.ts': ['../../two/src/x'], 'two/src/x.ts': [], 'two/src/y.ts': ['../../one/src/x'] },
    found: ['libraries'],
  },
];

async function isSeen({ files, found }) {
  const folder = fs.mkdtempSync(path.join(root, 'tmp/rings-'));
  try {
    for (const [file, imports] of Object.entries(files)) {
      const full = path.join(folder, 'libs', file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      const lines = imports.map((to, index) => `import type { T as T${index} } from '${to}';\n`);
      fs.writeFileSync(full, `${lines.join('')}export type T = 1;\n`);
    }
    const rings = ringsOf(await importsIn(folder));
    return rings.map((ring) => /ring of (\w+)/.exec(ring)[1]).join() === found.join();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

fs.mkdirSync(path.join(root, 'tmp'), { recursive: true });
const problems = [];
for (const one of madeUp) {
  if (!(await isSeen(one))) problems.push(`${one.name}, made up for the purpose: not judged as it should be`);
}
const imports = await importsIn(root);
const files = new Set(imports.flat()).size;
if (files < 500) problems.push(`Only ${files} files were read.`);
problems.push(...ringsOf(imports));
console.log(problems.length > 0 ? problems.join('\n') : `${files} files, ${imports.length} imports, no ring`);
process.exitCode = problems.length > 0 ? 1 : 0;
