import { ordinaryBody } from './body-allowance';
import { inWords } from '@countersign/wire';
import { excessOf } from './body-parts';

const most = { fields: 150, items: 100, depth: 10, text: 200 };
const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_none, n) => [`f${n}`, n]));
const nested = (depth: number): unknown => (depth === 1 ? {} : { in: nested(depth - 1) });
const items = (count: number) => Array.from({ length: count }, () => 0);

const toldOf = (...asked: Parameters<typeof excessOf>) => {
  const excess = excessOf(...asked);
  return excess === null ? null : inWords(excess);
};

describe('The parts of a body', () => {
  it.each<[string, unknown, unknown]>([
    ['fields of one object', fields(100), fields(101)],
    ['fields of all objects', { a: fields(74), b: fields(74) }, { a: fields(74), b: fields(75) }],
    ['items of one list', { a: items(100) }, { a: items(101) }],
    ['items of all lists', { a: items(60), b: items(40) }, { a: items(60), b: items(41) }],
    ['lists in lists', { a: [items(99)] }, { a: [items(100)] }],
    ['depth', nested(10), nested(11)],
    ['the length of a text', { a: 'x'.repeat(200) }, { a: 'x'.repeat(201) }],
    ['the length of a text in a list', { a: ['x'.repeat(200)] }, { a: ['x'.repeat(201)] }],
    ['the length of a name', { ['x'.repeat(100)]: 1 }, { ['x'.repeat(101)]: 1 }],
  ])('are bounded in the %s', (_what, fits, exceeds) => {
    expect(excessOf(fits, most)).toBeNull();
    expect(toldOf(exceeds, most)).toEqual(expect.stringMatching(/^[A-Z].*\.$/));
  });

  it('are counted without recursion, whatever the depth', () => {
    const deep = JSON.parse(`${'['.repeat(120_000)}${']'.repeat(120_000)}`) as unknown;
    expect(toldOf(deep, ordinaryBody.parts)).toBe('This is nested more than 10 levels deep.');
    expect(excessOf(deep, { ...ordinaryBody.parts, depth: 200_000, items: 200_000 })).toBeNull();
  });

  it('are counted in names that an object has from elsewhere, too', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"constructor": {"toString": 1}}, "hasOwnProperty": 1}',
    ) as unknown;
    expect(excessOf(hostile, { ...most, fields: 4 })).toBeNull();
    expect(toldOf(hostile, { ...most, fields: 3 })).toMatch(/more fields than the 3/);
  });
});
