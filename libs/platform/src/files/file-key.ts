import { randomUUID } from 'node:crypto';

const shape = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** A name nobody can guess, spread over 256 folders. */
export function newKey(): string {
  const id = randomUUID();
  return `${id.slice(0, 2)}/${id}`;
}

export const isKey = (text: string): boolean => shape.test(text);

/** Whatever else a path may say, such as `..`, leads nowhere. */
export function requireKey(text: string): string {
  if (!isKey(text)) throw new Error('This is not the key of a stored file.');
  return text;
}
