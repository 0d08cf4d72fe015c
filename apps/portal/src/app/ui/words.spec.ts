import { ASSESSMENT_STATES, LEVELS, REVIEW_VERDICTS } from '@countersign/domain';
import * as words from './words';

const TABLES = Object.entries<unknown>({ ...words }).filter(
  (entry): entry is [string, Record<string, words.Words | string>] => entry[0].endsWith('_WORDS'),
);

function textOf(word: words.Words | string): string {
  return typeof word === 'string' ? word : word.text;
}

describe('The words of the product', () => {
  it('cover every state the domain knows', () => {
    expect(Object.keys(words.ASSESSMENT_STATE_WORDS).sort()).toEqual([...ASSESSMENT_STATES].sort());
    expect(Object.keys(words.VERDICT_WORDS).sort()).toEqual([...REVIEW_VERDICTS].sort());
    expect(Object.keys(words.LEVEL_WORDS).sort()).toEqual([...LEVELS, 'not-assessed'].sort());
  });

  it.each(TABLES)('never print a raw code: %s', (_name, table) => {
    for (const [code, word] of Object.entries(table)) {
      const text = textOf(word);
      expect(text === '').toBe(code === 'none' && table === words.NEXT_ACTION_WORDS);
      expect(text).not.toMatch(/^[a-z]|[a-z]-[a-z]+-[a-z]/);
      expect(text).not.toBe(code);
    }
  });

  it('give two states of one table different words', () => {
    for (const [name, table] of TABLES) {
      const texts = Object.values(table).map(textOf);
      expect({ name, distinct: new Set(texts).size }).toEqual({ name, distinct: texts.length });
    }
  });
});
