import {
  clauseRequirements,
  publish,
  visibleQuestions,
  type ClauseLibrary,
  type QuestionnaireDocument,
} from '@countersign/domain';
import formerLibrary from './fixtures/clause-library-1.0.0.json';
import formerQuestions from './fixtures/questionnaire-1.0.0.json';
import { clauseLibrary, factCatalogue, shippedQuestionnaire } from './index';
import { anIntake, answered, bestAnswers, compiled, everything, scoreOf, TODAY } from './testing';

const former = publish(formerQuestions as unknown as QuestionnaireDocument, factCatalogue).document;
const library = formerLibrary as unknown as ClauseLibrary;

const weightOf = (
  questions: readonly { readonly id: string; readonly weight: number }[],
  ids: readonly string[],
) => questions.filter(({ id }) => ids.includes(id)).reduce((sum, { weight }) => sum + weight, 0);

describe('Questionnaire 1.1', () => {
  it('is another version, and 1.0.0 keeps its questions and gates for whoever was sent it', () => {
    expect([former.version, compiled.version]).toEqual(['1.0.0', '1.1.1']);
    const shown = visibleQuestions(former, { answers: {}, facts: anIntake(), today: TODAY });
    expect(shown).toEqual(['MA-01', 'MA-02', 'MA-13', 'MA-35', 'MA-45', 'MA-70']);
  });

  it.each([
    [['MA-53'], ['MA-53', 'MA-71']],
    [['MA-60'], ['MA-60', 'MA-72']],
  ])('asks %j in two parts that share its weight: %j', (before, after) => {
    expect(weightOf(compiled.questions, after)).toBe(weightOf(former.questions, before));
    expect(after.map((id) => weightOf(compiled.questions, [id]))).not.toContain(0);
  });

  it('weighs in all what 1.0.0 weighed, question by question but for those two', () => {
    expect(
      weightOf(
        compiled.questions,
        compiled.questions.map(({ id }) => id),
      ),
    ).toBe(197);
    const moved = former.questions
      .filter(({ id, weight }) => weightOf(compiled.questions, [id]) !== weight)
      .map(({ id }) => id);
    expect(moved).toEqual(['MA-53', 'MA-60']);
  });

  it('asks nothing of two things at once where the two earn apart', () => {
    const texts = shippedQuestionnaire.questions
      .filter(({ id }) => ['MA-53', 'MA-60', 'MA-71', 'MA-72'].includes(id))
      .map(({ text }) => text);
    for (const text of texts) expect(text).not.toMatch(/, and /);
  });

  it.each([
    [['disposal'], true],
    [['courier', 'records-storage'], true],
    [['saas'], false],
  ])('makes MA-68 a knock-out for %j: %s', (serviceKinds, fires) => {
    const facts = { ...everything, serviceKinds };
    const { knockouts } = scoreOf({ facts, answers: bestAnswers({ 'MA-68': 'no' }) });
    expect(knockouts.map(({ question }) => question)).toEqual(fires ? ['MA-68'] : []);
  });

  it('lets a vendor without premises say so, and takes it out of the score once that is accepted', () => {
    const answers = bestAnswers({ 'MA-38': 'na' });
    expect(scoreOf({ answers }).numerator).toBe(1_950_000);
    expect(scoreOf({ answers, reviews: { 'MA-38': { verdict: 'accepted' } } }).denominator).toBe(1_950_000);
  });

  it('asks who approved the program of everybody who has approved one', () => {
    const asked = compiled.questions.find(({ id }) => id === 'MA-16')?.followUps;
    expect(asked?.find(({ key }) => key === 'approver')?.required).toBe(true);
  });

  it('shows no more and no fewer questions whatever the vendor answers about what it holds less', () => {
    const less = { 'MA-02': answered(['none']), 'MA-04': answered('r0'), 'MA-12': answered(['none']) };
    const view = { facts: everything, today: TODAY };
    expect(visibleQuestions(compiled, { ...view, answers: less })).toEqual(
      visibleQuestions(compiled, { ...view, answers: {} }),
    );
  });
});

describe('Clause library 1.1.0', () => {
  it('keeps every clause of 1.0.0 and its marks of laws; what CL-40 said of three laws stands in three clauses', () => {
    const marksOf = (of: ClauseLibrary, ids: readonly string[]) =>
      of.clauses
        .filter(({ id }) => ids.includes(id))
        .flatMap(({ laws }) => laws.map(({ law, strength }) => `${law ?? ''} ${strength}`))
        .sort();
    for (const { id } of library.clauses) {
      const ids = id === 'CL-40' ? ['CL-40', 'CL-41', 'CL-42'] : [id];
      expect(marksOf(clauseLibrary, ids)).toEqual(marksOf(library, ids));
    }
  });

  it('names in CL-02 all that GDPR 28(3) asks for', () => {
    const text = String(clauseLibrary.clauses.find(({ id }) => id === 'CL-02')?.modelText);
    for (const part of ['subject matter', 'duration', 'nature and purpose', 'types of personal data'])
      expect(text).toContain(part);
    expect(text).toContain('categories of people');
  });

  it('requires CL-01 of the law of Massachusetts only where it holds personal information of residents', () => {
    const lawsOf = (stated: Parameters<typeof anIntake>[0]) =>
      clauseRequirements(clauseLibrary, anIntake(stated), 3)
        .find(({ clause }) => clause === 'CL-01')
        ?.because.map(({ law }) => law);
    expect(lawsOf({ dataElements: ['fin'] })).toEqual([null, 'ma']);
    // Protected all the same: by policy.
    expect(lawsOf({ dataElements: ['fin'], residentsMassachusetts: 'r0' })).toEqual([null]);
    expect(lawsOf({ dataElements: ['fin'], residentsMassachusetts: 'r0', laws: ['gdpr'] })).toEqual([
      null,
      'gdpr',
    ]);
  });
});
