// What `npm test -- <area>` may name: a library, an app, a feature's folder in a library, a part of the portal. A name
// that stands on both sides, such as vendors, means both.
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';

const portal = 'apps/portal/src/app';
const withProjectOfItsOwn = ['domain', 'content'];

const foldersIn = (root, folder) =>
  fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.posix.join(folder, name));

const hasSpecs = (root, folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .some((file) => /\.spec\.(ts|mjs)$/.test(file) && !file.includes('node_modules'));

function candidates(root) {
  const libraries = foldersIn(root, 'libs');
  const apps = ['apps/api', 'apps/worker', 'apps/portal', 'tools'];
  const features = libraries
    .map((library) => `${library}/src`)
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) => foldersIn(root, folder));
  const parts = [...foldersIn(root, portal), ...foldersIn(root, `${portal}/staff`)];
  return [...libraries, ...apps, ...features, ...parts, ...foldersIn(root, 'tools')];
}

/** Each name, and the folders that it means. */
export function areasOf(root) {
  const areas = new Map();
  for (const folder of candidates(root).filter((folder) => hasSpecs(root, folder))) {
    const name = path.posix.basename(folder);
    areas.set(name, [...(areas.get(name) ?? []), folder]);
  }
  return areas;
}

function projectOf(folder) {
  const [top, name] = folder.split('/');
  if (top === 'tools') return 'tools';
  return top === 'apps' || withProjectOfItsOwn.includes(name) ? name : 'server';
}

/** The folders and Jest projects of these areas. Throws a Problem with the list of areas where one is unknown. */
export function chosenAreas(names, root) {
  const areas = areasOf(root);
  const unknown = names.find((name) => !areas.has(name));
  if (unknown !== undefined) {
    const known = [...areas.keys()].sort().join(', ');
    throw new Problem(`There is no area "${unknown}" that has specs. Name one of these: ${known}.`);
  }
  const folders = [...new Set(names.flatMap((name) => areas.get(name)))];
  return {
    // one that lies in another is run with it
    folders: folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`))).sort(),
    projects: [...new Set(folders.map(projectOf))].sort(),
  };
}
