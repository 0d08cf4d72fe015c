// A copy of the repository as it stands, with what has not been committed, and what a made-up feature changes in it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';

const templates = import.meta.dirname;

/** What git tracks or would track; what is deleted but not yet committed is left out. */
function filesOf(folder) {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((file) => file !== '' && fs.existsSync(path.join(folder, file)));
}

/** @param kept a folder that outlives the copy, for its caches */
export function copyOf(source, target, { kept }) {
  fs.rmSync(target, { recursive: true, force: true });
  for (const file of filesOf(source)) {
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.copyFileSync(path.join(source, file), path.join(target, file));
  }
  fs.symlinkSync(path.join(source, 'node_modules'), path.join(target, 'node_modules'), 'dir');
  fs.mkdirSync(kept, { recursive: true });
  fs.symlinkSync(kept, path.join(target, 'tmp'), 'dir');
}

/** Writes a room's files into the copy and its lines into files that are there. */
export function furnish(copy, { name, files, insertions }) {
  for (const [file, template] of Object.entries(files)) {
    const full = path.join(copy, file);
    if (fs.existsSync(full))
      throw new Problem(`${name}: ${file} is there already; give the made-up file another name.`);
    fs.copyFileSync(path.join(templates, template), full);
  }
  for (const { into, after, before, lines } of insertions) {
    const full = path.join(copy, into);
    if (!fs.existsSync(full)) throw new Problem(`${name}: there is no ${into} any more. ${remedy}`);
    const text = fs.readFileSync(full, 'utf8');
    try {
      fs.writeFileSync(full, insert(text, { after, before, lines }));
    } catch (error) {
      throw new Problem(`${name}: ${into} ${error.message} ${remedy}`);
    }
  }
}

const remedy = 'Say in tools/room-check/rooms.mjs where its lines go now.';

/** Whole lines, beside one that stands there exactly once. */
export function insert(text, { after, before, lines }) {
  const beside = after ?? before;
  const all = text.split('\n');
  const places = all.flatMap((line, at) => (line === beside ? [at] : []));
  if (places.length !== 1) throw new Error(`has ${places.length} lines \`${beside}\` instead of one.`);
  return all.toSpliced(places[0] + (after === undefined ? 0 : 1), 0, ...lines).join('\n');
}

/** Every path of the copy that is not as in the source; found by comparison, whatever was meant to change. */
export function changedIn(copy, source, { tracked = filesOf(source) } = {}) {
  const own = new Set(['node_modules', 'tmp', 'dist', '.nx']);
  const walked = fs
    .readdirSync(copy, { withFileTypes: true })
    .filter(({ name }) => !own.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(copy, entry.name) : [entry.name]));
  const read = (folder, file) => {
    const full = path.join(folder, file);
    return fs.existsSync(full) ? fs.readFileSync(full) : null;
  };
  return [...new Set([...walked, ...tracked])]
    .filter((file) => {
      const [here, there] = [read(copy, file), read(source, file)];
      return here === null || there === null || !here.equals(there);
    })
    .sort();
}

function filesUnder(copy, folder) {
  return fs
    .readdirSync(path.join(copy, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(copy, path.join(entry.parentPath, entry.name)));
}

/** The paths that a room says it changes. */
export function pathsOf({ files, insertions }) {
  return [...new Set([...Object.keys(files), ...insertions.map(({ into }) => into)])].sort();
}

/** Those of them that lie neither in the folder of its feature nor where content and migrations do. */
export function straysOf(room) {
  const allowed = [room.folder, 'libs/content', 'migrations'];
  return pathsOf(room).filter((file) => !allowed.some((folder) => file.startsWith(`${folder}/`)));
}
