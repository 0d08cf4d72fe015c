import { periodInWords } from './retention-words';

describe('A period of retention', () => {
  it('reads in years where it is long and in months where it is short', () => {
    expect(periodInWords(84)).toBe('7 years');
    expect(periodInWords(12)).toBe('1 year');
    expect(periodInWords(18)).toBe('18 months');
    expect(periodInWords(1)).toBe('1 month');
    expect(periodInWords(30)).toBe('2 years and 6 months');
    expect(periodInWords(25)).toBe('2 years and 1 month');
  });
});
