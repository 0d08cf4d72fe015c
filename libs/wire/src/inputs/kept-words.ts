import type { ServerText } from '@countersign/content';
import type { Said } from '@countersign/domain';
import { anyJson, mapOf, Shaped } from './shapes';
import { Text } from './fields';
import { listed } from '../words/formats';
import { languageOf } from '../words/languages';
import { readersLanguage } from '../words/reader';
import { inWords } from '../words/words';
import type { Words } from '../words/words';

/** A sentence that a former version has kept, and no code was found for. */
const AS_WRITTEN = 'as-written';

/** What a row has kept, for whoever reads it now. What another version wrote never fails a page. */
export function keptInWords(kept: Said | Words, tag = readersLanguage()): string {
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

/**
 * Steps of one kind are kept without what their codes have in common: the floor `knockout-open` is told by the text
 * `floor.knockout-open`. What was kept as it was written is told so.
 */
export function stepInWords(
  step: { readonly code: string } & Partial<Pick<Said, 'parameters'>>,
  text: ServerText,
): string {
  return keptInWords({
    code: step.code === AS_WRITTEN ? AS_WRITTEN : text,
    parameters: step.parameters ?? {},
  });
}

/** What a program needs, and beside it the words for a person, in the reader's language. */
export class Wording {
  @Text() readonly code: string;
  @Shaped(mapOf(anyJson)) readonly parameters: Readonly<Record<string, unknown>>;
  @Text() readonly text: string;
}

export function wordingOf(kept: Said | Words): Wording {
  return { code: kept.code, parameters: kept.parameters, text: keptInWords(kept) };
}
