// What the graph of projects and the files of the libraries have to hold. Pure, so that specs can draw bad ones.

export const FEWEST_LIBRARIES = 12;
export const MOST_LINES = 8_000;

/**
 * @param graph as `nx graph --file` writes it
 * @param libraries by name: its lines without specs, its files as { path, text }
 */
export function faultsOf(graph, libraries) {
  return [...faultsOfGraph(graph), ...faultsOfLibraries(libraries), ...sharedAddresses(libraries)];
}

export function faultsOfGraph({ nodes, dependencies }) {
  const names = Object.keys(nodes);
  const isLibrary = (name) => nodes[name].data.root.startsWith('libs/');
  const arrows = Object.fromEntries(
    names.map((name) => [name, dependencies[name].map(({ target }) => target)]),
  );
  const libraries = names.filter(isLibrary);
  const faults = libraries
    .filter((name) => nodes[name].data.targets.test === undefined)
    .map((name) => `${name} has no test target`);
  if (libraries.length < FEWEST_LIBRARIES)
    faults.push(`only ${libraries.length} libraries, which is less than ${FEWEST_LIBRARIES}`);
  for (const [from, targets] of Object.entries(arrows))
    for (const to of targets)
      if (nodes[to]?.data.root.startsWith('apps/')) faults.push(`${from} stands on ${to}, which is an app`);
  return [...faults, ...cyclesOf(arrows).map((cycle) => `a cycle: ${cycle.join(' → ')}`)];
}

/** Each found once, as the way round. */
function cyclesOf(arrows) {
  const done = new Set();
  const cycles = [];
  const visit = (name, way) => {
    const at = way.indexOf(name);
    if (at >= 0) cycles.push([...way.slice(at), name]);
    if (at >= 0 || done.has(name)) return;
    for (const next of arrows[name] ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of Object.keys(arrows)) visit(name, []);
  return cycles;
}

export function faultsOfLibraries(libraries) {
  return Object.entries(libraries).flatMap(([name, files]) => {
    const lines = files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
    return [
      ...(lines > MOST_LINES ? [`${name} has ${lines} lines without specs, more than ${MOST_LINES}`] : []),
      ...files.filter(forwardsOnly).map(({ path }) => `${path} exists only to forward`),
    ];
  });
}

/** The doors: a library's own, and that of the whole product for specs. */
const doors = /^libs\/[^/]+\/src\/index\.ts$|^libs\/server\/src\/product\.ts$/;

export function forwardsOnly({ path, text }) {
  if (doors.test(path)) return false;
  const said = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const own = said
    .replace(/^(?:import|export)\s[^;]*?\sfrom\s+'[^']+';/gm, '')
    .replace(/^export\s+\{[^}]*\};/gm, '');
  return /^export\b/m.test(said) && own.trim() === '';
}

/** Two libraries that answer beneath one address: nobody would know in which of them to look. */
export function sharedAddresses(libraries) {
  const homes = new Map();
  for (const [name, files] of Object.entries(libraries))
    for (const { text } of files)
      for (const [, address] of text.matchAll(/^@Controller\('([^']+)'\)/gm))
        homes.set(address, (homes.get(address) ?? new Set()).add(name));
  return [...homes]
    .filter(([, names]) => names.size > 1)
    .map(([address, names]) => `${[...names].sort().join(' and ')} both have a controller of ${address}`);
}
