import type { Said } from '@countersign/domain';
import { anyJson, mapOf, Shaped } from '../http/shapes';
import { Text } from '../http/fields';
import { listed } from './formats';
import { languageOf } from './languages';
import { readersLanguage } from './reader';
import { inWords, type Words } from './words';

/** Codes of one kind are kept without what they have in common: the floor `knockout-open` is told by `floor.knockout-open`. */
export type Family = 'clause-found' | 'floor' | 'inherent-note' | 'score-reason' | 'trigger';

/** A sentence that a former version has kept, and no code was found for. */
const AS_WRITTEN = 'as-written';

/** What a row has kept, for whoever reads it now. What another version wrote never fails a page. */
export function keptInWords(kept: Said, tag = readersLanguage()): string {
  try {
    return inWords(kept as Words, tag);
  } catch {
    return kept.code;
  }
}

/** As the reader's language writes a list. */
export function listInWords(items: readonly string[], tag = readersLanguage()): string {
  return listed(languageOf(tag).formats, items);
}

export function ofFamily(
  family: Family,
  { code, parameters }: Partial<Said> & { readonly code: string },
): Said {
  return { code: code === AS_WRITTEN ? code : `${family}.${code}`, parameters: parameters ?? {} };
}

/** What a program needs, and beside it the words for a person, in the reader's language. */
export class Wording {
  @Text() readonly code: string;
  @Shaped(mapOf(anyJson)) readonly parameters: Readonly<Record<string, unknown>>;
  @Text() readonly text: string;
}

export function wordingOf(kept: Said): Wording {
  return { code: kept.code, parameters: kept.parameters, text: keptInWords(kept) };
}
