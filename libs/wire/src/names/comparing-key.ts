import { legalForms } from '@countersign/content';

/** Letters that no decomposition takes apart. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ς: 'σ',
};
/** Marks on other scripts' letters tell one letter from another. */
const ACCENTED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}])\p{M}+/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;
const WITHIN_A_WORD = /[.'’‘ʼ`´"״׳]|(?<=\S)[-‐‑](?=\S)/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;

/**
 * What two names have in common that a person would take for the same company: without case, accents, punctuation, what
 * cannot be seen, and legal forms. A name of nothing but punctuation is its own key.
 */
export function comparingKey(name: string): string {
  const words = wordsOf(name);
  if (words.length === 0) return name.normalize('NFC').trim().toLowerCase();
  return withoutScriptsForms(withoutForms(words).join(''));
}

function wordsOf(name: string): readonly string[] {
  const folded = name
    .normalize('NFKD')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .replace(ACCENTED, '$1')
    .toUpperCase()
    .toLowerCase()
    .replace(ACCENTED, '$1')
    .replace(/[æœøłđðþħς]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(WITHIN_A_WORD, '');
  return spelledTogether(folded.split(BETWEEN_WORDS).filter((word) => word !== ''));
}

/** `S. A.` and `A/S` are one word. */
function spelledTogether(words: readonly string[]): readonly string[] {
  const together: string[] = [];
  let isOpen = false;
  for (const word of words) {
    const isLetter = /^[\p{L}]$/u.test(word) && !/[\p{sc=Han}]/u.test(word);
    if (isLetter && isOpen) together.push((together.pop() ?? '') + word);
    else together.push(word);
    isOpen = isLetter;
  }
  return together;
}

const longestFirst = (forms: readonly string[]) =>
  forms.map(wordsOf).sort((one, other) => other.length - one.length);
const after = longestFirst(legalForms.after);
const before = longestFirst(legalForms.before);
/** Written without a space between the name and its form. */
const attached = (forms: readonly (readonly string[])[]) =>
  forms
    .map((words) => words.join(''))
    .filter((form) => form.length > 1 && /^[\p{sc=Han}\p{sc=Hangul}]+$/u.test(form))
    .sort((one, other) => other.length - one.length);
const attachedAfter = attached(after);
const attachedBefore = attached(before);

/** Something of the name always stays. */
function withoutForms(words: readonly string[]): readonly string[] {
  let left = words;
  for (;;) {
    const end = after.find((form) => isAt(left, form, left.length - form.length));
    const start = end === undefined ? before.find((form) => isAt(left, form, 0)) : undefined;
    if (end !== undefined) left = left.slice(0, -end.length);
    else if (start !== undefined) left = left.slice(start.length);
    else return left;
  }
}

function isAt(words: readonly string[], form: readonly string[], place: number): boolean {
  return words.length > form.length && form.every((word, index) => words[place + index] === word);
}

function withoutScriptsForms(name: string): string {
  const end = attachedAfter.find((form) => name.length > form.length && name.endsWith(form));
  if (end !== undefined) return name.slice(0, -end.length);
  const start = attachedBefore.find((form) => name.length > form.length && name.startsWith(form));
  return start === undefined ? name : name.slice(start.length);
}
