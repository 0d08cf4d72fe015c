import type { BodyParts } from './body-allowance';

/** Of one object: a class is filled by comparing each name with those before it. */
const FIELDS_OF_ONE = 100;
const LONGEST_NAME = 100;

interface Part {
  readonly value: unknown;
  readonly depth: number;
}

/** What of a parsed body is more than its route takes, in a sentence; null when nothing is. */
export function excessOf(body: unknown, most: BodyParts): string | null {
  let fields = 0;
  let items = 0;
  const waiting: Part[] = [{ value: body, depth: 1 }];
  // Its own list instead of recursion: a body may be deeper than the stack.
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, depth } = part;
    if (typeof value === 'string' && value.length > most.text) return tooLong(most.text);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > most.depth) return `This is nested more than ${most.depth} levels deep.`;
    const names = Array.isArray(value) ? [] : Object.keys(value);
    fields += names.length;
    items += Array.isArray(value) ? value.length : 0;
    if (names.length > FIELDS_OF_ONE || fields > most.fields) return tooMany('fields', most.fields);
    if (items > most.items) return tooMany('items in its lists', most.items);
    if (names.some((name) => name.length > LONGEST_NAME)) return 'The name of a field is too long.';
    for (const inner of Object.values(value)) waiting.push({ value: inner, depth: depth + 1 });
  }
  return null;
}

const tooLong = (most: number) => `A text in this is longer than ${most} characters: shorten it.`;
const tooMany = (what: string, most: number) => `This has more ${what} than the ${most} that are taken here.`;
