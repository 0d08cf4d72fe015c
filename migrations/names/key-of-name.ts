import { domainToASCII, domainToUnicode } from 'node:url';

/*
 * How names were compared when the migration beside this was written. It stays as it is, whatever the product does later:
 * a later rule brings a migration of its own.
 */

const AFTER =
  'inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lllp|lp|plc|pllc|pc|pbc|na|gmbh|mbh|ggmbh|ag|kg|kgaa|ohg|ug|ug haftungsbeschrankt|se|eg|ek|sa|sas|sasu|sarl|eurl|snc|scop|spa|srl|srls|sl|slu|sau|lda|ltda|sa de cv|sapi de cv|s de rl de cv|s de rl|eirl|bv|nv|vof|bvba|sprl|ab|aps|as|asa|oy|oyj|ou|sia|uab|sp z oo|społka z oo|sro|spol sro|kft|zrt|nyrt|doo|dd|eood|ood|ead|ad|sc|ae|epe|ike|αε|επε|ικε|ltd sti|ооо|оао|зао|пао|ао|тов|pty|pty ltd|pte|pte ltd|sdn bhd|bhd|tbk|pvt|pvt ltd|private|kk|gk|yk|fze|fz llc|fzco|wll|pjsc|psc|jsc|ojsc|cjsc|בעמ|주식회사|株式会社|有限会社|合同会社|株|有|有限公司|股份有限公司|有限责任公司|有限責任公司|株式會社';
const BEFORE = 'ооо|оао|зао|пао|ао|тов|pt|uab|sia|주식회사|株式会社|有限会社|合同会社|株|有|株式會社';

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
const ACCENTED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}])\p{M}+/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;

const formsOf = (forms: string) =>
  forms
    .split('|')
    .map((form) => wordsOf(form))
    .sort((one, other) => other.length - one.length);
const attachedOf = (forms: readonly (readonly string[])[]) =>
  forms
    .map((words) => words.join(''))
    .filter((form) => form.length > 1 && /^[\p{sc=Han}\p{sc=Hangul}]+$/u.test(form))
    .sort((one, other) => other.length - one.length);

const after = formsOf(AFTER);
const before = formsOf(BEFORE);
const attachedAfter = attachedOf(after);
const attachedBefore = attachedOf(before);

export function keyOfName(name: string): string {
  let words = wordsOf(name);
  if (words.length === 0) return name.normalize('NFC').trim().toLowerCase();
  for (;;) {
    const end = after.find((form) => isAt(words, form, words.length - form.length));
    const start = end === undefined ? before.find((form) => isAt(words, form, 0)) : undefined;
    if (end !== undefined) words = words.slice(0, -end.length);
    else if (start !== undefined) words = words.slice(start.length);
    else break;
  }
  const key = words.join('');
  const tail = attachedAfter.find((form) => key.length > form.length && key.endsWith(form));
  if (tail !== undefined) return key.slice(0, -tail.length);
  const head = attachedBefore.find((form) => key.length > form.length && key.startsWith(form));
  return head === undefined ? key : key.slice(head.length);
}

function isAt(words: readonly string[], form: readonly string[], place: number): boolean {
  return words.length > form.length && form.every((word, index) => words[place + index] === word);
}

function wordsOf(name: string): readonly string[] {
  const words = name
    .normalize('NFKD')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .replace(ACCENTED, '$1')
    .toUpperCase()
    .toLowerCase()
    .replace(ACCENTED, '$1')
    .replace(/[æœøłđðþħς]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(/[.'’‘ʼ`´"״׳]|(?<=\S)[-‐‑](?=\S)/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
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

/** A domain in the letters of the network (`xn--…`) and in those of its language are one. */
export function addressOfPeople(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const known = domainToUnicode(domainToASCII(address.slice(at)));
  return known === '' ? address : address.slice(0, at) + known;
}
