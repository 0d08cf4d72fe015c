import fc from 'fast-check';
import { evaluate, type Condition, type ConditionContext } from '../index';

const context = (
  answers: Readonly<Record<string, unknown>>,
  facts: ConditionContext['facts'] = {},
): ConditionContext => ({
  conditions: {
    HAS_PAPER: { question: 'form', includesAny: ['paper'] },
    CIRCLE: { condition: 'CIRCLE' },
  },
  answers: Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, { answer, followUps: {}, naReason: null }]),
  ),
  facts,
  today: '2026-11-22',
});

const paper: Condition = { question: 'form', includesAny: ['paper'] };

describe('A condition', () => {
  it.each<[string, Condition, Readonly<Record<string, unknown>>, boolean]>([
    ['one choice', paper, { form: 'paper' }, true],
    ['several choices', paper, { form: ['disk', 'paper'] }, true],
    ['another choice', paper, { form: ['disk'] }, false],
    ['no answer', paper, {}, false],
    ['a named condition', { condition: 'HAS_PAPER' }, { form: 'paper' }, true],
    ['a name nobody knows', { condition: 'NOBODY' }, {}, false],
    ['not over a name nobody knows', { not: { condition: 'NOBODY' } }, {}, false],
    ['a name inherited by every object', { condition: 'constructor' }, {}, false],
    ['a condition that refers to itself', { condition: 'CIRCLE' }, {}, false],
    ['not over an answer', { not: paper }, { form: ['disk'] }, true],
    ['not over an unanswered question', { not: paper }, {}, false],
    ['not over an unanswered question, twice', { not: { not: paper } }, {}, false],
    ['not over any of an unanswered question', { not: { any: [paper, { always: false }] } }, {}, false],
    ['not over a blank answer', { not: paper }, { form: '  ' }, false],
    ['all of nothing', { all: [] }, {}, true],
    ['any of nothing', { any: [] }, {}, false],
    ['answered, with a number that is 0', { question: 'form', answered: true }, { form: 0 }, true],
    ['answered, with an empty table', { question: 'form', answered: true }, { form: [{ name: '' }] }, false],
    ['below a number', { question: 'form', below: 80 }, { form: 79.9 }, true],
    ['not below it', { question: 'form', below: 80 }, { form: 80 }, false],
    ['above a number', { question: 'form', above: 72 }, { form: 73 }, true],
    ['older than a year', { question: 'form', olderThanMonths: 12 }, { form: '2025-11-21' }, true],
    ['a year old', { question: 'form', olderThanMonths: 12 }, { form: '2025-11-22' }, false],
    ['never', { question: 'form', olderThanMonths: 12 }, { form: 'never' }, true],
    ['an age of what is no day', { question: 'form', olderThanMonths: 12 }, { form: 'soon' }, false],
  ])('about %s', (_about, condition, answers, expected) => {
    expect(evaluate(condition, context(answers))).toBe(expected);
  });

  it('counts coverage only of what is expected', () => {
    const condition: Condition = {
      question: 'covers',
      coversLessThan: { numerator: 1, denominator: 2 },
      of: ['a', 'b', 'paper'],
      leaveOut: [{ option: 'paper', unless: paper }],
    };
    expect(evaluate(condition, context({ covers: ['a'] }))).toBe(false);
    expect(evaluate(condition, context({ covers: ['a'], form: 'paper' }))).toBe(true);
    expect(evaluate(condition, context({ covers: ['paper'] }))).toBe(true);
  });

  it('reads facts, and a fact not stated makes it false either way', () => {
    const facts = { tier: 2, laws: ['glba'], access: 'view', portable: false, residents: null };
    const holds = (condition: Condition) => evaluate(condition, context({}, facts));
    expect(holds({ fact: 'tier', atMost: 2 })).toBe(true);
    expect(holds({ fact: 'tier', atLeast: 3 })).toBe(false);
    expect(holds({ fact: 'laws', includesAny: ['glba', 'pci'] })).toBe(true);
    expect(holds({ fact: 'access', includesAny: ['view'] })).toBe(true);
    expect(holds({ not: { fact: 'portable', equals: true } })).toBe(true);
    expect(holds({ fact: 'residents', includesAny: ['r1'] })).toBe(false);
    expect(holds({ not: { fact: 'residents', includesAny: ['r1'] } })).toBe(false);
    expect(holds({ not: { fact: 'nowhere', equals: true } })).toBe(false);
  });

  it('never throws, whatever the answers are', () => {
    const kinds: readonly Condition[] = [
      paper,
      { question: 'form', below: 3 },
      { question: 'form', olderThanMonths: 3 },
      { question: 'form', selectsFewerThan: 2, of: ['a'] },
      { question: 'form', tableIs: ['empty'], requiredColumns: ['a'] },
    ];
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...kinds), (answer, condition) => {
        expect(typeof evaluate(condition, context({ form: answer }))).toBe('boolean');
      }),
    );
  });
});
