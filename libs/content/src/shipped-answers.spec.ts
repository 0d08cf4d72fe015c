import fc from 'fast-check';
import { checkAnswer, type CompiledQuestion } from '@countersign/domain';
import { bestAnswers, compiled, TODAY } from './testing';

const question = (id: string): CompiledQuestion => {
  const found = compiled.questions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};

describe('Checking an answer', () => {
  const problems = (id: string, answer: unknown, rest: object = {}) =>
    checkAnswer(question(id), { answer, followUps: {}, naReason: null, ...rest }, { today: TODAY }).map(
      ({ field }) => field,
    );

  it('accepts every best answer and clearing it', () => {
    for (const [id, value] of Object.entries(bestAnswers())) {
      expect([id, problems(id, value.answer)]).toEqual([id, []]);
      expect(problems(id, null)).toEqual([]);
    }
  });

  it.each([
    ['an option that is not offered', 'MA-51', 'other'],
    ['"not applicable" where it is not allowed', 'MA-14', 'na'],
    ['"none" with another', 'MA-24', ['none', 'audit']],
    ['the same option twice', 'MA-24', ['audit', 'audit']],
    ['a future day of an aged date', 'MA-16', '2026-11-23'],
    ['a day that does not exist', 'MA-16', '2026-02-30'],
    ['more than a hundred percent', 'MA-23', 101],
    ['hours as text', 'MA-46', '24'],
    ['hours that are no number', 'MA-46', Number.NaN],
    ['text that is too long', 'MA-01', 'x'.repeat(10_001)],
    ['rows that are none', 'MA-07', 'Payroll'],
  ])('refuses %s', (_what, id, answer) => {
    expect(problems(id, answer)).toEqual(['answer']);
  });

  it('names the cell, the follow-up and the reason that are wrong', () => {
    expect(problems('MA-07', [{ system: 'x', owner: 'y' }])).toEqual(['answer.0.owner']);
    expect(problems('MA-07', [{ encrypted: 'perhaps' }])).toEqual(['answer.0.encrypted']);
    expect(problems('MA-14', 'no', { followUps: { targetDate: 'soon' } })).toEqual(['followUps.targetDate']);
    expect(problems('MA-14', 'no', { followUps: { colour: 'red' } })).toEqual(['followUps.colour']);
    expect(problems('MA-61', 'na', { naReason: { reason: 'other', explanation: '' } })).toEqual([
      'naReason.reason',
    ]);
    expect(
      problems('MA-61', 'na', { naReason: { reason: 'not_feasible', explanation: 'Old scanner' } }),
    ).toEqual([]);
  });

  it.each([
    ['yesterday', '2026-11-21', ['followUps.targetDate']],
    ['today', TODAY, []],
    ['in five years', '2031-11-22', []],
    ['later than in five years', '2031-11-23', ['followUps.targetDate']],
  ])('takes a gap that is to be closed %s as it should', (_when, targetDate, wrong) => {
    expect(problems('MA-14', 'no', { followUps: { targetDate } })).toEqual(wrong);
  });

  it('holds a target against the day of the business where that is not over yet', () => {
    const value = { answer: 'no', followUps: { targetDate: '2026-11-21' }, naReason: null };
    const days = { today: TODAY, businessDay: '2026-11-21' };
    expect(checkAnswer(question('MA-14'), value, days)).toEqual([]);
  });

  it.each([
    ['tomorrow', '2026-11-23', ['answer.date']],
    ['today', TODAY, []],
    ['a year ago', '2025-11-22', []],
    ['longer ago', '2025-11-21', ['answer.date']],
  ])('takes a signature of %s as it should', (_when, date, wrong) => {
    expect(problems('MA-70', { name: 'Ada', title: 'CISO', date, signature: 'Ada' })).toEqual(wrong);
  });

  it('takes a comment beside any answer, of a length that somebody reads', () => {
    expect(problems('MA-14', 'yes', { comment: 'Since 2019.' })).toEqual([]);
    expect(problems('MA-14', 'yes', { comment: 'x'.repeat(2_001) })).toEqual(['comment']);
    expect(problems('MA-14', 'yes', { comment: 7 })).toEqual(['comment']);
  });

  it('accepts "never" where it is offered', () => {
    expect(problems('MA-16', 'never')).toEqual([]);
  });

  it.each([[{ toString: 1 }], [{ toString: null, valueOf: 1 }], [['not_feasible']]])(
    'refuses a reason that is no text, such as %j',
    (reason) => {
      const naReason = { reason, explanation: '' };
      expect(problems('MA-61', 'na', { naReason })).toEqual(['naReason.reason']);
    },
  );

  it('refuses anything that is no answer, without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...compiled.questions), fc.anything(), (asked, value) => {
        expect(Array.isArray(checkAnswer(asked, value, { today: TODAY }))).toBe(true);
        expect(
          Array.isArray(
            checkAnswer(asked, { answer: value, followUps: value, naReason: value }, { today: TODAY }),
          ),
        ).toBe(true);
      }),
    );
  });
});
