import { trimmedText } from './trimmed';

/** What shows nothing or turns the direction of reading; joiners and selectors are looked at by what they follow. */
const UNSEEN = /(?!\u200C|\u200D|\p{Variation_Selector})[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Some scripts, and pictures, need a joiner between two signs. Elsewhere it only makes two names of one. */
const IDLE =
  /(?<=^|[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{P}\s])(?:\u200C|\u200D|\p{Variation_Selector})+|[\u200C\u200D]+$/gu;
const GAPS = /[^\S\r\n\u2028\u2029\v\f\u0085]+|[\u2800]+|(?![\r\n\v\f\u0085])\p{Cc}+/gu;
const LINE_BREAKS = / *(?:[\r\n\u2028\u2029\v\f\u0085] *)+/gu;

/** Composed, and without what nobody can see. */
export function cleaned(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').replace(IDLE, '');
}

/**
 * A name as it stands in lists, subjects of mail and the trail: one line, read as it was typed. For `@Transform`; a line
 * break within it stays for `ONE_LINE` to refuse.
 */
export function inOneLine({ value }: { value: unknown }): unknown {
  if (typeof value !== 'string') return value;
  return trimmedText(cleaned(value).replace(GAPS, ' ').replace(LINE_BREAKS, '\n'));
}

export const ONE_LINE = /^[^\n]*$/;
