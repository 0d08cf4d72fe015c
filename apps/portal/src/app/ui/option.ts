import type { Words } from './words';

/** What can be chosen, and how it reads. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Members, vendors and whatever else is known by its name. */
export function byName(things: readonly { readonly id: string; readonly name: string }[]): Option[] {
  return things.map(({ id, name }) => ({ value: id, text: name }));
}

/** The codes of a union, in its words. */
export function byWords<Code extends string>(
  words: Readonly<Record<Code, Words | string>>,
  order: readonly Code[] = Object.keys(words) as Code[],
): Option[] {
  return order.map((value) => {
    const word: Words | string = words[value];
    return { value, text: typeof word === 'string' ? word : word.text };
  });
}
