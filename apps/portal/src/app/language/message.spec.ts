import { message } from './message';

describe('A message with values', () => {
  const gaps = '{open, plural, =0 {No gap in {of}} one {# gap in {of}} other {# gaps in {of}}}';

  it('counts in the singular, the plural and for a number of its own', () => {
    expect(message(gaps, { open: 0, of: 'two clauses' })).toBe('No gap in two clauses');
    expect(message(gaps, { open: 1, of: 'two clauses' })).toBe('1 gap in two clauses');
    expect(message(gaps, { open: 1200, of: 'two clauses' })).toBe('1,200 gaps in two clauses');
  });

  it('gives each number of a nested plural its own sign', () => {
    const nested =
      '{open, plural, one {# gap} other {# gaps in {n, plural, one {# clause} other {# clauses}}}}, #';
    expect(message(nested, { open: 2, n: 7 })).toBe('2 gaps in 7 clauses, #');
  });

  it('chooses by a word and falls back to other', () => {
    const who = '{kind, select, member {A member} other {Somebody}} wrote {n}';
    expect(message(who, { kind: 'member', n: 3 })).toBe('A member wrote 3');
    expect(message(who, { kind: 'stranger', n: 3 })).toBe('Somebody wrote 3');
  });

  it('refuses a gap without a value and a brace that stays open', () => {
    expect(() => message('{n} files', {})).toThrow('“n” has no value');
    expect(() => message('{n, plural, other {# files}', { n: 1 })).toThrow('A brace is not closed');
  });
});
