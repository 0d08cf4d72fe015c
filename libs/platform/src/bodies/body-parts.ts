import { say, type Words } from '@countersign/wire';
import type { BodyParts } from './body-allowance';

/** Of one object: a class is filled by comparing each name with those before it. */
const FIELDS_OF_ONE = 100;
const LONGEST_NAME = 100;

interface Part {
  readonly value: unknown;
  readonly depth: number;
}

/** What of a parsed body is more than its route takes; null when nothing is. */
export function excessOf(body: unknown, most: BodyParts): Words | null {
  let fields = 0;
  let items = 0;
  const waiting: Part[] = [{ value: body, depth: 1 }];
  // Its own list instead of recursion: a body may be deeper than the stack.
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, depth } = part;
    if (typeof value === 'string' && value.length > most.text)
      return say('body.text-too-long', { most: most.text });
    if (typeof value !== 'object' || value === null) continue;
    if (depth > most.depth) return say('body.nested', { most: most.depth });
    const names = Array.isArray(value) ? [] : Object.keys(value);
    fields += names.length;
    items += Array.isArray(value) ? value.length : 0;
    if (names.length > FIELDS_OF_ONE || fields > most.fields)
      return say('body.fields', { most: most.fields });
    if (items > most.items) return say('body.items', { most: most.items });
    if (names.some((name) => name.length > LONGEST_NAME)) return say('body.name-too-long');
    for (const inner of Object.values(value)) waiting.push({ value: inner, depth: depth + 1 });
  }
  return null;
}
