import fc from 'fast-check';
import {
  inherentRisk,
  LEVELS,
  poolScores,
  residualRisk,
  scoreAssessment,
  type AnswerSheet,
  type AnswerReview,
  type CompiledQuestionnaire,
} from '@countersign/domain';
import { factCatalogue } from './index';
import { answered, compiled, everything, TODAY } from './testing';

const inherent = inherentRisk(everything, { catalogue: factCatalogue });

const candidates = compiled.questions
  .filter(({ type, scored, knockout }) => type === 'yes_no_partial_na' && scored && !knockout)
  .map((question) => ({ ...question, showIf: null }));

/** Some of the shipped questions, asked of everybody: from one to about 60 points of weight. */
const small: fc.Arbitrary<CompiledQuestionnaire> = fc
  .shuffledSubarray(candidates, { minLength: 1, maxLength: 16 })
  .map((questions) => ({ ...compiled, questions }));

const anAnswer = fc.record({
  answer: fc.constantFrom('yes', 'partial', 'no', 'na', 'na'),
  accepted: fc.boolean(),
  verified: fc.boolean(),
});

interface Case {
  readonly questionnaire: CompiledQuestionnaire;
  readonly given: readonly {
    readonly answer: string;
    readonly accepted: boolean;
    readonly verified: boolean;
  }[];
}
const aCase: fc.Arbitrary<Case> = small.chain((questionnaire) =>
  fc.record({
    questionnaire: fc.constant(questionnaire),
    given: fc.array(anAnswer, {
      minLength: questionnaire.questions.length,
      maxLength: questionnaire.questions.length,
    }),
  }),
);

function scored({ questionnaire, given }: Case, acceptAll: boolean, protectedData: boolean) {
  const answers: Record<string, AnswerSheet[string]> = {};
  const reviews: Record<string, AnswerReview> = {};
  const evidence: Record<string, { verified: boolean; lapsesOn: null }> = {};
  questionnaire.questions.forEach(({ id }, index) => {
    const one = given[index];
    if (one === undefined) return;
    answers[id] = answered(one.answer);
    if (one.verified) evidence[id] = { verified: true, lapsesOn: null };
    if (one.answer === 'na' && (one.accepted || acceptAll)) reviews[id] = { verdict: 'accepted' };
  });
  return scoreAssessment({
    questionnaire,
    answers,
    facts: everything,
    protectedData,
    reviews,
    verifications: {},
    evidence,
    submittedOn: TODAY,
    today: TODAY,
  });
}

const ratingOf = (score: ReturnType<typeof poolScores>, protectedData: boolean) =>
  LEVELS.indexOf(residualRisk({ inherent, score, protectedData, openFindings: [] }).rating);

describe('In a questionnaire of few questions', () => {
  it('an accepted "not applicable" never worsens the rating, alone or pooled', () => {
    fc.assert(
      fc.property(aCase, aCase, fc.boolean(), (one, other, protectedData) => {
        for (const cases of [[one], [one, other]]) {
          const rating = (acceptAll: boolean) =>
            ratingOf(poolScores(cases.map((each) => scored(each, acceptAll, protectedData))), protectedData);
          expect(rating(true)).toBeLessThanOrEqual(rating(false));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('whose answers are all accepted as not applicable nothing is left to score', () => {
    const questionnaire = { ...compiled, questions: candidates };
    const given = candidates.map(() => ({ answer: 'na', accepted: true, verified: false }));
    const score = scored({ questionnaire, given }, false, false);
    expect([score.ceHundredths, score.notScorable]).toEqual([null, true]);
    expect(poolScores([score])).toMatchObject({ ceHundredths: null, notScorable: true });
  });

  it('is scored by what was asked: 40 points of weight, of which most do not apply', () => {
    const questionnaire = { ...compiled, questions: candidates };
    const given = candidates.map((_, index) => ({
      answer: index === 0 ? 'yes' : 'na',
      accepted: true,
      verified: false,
    }));
    const score = scored({ questionnaire, given }, false, false);
    expect(score.shownWeight).toBeGreaterThanOrEqual(40);
    expect([score.ceHundredths, score.notScorable]).toEqual([10_000, false]);
  });
});
