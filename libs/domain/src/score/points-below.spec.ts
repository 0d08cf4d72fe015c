import fc from 'fast-check';
import { evaluate, pointsOf, publish, type AuthorQuestion, type CompiledQuestion } from '../index';
import { aQuestion, aQuestionnaire, catalogue } from '../questionnaire/a-questionnaire';
import { pointsBelow } from './points-below';

const options = ['a', 'b', 'c', 'd', 'full'].map((id) => ({ id, label: id }));
const none = { id: 'none', label: 'None', exclusive: true };

const QUESTIONS: readonly Partial<AuthorQuestion>[] = [
  {
    type: 'single',
    options,
    scoring: { kind: 'options', points: { a: 1, b: 0.75, c: 0.5, d: 0.25, full: 0 } },
  },
  { type: 'multi', options, scoring: { kind: 'coverage', of: ['a', 'b', 'c'] } },
  {
    type: 'multi',
    options: [...options, none],
    scoring: {
      kind: 'count',
      fullOption: 'full',
      bands: [
        { atLeast: 3, points: 1 },
        { atLeast: 2, points: 0.67 },
        { atLeast: 1, points: 0.33 },
        { points: 0 },
      ],
    },
  },
  {
    type: 'number',
    scoring: {
      kind: 'number-at-least',
      bands: [{ atLeast: 95, points: 1 }, { atLeast: 80, points: 0.5 }, { points: 0 }],
    },
  },
  {
    type: 'number',
    scoring: {
      kind: 'number-at-most',
      bands: [
        { atMost: 24, points: 1 },
        { atMost: 48, points: 0.75 },
        { atMost: 72, points: 0.5 },
        { points: 0.1 },
      ],
    },
  },
  {
    type: 'date',
    allowNever: true,
    scoring: {
      kind: 'age-in-months',
      bands: [{ atMost: 12, points: 1 }, { atMost: 24, points: 0.5 }, { points: 0 }],
    },
  },
  {
    type: 'table',
    columns: [{ id: 'name', label: 'Name', type: 'text', required: true }],
    scoring: { kind: 'table-completeness', complete: 1, incomplete: 0.5, empty: 0 },
  },
];

const compiledQuestions: readonly CompiledQuestion[] = QUESTIONS.map((stated, index) => {
  const question = aQuestion(`q${index}`, { scored: true, weight: 3, ...stated });
  const compiled = publish(aQuestionnaire(question), catalogue).document.questions[0];
  if (compiled === undefined) throw new Error('a published questionnaire keeps its question');
  return compiled;
});

function anyAnswer({ type, options: offered }: CompiledQuestion): fc.Arbitrary<unknown> {
  switch (type) {
    case 'single':
      return fc.constantFrom(...offered.map(({ id }) => id));
    case 'multi':
      return fc.subarray(
        offered.map(({ id }) => id),
        { minLength: 1 },
      );
    case 'number':
      return fc.integer({ min: 0, max: 100 });
    case 'date':
      return fc.constantFrom('never', '2026-11-22', '2025-11-22', '2025-11-21', '2024-11-22', '2024-11-21');
    default:
      return fc.constantFrom([{ name: 'x' }], [{ name: 'x' }, { name: '', note: 'y' }]);
  }
}

const context = (question: CompiledQuestion, answer: unknown) => ({
  conditions: {},
  answers: { [question.id]: { answer, followUps: {}, naReason: null } },
  facts: {},
  today: '2026-11-22',
});

describe('"Earns less than" as a condition over the answer', () => {
  it.each(compiledQuestions.map((question) => [question.scoring?.kind, question] as const))(
    'holds for %s exactly where the points are fewer',
    (_kind, question) => {
      fc.assert(
        fc.property(
          anyAnswer(question),
          fc.constantFrom(0, 0.25, 0.3333, 0.5, 0.6, 0.75, 1),
          (answer, share) => {
            const around = context(question, answer);
            const fewer = pointsOf(question, answer, around) < Math.round(share * 10_000);
            expect(evaluate(pointsBelow(question, share), around)).toBe(fewer);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it.each(compiledQuestions)('opens nothing on an unanswered question ($scoring.kind)', (question) => {
    expect(evaluate(pointsBelow(question, 1), context(question, null))).toBe(false);
  });

  it('rounds coverage down to whole ten-thousandths', () => {
    const coverage = compiledQuestions[1];
    if (coverage === undefined) throw new Error('the second question is scored by coverage');
    expect(pointsOf(coverage, ['a'], context(coverage, ['a']))).toBe(3_333);
    expect(pointsOf(coverage, ['a', 'b'], context(coverage, ['a', 'b']))).toBe(6_666);
  });
});
