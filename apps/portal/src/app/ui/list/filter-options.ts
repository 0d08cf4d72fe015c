import type { Words } from '../words';
import type { FilterOption } from './list-filter';

/** The options of a filter over a union, in the words of that union. */
export function filterOptions<Code extends string>(
  words: Readonly<Record<Code, Words | string>>,
  order: readonly Code[] = Object.keys(words) as Code[],
): FilterOption[] {
  return order.map((value) => {
    const word: Words | string = words[value];
    return { value, text: typeof word === 'string' ? word : word.text };
  });
}
