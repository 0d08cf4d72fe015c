// A part of package-lock.json: the packages that some of them need, with the versions and hashes of the whole.

/** Looks where Node would: in the package's own node_modules, then outwards. */
export function placeOf(packages, name, from = '') {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!folder) return null;
  }
}

/** What npm installs with it: a peer as well, unless it may be left out. */
function neededBy({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }) {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies), ...peers];
}

const optionalOf = ({ optionalDependencies = {} }) => Object.keys(optionalDependencies);

function spread(packages, places, namesOf) {
  const found = new Set(places);
  for (const place of found) {
    for (const name of namesOf(packages[place])) {
      const needed = placeOf(packages, name, place);
      if (needed !== null) found.add(needed);
      else if (neededBy(packages[place]).includes(name))
        throw new Error(`${place} needs ${name}, which the lockfile lacks.`);
    }
  }
  return found;
}

/** They were said of the whole: what is of development there may be needed here. */
function entryOf({ dev, devOptional, peer, optional, ...entry }, isOptional) {
  void [dev, devOptional, peer, optional];
  return isOptional ? { ...entry, optional: true } : entry;
}

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** `{ manifest, lock }` that `npm ci` accepts, for the named direct dependencies of a project. */
export function subsetOf({ manifest, lock, names }) {
  const undeclared = names.filter((name) => !manifest.dependencies[name]);
  if (undeclared.length > 0) {
    throw new Error(`${undeclared.join(', ')}: imported, but not among the dependencies of package.json.`);
  }
  const { packages } = lock;
  const direct = names.map((name) => `node_modules/${name}`);
  const needed = spread(packages, direct, neededBy);
  const all = spread(packages, needed, (entry) => [...neededBy(entry), ...optionalOf(entry)]);
  const { name, version, license } = manifest;
  const dependencies = sorted(Object.fromEntries(names.map((one) => [one, manifest.dependencies[one]])));
  const entries = [...all].map((place) => [place, entryOf(packages[place], !needed.has(place))]);
  return {
    manifest: { name, version, private: true, license, engines: manifest.engines, dependencies },
    lock: {
      name,
      version,
      lockfileVersion: lock.lockfileVersion,
      requires: true,
      packages: {
        '': { name, version, license, dependencies, engines: manifest.engines },
        ...sorted(Object.fromEntries(entries)),
      },
    },
  };
}
