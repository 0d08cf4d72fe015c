import { formatDate, number } from './formats';
import { firstOf, language, speak, speakAs, wishes } from './reader';

describe('The language of the reader', () => {
  afterEach(() => {
    localStorage.clear();
    speak('en', { name: 'English', formats: 'en-IE' });
  });

  it('is the first wish that is on offer, a country aside', () => {
    expect(firstOf(['de-CH', 'fr'], ['en', 'fr', 'de'])).toBe('de');
    expect(firstOf(['pt-BR'], ['en', 'pt-BR', 'pt'])).toBe('pt-BR');
    expect(firstOf(['is', 'fr'], ['en', 'fr'])).toBe('fr');
    expect(firstOf(['is'], ['en', 'fr'])).toBe('en');
  });

  it('gives the page its language and numbers and days their locale', () => {
    speak('de', { name: 'Deutsch', formats: 'de-DE' });
    expect(document.documentElement.lang).toBe('de');
    expect(number(1234.5)).toBe('1.234,5');
    expect(formatDate('2026-12-14')).toBe('14. Dez. 2026');
  });

  it('is the member’s own after the sign-in: remembered, and the page loaded anew once', () => {
    let loads = 0;
    const reload = () => (loads += 1);
    speakAs('de', reload);
    expect(wishes()[0]).toBe('de');
    speakAs('de', reload); // the page came back in English: there is no German
    expect({ loads, language: language() }).toEqual({ loads: 1, language: 'en' });
  });

  it('stays where the session names none or the one that is spoken', () => {
    const reload = () => {
      throw new Error('loaded anew');
    };
    speakAs(undefined, reload);
    speakAs('en', reload);
    expect(wishes()).toEqual(navigator.languages);
  });
});
