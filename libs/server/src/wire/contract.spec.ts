import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly responses: Responses };
}
type Responses = Readonly<Record<string, Described>>;
interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Json }>>;
}

const root = join(__dirname, '../../../..');
const contract = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as Contract & Json;
const PROBLEM = 'application/problem+json';

/** Every object that does not say what it holds, by where it stands. */
function bareObjects(part: Json, place: string): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.entries(part).flatMap(([name, value]) => bareObjects(value, `${place}/${name}`));
  return isBare(part as Record<string, Json>) ? [place, ...inner] : inner;
}

function isBare(schema: Readonly<Record<string, Json>>): boolean {
  const types = [schema['type']].flat();
  if (!types.includes('object')) return false;
  const values = schema['additionalProperties'];
  const isMap = typeof values === 'object' && values !== null && Object.keys(values).length > 0;
  return !isMap && !('properties' in schema) && !('patternProperties' in schema);
}

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { responses }]) => ({ name: `${method} ${path}`, responses })),
);

const resolved = (described: Described): Described =>
  described.$ref === undefined
    ? described
    : (contract.components.responses[described.$ref.split('/').at(-1) ?? ''] ?? {});

/** The codes of the problems with which a response refuses. */
function codesOf(described: Described): string[] {
  const schema = resolved(described).content?.[PROBLEM]?.schema;
  const codes = [...JSON.stringify(schema ?? null).matchAll(/"code":\{"type":"string","enum":(\[[^\]]*\])/g)];
  return codes.flatMap(([, list = '[]']) => JSON.parse(list) as string[]);
}

const refusals = operations.flatMap(({ name, responses }) =>
  Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, described]) => ({ name: `${name} ${status}`, codes: codesOf(described) })),
);

const sources = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !/^(api-types|testing)\//.test(file),
  )
  .map((file) => ({ file, text: readFileSync(join(root, 'libs', file), 'utf8') }));

describe('openapi.json', () => {
  it('says of every object what it holds', () => {
    expect(bareObjects(contract, '')).toEqual([]);
  });

  it('says of every operation how it refuses, and of every refusal which codes it may have', () => {
    const silent = operations.filter(
      ({ responses }) => !['400', '503'].every((status) => Object.hasOwn(responses, status)),
    );
    expect(operations.length).toBeGreaterThan(100);
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(refusals.filter(({ codes }) => codes.length === 0).map(({ name }) => name)).toEqual([]);
  });

  it('names no code that nothing throws, and leaves out none that something does', () => {
    const described = new Set(refusals.flatMap(({ codes }) => codes));
    const throwing = sources.filter(({ file }) => !/\.controller\.ts$|derived-refusals\.ts$/.test(file));
    const dead = [...described].filter((code) => !throwing.some(({ text }) => text.includes(`'${code}'`)));
    expect(dead).toEqual([]);
    const thrown = throwing.flatMap(({ text }) =>
      [...text.matchAll(/(?:conflict\(\s*|Problem\(\{[^}]*?\bcode: )'([a-z-]+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    expect(thrown.length).toBeGreaterThan(30);
    expect(thrown.filter((code) => !described.has(code))).toEqual([]);
  });
});
