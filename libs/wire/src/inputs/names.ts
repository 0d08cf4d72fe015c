import { trimmedText } from './trimmed';

/** What shows nothing or turns the direction of reading; the joiners stay, since names in some scripts need them. */
const unseen = /(?![\u200C\u200D])[\p{Cf}\p{Cs}\u034F\u115F\u1160\u3164\uFFA0]/gu;
const gaps = /[\s\p{Cc}\u2028\u2029]+/gu;

/** A name as it stands in lists, subjects of mail and the trail: one line, read as it was typed. For `@Transform`. */
export function inOneLine({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? trimmedText(value.replace(unseen, '').replace(gaps, ' ')) : value;
}
