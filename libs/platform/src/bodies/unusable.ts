import { type FieldProblem, say } from '@countersign/wire';

/** What every object has from elsewhere: a class that is filled with them is another class. */
const TAKEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const UNKEEPABLE = say('unusable.character');

/** The first part of a parsed body of bounded depth that no form can use, by the path a form finds its field by. */
export function unusableIn(value: unknown, field = ''): FieldProblem | null {
  if (typeof value === 'string') return isKept(value) ? null : { field, message: UNKEEPABLE };
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const path = field === '' ? name : `${field}.${name}`;
    if (TAKEN_NAMES.has(name)) return { field: path, message: say('unusable.no-field-may-be') };
    if (!isKept(name)) return { field, message: UNKEEPABLE };
    const found = unusableIn(inner, path);
    if (found !== null) return found;
  }
  return null;
}

/** Postgres keeps neither NUL nor half a surrogate pair, which pasted text can hold. */
const isKept = (text: string): boolean => !text.includes('\u0000') && !/\p{Cs}/u.test(text);
