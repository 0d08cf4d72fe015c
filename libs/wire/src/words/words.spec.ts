import { STUB_LANGUAGE, type ServerText } from '@countersign/content';
import { firstWish, languagesOnOffer, offerStubLanguage } from './languages';
import { asReader, readBy, readersLanguage } from './reader';
import { inWords, say } from './words';

const forbidden = say('refusal.forbidden');

describe('Words', () => {
  it('are English where nobody is known to read them, and where the language is not on offer', () => {
    expect(readersLanguage()).toBe('en');
    expect(asReader('is', () => inWords(forbidden))).toBe('Your roles do not allow this.');
    expect(inWords(forbidden, 'en-GB')).toBe('Your roles do not allow this.');
  });

  it('of a code that this version does not know are the code: a page does not fail over them', () => {
    expect(inWords(say('gone.long-ago' as ServerText))).toBe('gone.long-ago');
  });
});

describe('The stub language', () => {
  it('is on offer only where the configuration says so', () => {
    expect(languagesOnOffer()).toEqual(['en']);
    expect(firstWish(STUB_LANGUAGE)).toBe('en');
    offerStubLanguage();
    expect(languagesOnOffer()).toEqual(['en', STUB_LANGUAGE]);
    expect(firstWish(`is, ${STUB_LANGUAGE};q=0.8, en;q=0.5`)).toBe(STUB_LANGUAGE);
    expect(inWords(forbidden, STUB_LANGUAGE)).toMatch(/^⟦[^A-Za-z]+⟧$/);
  });

  it('is the reader’s as soon as a session names it, and nobody else’s', () => {
    asReader('en', () => {
      readBy(STUB_LANGUAGE);
      expect(readersLanguage()).toBe(STUB_LANGUAGE);
    });
    expect(readersLanguage()).toBe('en');
  });
});

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['en;q=0, de', 'en'],
  [`${'x'.repeat(5_000)}`, 'en'],
  ['; q=, ,,', 'en'],
])('What a browser asks for may be %p: %s', (header, language) => {
  expect(firstWish(header)).toBe(language);
});
