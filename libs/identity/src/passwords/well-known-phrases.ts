/**
 * Passphrases that stand in advice about passwords, and sentences that everybody can say: long enough, in no short list,
 * and among the first that a guesser tries. In letters alone.
 */
const phrases = [
  'correcthorsebatterystaple',
  'horsebatterystaple',
  'fourunrelatedwords',
  'fourrandomwords',
  'thisismypassword',
  'thisisapassword',
  'mypasswordis',
  'thequickbrownfox',
  'jumpsoverthelazydog',
  'tobeornottobe',
  'thatisthequestion',
  'maytheforcebewithyou',
  'lukeiamyourfather',
  'onceuponatime',
  'itwasthebestoftimes',
  'loremipsumdolor',
  'wethepeopleoftheunitedstates',
  'ourfatherwhoartinheaven',
  'twinkletwinklelittlestar',
  'happybirthdaytoyou',
  'iloveyouverymuch',
  'fourscoreandsevenyearsago',
  'changethispassword',
  'pleasechangeme',
] as const;

/** The letters that are left once such a phrase is taken out; null where none is in it. */
export function withoutWellKnownPhrase(plain: string): string | null {
  const letters = plain.replace(/\P{L}+/gu, '');
  const phrase = phrases.find((known) => letters.includes(known));
  return phrase === undefined ? null : letters.replaceAll(phrase, '');
}
