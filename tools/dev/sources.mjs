// Says when a source was saved. Each folder is watched by itself: that works the same everywhere, and a file that an
// editor replaces by another of its name is seen as well as one that is written into.
import fs from 'node:fs';
import path from 'node:path';

const QUIET_MS = 25;

const SERVER_KINDS = /\.(ts|json|sql)$/;

/**
 * Calls `saved` with the files that were saved since the last call, once they have come to rest.
 * @param {string[]} folders
 * @param {(files: string[]) => void} saved
 * @param {{ kinds?: RegExp, quiet?: number }} which files count, and the milliseconds of rest
 * @returns {() => void} stops watching
 */
export function watchSources(folders, saved, { kinds = SERVER_KINDS, quiet = QUIET_MS } = {}) {
  const isSource = (file) => kinds.test(file) && !file.endsWith('.spec.ts');
  const watchers = new Map();
  const waiting = new Set();
  let timer = null;

  const tell = () => {
    const files = [...waiting].sort();
    waiting.clear();
    saved(files);
  };

  const note = (file) => {
    waiting.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, quiet);
  };

  const forget = (folder) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  const isFolder = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;

  /** A new folder may hold files before it is watched. */
  const watch = (folder, isNew) => {
    if (watchers.has(folder)) return;
    const watcher = fs.watch(folder, (_, name) => {
      if (name === null) return;
      const file = path.join(folder, name);
      if (isFolder(file)) watch(file, true);
      else if (isSource(file)) note(file);
    });
    watcher.on('error', () => forget(folder));
    watchers.set(folder, watcher);
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) watch(file, isNew);
      else if (isNew && isSource(file)) note(file);
    }
  };

  for (const folder of folders) watch(folder, false);
  return () => {
    clearTimeout(timer);
    for (const folder of [...watchers.keys()]) forget(folder);
  };
}
