import type { Key } from './key-ring';

/** Keys as lines or as a list with commas: `id:base64 of 32 bytes`, oldest first, the last is the current one. */
export function parseKeys(text: string): readonly Key[] {
  const entries = text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('#'));
  const keys = entries.map(parseKey);
  const ids = new Set(keys.map(({ id }) => id));
  if (keys.length === 0) throw new RangeError('holds no key.');
  if (ids.size < keys.length) throw new RangeError('names the same key id twice.');
  return keys;
}

function parseKey(entry: string): Key {
  const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+=*)$/.exec(entry);
  const secret = Buffer.from(match?.[2] ?? '', 'base64');
  // The entry itself is not repeated: it is a secret.
  if (match === null || secret.length !== 32) {
    throw new RangeError('must hold lines `id:key`, each key 32 random bytes in base64.');
  }
  return { id: match[1] ?? '', secret };
}
