import fc from 'fast-check';
import {
  scoreAssessment,
  visibleQuestions,
  type AnswerSheet,
  type CompiledQuestion,
  type IntakeFacts,
} from '@countersign/domain';
import { anIntake, answered, bestAnswers, compiled, everything, respondent, scoreOf, TODAY } from './testing';

const context = (answers: AnswerSheet, facts: IntakeFacts = everything) => ({ answers, facts, today: TODAY });

const anyAnswer = (asked: CompiledQuestion): fc.Arbitrary<unknown> => {
  const ids = asked.options.map(({ id }) => id);
  switch (asked.type) {
    case 'multi':
      return fc.subarray(ids);
    case 'number':
      return fc.integer({ min: 0, max: 100 });
    case 'date':
      return fc.constantFrom('never', '2026-10-01', '2025-06-01', '2020-01-01', null);
    case 'single':
    case 'yes_no':
    case 'yes_no_partial_na':
      return fc.constantFrom(...ids, null);
    default:
      return fc.constantFrom(null, 'text');
  }
};
const anySheet: fc.Arbitrary<AnswerSheet> = fc
  .tuple(...compiled.questions.map(anyAnswer))
  .map((answers) =>
    Object.fromEntries(compiled.questions.map(({ id }, index) => [id, answered(answers[index])])),
  );
const anyFacts = fc
  .record({
    dataElements: fc.constantFrom(['none'], ['unknown'], ['ssn'], ['otherPersonal'], ['card', 'bio']),
    media: fc.subarray(['electronic', 'paper', 'removable', 'av']),
    portable: fc.boolean(),
    wireless: fc.boolean(),
    subcontractors: fc.boolean(),
  })
  .map((facts) => anIntake(facts));

describe('Of any answers', () => {
  it('what is shown does not depend on what is hidden', () => {
    fc.assert(
      fc.property(anySheet, anyFacts, (answers, facts) => {
        const shown = visibleQuestions(respondent, context(answers, facts));
        const without = Object.fromEntries(Object.entries(answers).filter(([id]) => shown.includes(id)));
        expect(visibleQuestions(respondent, context(without, facts))).toEqual(shown);
      }),
    );
  });

  it('the score lies between 0 and 100, and its sums are whole', () => {
    fc.assert(
      fc.property(anySheet, anyFacts, fc.boolean(), (answers, facts, submitted) => {
        const score = scoreOf({ answers, facts, submittedOn: submitted ? TODAY : null });
        for (const value of [score.ceHundredths, ...score.requirements.map((part) => part.ceHundredths)]) {
          if (value !== null) expect(value >= 0 && value <= 10_000).toBe(true);
        }
        expect(Number.isInteger(score.numerator) && score.numerator <= score.denominator).toBe(true);
        for (const { points } of score.questions)
          expect(points === null || Number.isInteger(points)).toBe(true);
      }),
    );
  });

  it('a better answer to a scored question never lowers the CE', () => {
    const scored = compiled.questions.filter((asked) => asked.scored);
    fc.assert(
      fc.property(anySheet, fc.constantFrom(...scored), (answers, asked) => {
        const before = scoreAssessment({ ...input(answers) });
        const after = scoreAssessment({
          ...input({ ...answers, [asked.id]: bestAnswers()[asked.id] ?? answered(null) }),
        });
        expect(after.numerator * before.denominator).toBeGreaterThanOrEqual(
          before.numerator * after.denominator,
        );
      }),
    );
  });
});

function input(answers: AnswerSheet) {
  return {
    questionnaire: compiled,
    answers,
    facts: everything,
    protectedData: true,
    reviews: {},
    verifications: {},
    evidence: {},
    submittedOn: TODAY,
    today: TODAY,
  };
}
