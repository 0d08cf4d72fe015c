// Builds api and worker as often as a source is saved: each library by itself, so that a save costs the one that it is in.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isAlive } from '../launcher/data-folder.mjs';
import { buildOfSources } from '../node/build-of-sources.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { isBuiltIn } from '../node/specifiers.mjs';
import { writeBundle } from '../node/write-bundle.mjs';

const programs = { api: 'apps/api/src/main.ts', worker: 'apps/worker/src/main.ts' };
const setUpPrograms = {
  migrate: 'apps/api/src/migrate.ts',
  demonstration: 'apps/api/src/demonstration.ts',
};
const LIBRARY = /^@countersign\/(.+)$/;
/** As the bundler writes it. */
const IMPORT = /^(?:import|export) \{([^}]*)\} from "@countersign\/([^"]+)";$/gm;
/** Nest asks for it by name when it starts, so no import of ours tells of it. */
const ASKED_FOR_BY_NAME = ['@nestjs/platform-express'];

const sourceOf = (name) =>
  programs[name] ?? (name === 'migrations' ? 'migrations/index.ts' : `libs/${name}/src/index.ts`);

/** Whose source it is: `libs/domain/src/…` of `domain`, `migrations/…` of `migrations`, `apps/api/src/…` of `api`. */
function partOf(file, from) {
  const [top, name] = path.relative(from, file).split(path.sep);
  return top === 'migrations' ? top : name;
}

/** Whoever was killed could not clear up. */
function clearLeftovers(builds) {
  for (const pid of fs.existsSync(builds) ? fs.readdirSync(builds) : []) {
    if (!isAlive(Number(pid))) fs.rmSync(path.join(builds, pid), { recursive: true, force: true });
  }
}

const orProblem = (building) =>
  building.catch((error) => {
    throw new Problem(String(error.message).trim());
  });

const namesAsked = ([, names, library]) =>
  names.split(',').map((name) => ({ library, name: name.trim().split(' ')[0] }));

/** `libs/wire/src/days.ts:3`: where a name stands among what a source imports. */
function placeOf({ library, name }, { sources }, from) {
  for (const source of sources.filter((source) => path.isAbsolute(source))) {
    const text = fs.readFileSync(source, 'utf8');
    if (!text.includes(`@countersign/${library}'`)) continue;
    const lines = text.split('\n');
    const line = lines.findIndex((each) => new RegExp(`\\b${name}\\b`).test(each));
    if (line >= 0) return `${path.relative(from, source)}:${line + 1}`;
  }
  return sources[0];
}

/** A bundle of everything would not be built; parts of one would only fail when they are loaded. */
function refuseMissing(names, parts, from) {
  const missing = names.flatMap((of) =>
    parts
      .get(of)
      .asked.filter(({ library, name }) => !parts.get(library).exports.has(name))
      .map(
        ({ library, name }) =>
          `${placeOf({ library, name }, parts.get(of), from)}: @countersign/${library} exports no ${name}.`,
      ),
  );
  if (missing.length > 0) throw new Problem(missing.join('\n'));
}

async function buildPart(name, folder, options) {
  const output = await orProblem(
    writeBundle({ [name]: sourceOf(name) }, folder, { ...options, apart: true }),
  );
  const chunks = output.filter(({ type }) => type === 'chunk');
  const imported = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((id) => !isBuiltIn(id) && !id.endsWith('.mjs'));
  const entry = chunks.find(({ isEntry }) => isEntry);
  return {
    file: path.join(folder, entry.fileName),
    sources: chunks.flatMap(({ moduleIds }) => moduleIds),
    exports: new Set(entry.exports),
    asked: chunks.flatMap(({ code }) => [...code.matchAll(IMPORT)]).flatMap(namesAsked),
    libraries: imported.flatMap((id) => LIBRARY.exec(id)?.[1] ?? []),
    packages: imported.filter((id) => !LIBRARY.test(id)),
  };
}

/** A program and every library that it reaches. */
function reachedFrom(program, parts) {
  const reached = new Set([program]);
  for (const name of reached) for (const library of parts.get(name).libraries) reached.add(library);
  return [...reached].sort();
}

function describe(program, parts) {
  const reached = reachedFrom(program, parts);
  const of = (name) => parts.get(name);
  return {
    program: of(program).file,
    libraries: Object.fromEntries(
      reached
        .filter((name) => name !== program)
        .map((name) => [`@countersign/${name}`, pathToFileURL(of(name).file).href]),
    ),
    packages: [...new Set([...ASKED_FOR_BY_NAME, ...reached.flatMap((name) => of(name).packages)])].sort(),
    // a file's name goes with its content
    digest: crypto
      .createHash('sha256')
      .update(reached.map((name) => of(name).file).join('\n'))
      .digest('hex'),
  };
}

export function serverBuild(from = root) {
  const builds = path.join(from, 'tmp/dev');
  clearLeftovers(builds);
  const own = path.join(builds, String(process.pid));
  const options = { from, madeOf: buildOfSources() };
  const parts = new Map();
  return {
    /** Where the engine keeps what it compiled, so that an unchanged library is not compiled again. */
    compiled: path.join(own, 'compiled'),
    /**
     * Builds what was never built and what the saved files are of. What runs keeps its files. Throws a Problem that
     * names file and line; what it is about is built again the next time.
     */
    async build(saved = []) {
      for (const file of saved) parts.delete(partOf(file, from));
      const wanted = new Set(Object.keys(programs));
      for (const name of wanted) {
        if (!parts.has(name)) parts.set(name, await buildPart(name, path.join(own, 'parts'), options));
        for (const library of parts.get(name).libraries) wanted.add(library);
      }
      refuseMissing([...wanted], parts, from);
      return { api: describe('api', parts), worker: describe('worker', parts) };
    },
    /** The programs that run once, each whole: into one folder, which it names. */
    async buildSetUp() {
      const folder = path.join(own, 'set-up');
      await orProblem(writeBundle(setUpPrograms, folder, options));
      return folder;
    },
    clear: () => fs.rmSync(own, { recursive: true, force: true }),
  };
}
