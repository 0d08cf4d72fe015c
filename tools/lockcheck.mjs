// A lockfile that was written against an incomplete registry installs once and then fails under `npm ci`. And one version
// is named everywhere: by package.json, by the lockfile and as the newest of CHANGELOG.md.
import './node/require-node.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './node/root.mjs';

const read = (file) => readFileSync(path.join(root, file), 'utf8');
const text = read('package-lock.json');
const { packages, version: lockedVersion } = JSON.parse(text);
const { version } = JSON.parse(read('package.json'));
const newestVersion = /^## (\d+\.\d+\.\d+) /m.exec(read('CHANGELOG.md'))?.[1];

/** Looks where Node would: in the package's own node_modules, then outwards. */
function find(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!folder) return null;
  }
}

const missing = Object.entries(packages).flatMap(
  ([place, { dependencies = {}, optionalDependencies = {} }]) =>
    Object.entries({ ...dependencies, ...optionalDependencies })
      .filter(([name]) => !find(place, name))
      .map(([name, version]) => `${name} ${version}, wanted by ${place || 'package.json'}`),
);
const withoutIntegrity = Object.entries(packages)
  .filter(([place, { integrity, link }]) => place && !integrity && !link)
  .map(([place]) => place);
const hosts = [...new Set(text.match(/https?:\/\/[^/"]*registry[^/"]*/g) ?? [])];

const complaints = [
  ...missing.map((name) => `missing: ${name}`),
  ...withoutIntegrity.map((name) => `no integrity: ${name}`),
  ...hosts.map((host) => `names a registry: ${host}`),
  ...(lockedVersion === version ? [] : [`package.json is ${version}, package-lock.json ${lockedVersion}`]),
  ...(newestVersion === version
    ? []
    : [`package.json is ${version}, CHANGELOG.md has ${newestVersion} last`]),
];
for (const complaint of complaints) console.log(complaint);
console.log(`package-lock.json: ${Object.keys(packages).length - 1} packages, miss: ${missing.length}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
