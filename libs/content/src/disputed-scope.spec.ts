import {
  checkAnswer,
  disputedQuestions,
  missingAnswers,
  publish,
  statedQuestions,
  visibleQuestions,
  type AnswerContext,
  type AnswerSheet,
  type AnswerValue,
  type FactSheet,
} from '@countersign/domain';
import { factCatalogue, shippedQuestionnaire } from './index';

const plain = (answer: unknown): AnswerValue => ({ answer, followUps: {}, naReason: null });
const { document: shipped } = publish(shippedQuestionnaire, factCatalogue);

const SSN: FactSheet = {
  dataElements: ['ssn'],
  media: ['electronic'],
  wireless: false,
  portable: false,
  subcontractors: false,
  laws: [],
};

const contextOf = (answers: AnswerSheet, more: Partial<AnswerContext> = {}): AnswerContext => ({
  answers,
  facts: SSN,
  today: '2026-12-01',
  ...more,
});

describe('A question that only the intake shows', () => {
  const stated = (answers: AnswerSheet, more: Partial<AnswerContext> = {}) =>
    statedQuestions(shipped, contextOf(answers, more));

  it('names what the intake states and where to say otherwise, until the vendor has said something', () => {
    const [one] = stated({}).get('MA-03') ?? [];
    expect(one).toMatchObject({ fact: 'dataElements', question: 'MA-02', missing: ['ssn'] });
    expect([...stated({}).keys()]).toEqual([
      ...disputedQuestions(shipped, contextOf({ 'MA-02': plain(['none']) })).keys(),
    ]);
    for (const said of [['ssn'], ['none']]) expect(stated({ 'MA-02': plain(said) }).has('MA-03')).toBe(false);
  });

  it('is no more to be denied once the intake is said to stand, nor where the vendor names the data elsewhere', () => {
    const stands = { kind: 'intake-stands', fact: 'dataElements', values: ['ssn'] } as const;
    expect(stated({}, { settlements: [stands] }).has('MA-03')).toBe(false);
    const elsewhere = [{ fact: 'dataElements', kind: 'set', order: [], values: ['ssn'] }] as const;
    expect(stated({}, { elsewhere }).has('MA-03')).toBe(false);
  });
});

describe('A question that only a disputed fact shows', () => {
  const denied = { 'MA-02': plain(['internal']) };

  it('is one of those that nobody asks where no protected data are held, and no other', () => {
    const disputed = disputedQuestions(shipped, contextOf(denied));
    const withIntake = visibleQuestions(shipped, contextOf(denied));
    const without = visibleQuestions(
      shipped,
      contextOf(denied, { facts: { ...SSN, dataElements: ['none'] } }),
    );
    expect([...disputed.keys()]).toEqual(withIntake.filter((id) => !without.includes(id)));
    expect(disputed.size).toBeGreaterThan(20);
    expect([...disputed.values()].every(([one]) => one?.fact === 'dataElements')).toBe(true);
  });

  it('is complete as not applicable without a reason, and states nothing itself', () => {
    const disputed = disputedQuestions(shipped, contextOf(denied));
    const answers = { ...denied, ...Object.fromEntries([...disputed.keys()].map((id) => [id, plain('na')])) };
    const open = missingAnswers(shipped, contextOf(answers)).map(({ question }) => question);
    expect(open.filter((question) => disputed.has(question))).toEqual([]);
    // One pass: what is answered so changes neither what is shown nor what is disputed.
    expect([...disputedQuestions(shipped, contextOf(answers)).keys()]).toEqual([...disputed.keys()]);
    for (const question of shipped.questions.filter(({ id }) => disputed.has(id))) {
      expect(checkAnswer(question, plain('na'), { today: '2026-12-01', disputed: true })).toEqual([]);
    }
  });

  it('needs an answer again where the intake stands, or where the vendor names the data', () => {
    const disputed = disputedQuestions(shipped, contextOf(denied));
    const [first] = [...disputed.keys()].filter((id) =>
      shipped.questions.find((question) => question.id === id)?.options.every((one) => one.id !== 'na'),
    );
    if (first === undefined) throw new Error('Every disputed question offers "na" by itself.');
    const answers = { ...denied, [first]: plain('na') };
    const missing = (context: AnswerContext) =>
      missingAnswers(shipped, context).map(({ question }) => question);
    expect(missing(contextOf(answers))).not.toContain(first);
    const stands = { kind: 'intake-stands', fact: 'dataElements', values: ['ssn'] } as const;
    expect(missing(contextOf(answers, { settlements: [stands] }))).toContain(first);
    expect(missing(contextOf({ ...answers, 'MA-02': plain(['ssn']) }))).toContain(first);
  });

  it('opens no question that follows from it, and gives no number where it is not disputed', () => {
    const disputed = disputedQuestions(shipped, contextOf(denied));
    expect(disputed.has('MA-06')).toBe(true);
    const answers = { ...denied, 'MA-06': plain('na') };
    expect(visibleQuestions(shipped, contextOf(answers))).not.toContain('MA-07');
    const question = shipped.questions.find(({ id }) => id === 'MA-06');
    if (question === undefined) throw new Error('There is no MA-06.');
    expect(checkAnswer(question, plain('na'), { today: '2026-12-01' })).not.toEqual([]);
  });
});
