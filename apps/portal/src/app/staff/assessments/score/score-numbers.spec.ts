import { oneDecimal, weightEarned, wholePercent } from './score-numbers';

describe('Numbers of a score', () => {
  it('are rounded down to one decimal, never up', () => {
    expect(oneDecimal(9746)).toBe('97.4');
    expect(oneDecimal(9749)).toBe('97.4');
    expect(oneDecimal(10_000)).toBe('100.0');
    expect(oneDecimal(5)).toBe('0.0');
  });

  it('show shares in whole percent, rounded down', () => {
    expect(wholePercent(9999)).toBe('99%');
    expect(wholePercent(10_000)).toBe('100%');
  });

  it('show what an answer earned of its weight', () => {
    expect(weightEarned(5_000, 5)).toBe('2.5 of 5');
    expect(weightEarned(8_000, 4)).toBe('3.2 of 4');
    expect(weightEarned(10_000, 3)).toBe('3 of 3');
    expect(weightEarned(0, 2)).toBe('0 of 2');
  });
});
