// Bundles api and worker together, as often as a source is saved: a tenth of a second.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeBundle } from '../build-node.mjs';
import { isAlive } from '../launcher/data-folder.mjs';
import { buildOfSources } from '../node/build-of-sources.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { isBuiltIn } from '../node/specifiers.mjs';

const entries = {
  api: 'apps/api/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  migrate: 'apps/api/src/migrate.ts',
  demonstration: 'apps/api/src/demonstration.ts',
};
const builds = path.join(root, 'tmp/dev');

/** What a program consists of: its own file, and whatever that imports. */
function partsOf(output, fileName, parts = new Map()) {
  const chunk = output.find((file) => file.fileName === fileName);
  if (chunk === undefined || parts.has(fileName)) return parts;
  parts.set(fileName, chunk);
  for (const imported of [...chunk.imports, ...chunk.dynamicImports]) partsOf(output, imported, parts);
  return parts;
}

function describe(output, folder, name) {
  const parts = [...partsOf(output, `${name}.mjs`).values()].sort((a, b) =>
    a.fileName < b.fileName ? -1 : 1,
  );
  const hash = crypto.createHash('sha256');
  for (const { fileName, code } of parts) hash.update(`${fileName}\n${code}\n`);
  const packages = new Set(
    parts.flatMap(({ imports }) => imports.filter((id) => !id.endsWith('.mjs') && !isBuiltIn(id))),
  );
  return {
    program: path.join(folder, `${name}.mjs`),
    packages: [...packages].sort(),
    digest: hash.digest('hex'),
  };
}

/** Whoever was killed could not clear up. */
function clearLeftovers() {
  for (const pid of fs.existsSync(builds) ? fs.readdirSync(builds) : []) {
    if (!isAlive(Number(pid))) fs.rmSync(path.join(builds, pid), { recursive: true, force: true });
  }
}

export function serverBuild() {
  clearLeftovers();
  const own = path.join(builds, String(process.pid));
  const madeOf = buildOfSources();
  let count = 0;
  return {
    /** Into a folder of its own: what runs keeps its files. Throws a Problem that names file and line. */
    async build() {
      const folder = path.join(own, String((count += 1)));
      const output = await writeBundle(entries, folder, madeOf).catch((error) => {
        throw new Problem(String(error.message).trim());
      });
      const chunks = output.filter(({ type }) => type === 'chunk');
      return { folder, api: describe(chunks, folder, 'api'), worker: describe(chunks, folder, 'worker') };
    },
    clear: () => fs.rmSync(own, { recursive: true, force: true }),
  };
}
