import fc from 'fast-check';
import { combine, compareLevels, levelOf, LEVELS, tierOf, worse, type Level } from '../index';

describe('Levels', () => {
  it.each<[number, Level]>([
    [0, 'very-low'],
    [1_999, 'very-low'],
    [2_000, 'low'],
    [3_999, 'low'],
    [4_000, 'moderate'],
    [5_999, 'moderate'],
    [6_000, 'high'],
    [7_999, 'high'],
    [8_000, 'very-high'],
    [10_000, 'very-high'],
  ])('of %i hundredths are %s', (hundredths, expected) => {
    expect(levelOf(hundredths)).toBe(expected);
  });

  // NIST SP 800-30, Table I-2: impact from very low to very high.
  it.each<[Level, readonly Level[]]>([
    ['very-high', ['very-low', 'low', 'moderate', 'high', 'very-high']],
    ['high', ['very-low', 'low', 'moderate', 'high', 'very-high']],
    ['moderate', ['very-low', 'low', 'moderate', 'moderate', 'high']],
    ['low', ['very-low', 'low', 'low', 'low', 'moderate']],
    ['very-low', ['very-low', 'very-low', 'very-low', 'low', 'low']],
  ])('combine in the row of likelihood %s as Table I-2 does', (likelihood, row) => {
    expect(LEVELS.map((impact) => combine(likelihood, impact))).toEqual(row);
  });

  it('combine to no less when likelihood or impact rises', () => {
    const any = fc.constantFrom(...LEVELS);
    fc.assert(
      fc.property(any, any, any, any, (likelihood, impact, moreLikely, moreImpact) => {
        const higher = combine(worse(likelihood, moreLikely), worse(impact, moreImpact));
        expect(compareLevels(higher, combine(likelihood, impact))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('give the tier', () => {
    expect(LEVELS.map(tierOf)).toEqual([3, 3, 2, 1, 1]);
  });
});
