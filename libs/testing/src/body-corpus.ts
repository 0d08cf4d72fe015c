import { gzipSync } from 'node:zlib';

/** A body that nobody's form sends. */
export interface StrangeBody {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

const json = { 'content-type': 'application/json' };
const range = (count: number): readonly number[] => Array.from({ length: count }, (_none, index) => index);

const aWideOne = wide(90_000);
const aDeepOne = `{"value":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
const manyItems = JSON.stringify({ value: range(100_000).map((n) => n % 10) });

export const asJsonBody = (name: string, form: object): StrangeBody => ({
  name,
  headers: json,
  bytes: Buffer.from(JSON.stringify(form)),
});

/** What holds a server up that reads before it asks: wide, deep, long, many, packed, broken, or of another kind. */
export const bodyCorpus: readonly StrangeBody[] = [
  { name: 'wide', headers: json, bytes: Buffer.from(aWideOne) },
  { name: 'deep', headers: json, bytes: Buffer.from(aDeepOne) },
  { name: 'long', headers: json, bytes: Buffer.from(JSON.stringify({ value: 'x'.repeat(1_000_000) })) },
  { name: 'many items', headers: json, bytes: Buffer.from(manyItems) },
  { name: 'packed', headers: { ...json, 'content-encoding': 'gzip' }, bytes: gzipSync(aWideOne) },
  { name: 'broken', headers: json, bytes: Buffer.from('{"value": [1, 2') },
  { name: 'a list', headers: json, bytes: Buffer.from('[{"value": 1}]') },
  { name: 'plain text', headers: { 'content-type': 'text/plain' }, bytes: Buffer.from('value=1') },
  // As large as the most generous route takes, and still not what a form sends.
  { name: 'wide, of 200 kB', headers: json, bytes: Buffer.from(wide(15_000)) },
  {
    name: 'deep, of 200 kB',
    headers: json,
    bytes: Buffer.from(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`),
  },
  { name: 'many items, of 200 kB', headers: json, bytes: Buffer.from(`{"value":[${'1,'.repeat(95_000)}1]}`) },
  { name: 'a full table', headers: json, bytes: Buffer.from(aFullTable()) },
  { name: 'wide, of 16 kB', headers: json, bytes: Buffer.from(wide(1_100)) },
];

function wide(keys: number): string {
  return JSON.stringify(Object.fromEntries(range(keys).map((n) => [`key${n}`, n % 10])));
}

/** As many fields and bytes as the most generous route takes. */
function aFullTable(): string {
  const row = Object.fromEntries(range(95).map((n) => [`column${n}`, 'x'.repeat(36)]));
  const value = { answer: range(49).map(() => row), followUps: row, naReason: null };
  return JSON.stringify({ value, base: 0 });
}
