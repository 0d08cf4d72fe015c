import { describe, expect, it } from '@jest/globals';
import { faultsOfGraph, faultsOfLibraries, forwardsOnly, sharedAddresses } from './judge.mjs';

const twelve = Array.from({ length: 12 }, (_, at) => `room-${at}`);

/** A house without a fault, and what is drawn into it. */
function aGraph({ arrows = {}, without = [] } = {}) {
  const node = (root, targets) => ({ data: { root, targets } });
  return {
    nodes: {
      ...Object.fromEntries(twelve.map((name) => [name, node(`libs/${name}`, { test: {} })])),
      api: node('apps/api', {}),
      ...Object.fromEntries(without.map((name) => [name, node(`libs/${name}`, {})])),
    },
    dependencies: Object.fromEntries(
      ['api', ...twelve].map((name) => [name, (arrows[name] ?? []).map((target) => ({ target }))]),
    ),
  };
}

describe('The graph of the projects', () => {
  it('has no fault where all arrows go one way', () => {
    expect(faultsOfGraph(aGraph({ arrows: { api: ['room-2', 'room-1'], 'room-2': ['room-1'] } }))).toEqual(
      [],
    );
  });

  it.each([
    ['a cycle of two', { 'room-1': ['room-2'], 'room-2': ['room-1'] }, 'a cycle: room-1 → room-2 → room-1'],
    [
      'a cycle behind others',
      { 'room-0': ['room-1'], 'room-1': ['room-2'], 'room-2': ['room-3'], 'room-3': ['room-1'] },
      'a cycle: room-1 → room-2 → room-3 → room-1',
    ],
    ['a library on an app', { 'room-1': ['api'] }, 'room-1 stands on api, which is an app'],
  ])('is refused with %s', (_what, arrows, fault) => {
    expect(faultsOfGraph(aGraph({ arrows }))).toEqual([fault]);
  });

  it('is refused where a library has no specs to run, or too few are left', () => {
    expect(faultsOfGraph(aGraph({ without: ['room-3'] }))).toEqual(['room-3 has no test target']);
    const graph = aGraph();
    delete graph.nodes['room-3'];
    delete graph.dependencies['room-3'];
    expect(faultsOfGraph(graph)).toEqual(['only 11 libraries, which is less than 12']);
  });
});

describe('The files of a library', () => {
  it('are 8,000 lines at most', () => {
    const file = (lines) => [{ path: 'libs/one/src/a.ts', text: 'const a = 1;\n'.repeat(lines) }];
    expect(faultsOfLibraries({ one: file(8_000) })).toEqual([]);
    expect(faultsOfLibraries({ one: file(8_001) })).toEqual([
      'one has 8001 lines without specs, more than 8000',
    ]);
  });

  const path = 'libs/one/src/folder/a.ts';
  it.each([
    `export { a } from './b';\n`,
    `/** Why. */\nexport * from './b';\nexport type { C } from './c';\n`,
    `import { a } from './b';\nexport { a };\n`,
    `export {\n  a,\n  b,\n} from './b';\n// the end\n`,
  ])('do not exist only to forward: %j', (text) => {
    expect(faultsOfLibraries({ one: [{ path, text }] })).toEqual([`${path} exists only to forward`]);
  });

  it.each([
    `import { a } from './b';\nexport const c = a;\n`,
    `export { a } from './b';\nexport type D = string;\n`,
    `import './b';\n`,
    `export function a() {\n  return 'from';\n}\n`,
  ])('may have something of their own: %j', (text) => {
    expect(forwardsOnly({ path, text })).toBe(false);
  });

  it('may be a door', () => {
    const text = `export { a } from './b';\n`;
    for (const door of ['libs/one/src/index.ts', 'libs/server/src/product.ts'])
      expect(forwardsOnly({ path: door, text })).toBe(false);
    expect(forwardsOnly({ path: 'libs/one/src/folder/index.ts', text })).toBe(true);
  });
});

describe('An address', () => {
  it('is answered by one library', () => {
    const file = (address) => [
      { path: 'a.ts', text: `@ApiTags('x')\n@Controller('${address}')\nexport class A {}` },
    ];
    expect(sharedAddresses({ one: file('members'), two: file('vendors') })).toEqual([]);
    expect(sharedAddresses({ one: file('members'), two: file('members') })).toEqual([
      'one and two both have a controller of members',
    ]);
  });
});
