import {
  ANSWER_LIMITS,
  checkAnswer,
  checkQuestionnaire,
  missingAnswers,
  publish,
  QUESTIONNAIRE_LIMITS,
  visibleQuestions,
  type AuthorQuestion,
  type Condition,
  type FieldProblem,
  type NamedConditions,
  type QuestionnaireDocument,
} from '../index';
import { aQuestion, aQuestionnaire, catalogue } from './a-questionnaire';

const { questions, parts, conditionParts, chain } = QUESTIONNAIRE_LIMITS;
const TODAY = '2026-11-22';
const yesTo = (question: string): Condition => ({ question, includesAny: ['yes'] });
const many = <T>(count: number, one: (n: number) => T): T[] =>
  Array.from({ length: count }, (_none, n) => one(n));
const options = (count: number) => many(count, (n) => ({ id: `o${n}`, label: `${n}` }));
const check = (document: QuestionnaireDocument) => checkQuestionnaire(document, catalogue);
const fieldsOf = (problems: readonly FieldProblem[]) => problems.map(({ field }) => field);

/** Each shown by the next one in the document: the order in which a pass settles one question only. */
const backwards = (length: number): AuthorQuestion[] =>
  many(length, (n) => aQuestion(`q${n}`, n === length - 1 ? {} : { showIf: yesTo(`q${n + 1}`) }));
const withNames = (conditions: NamedConditions): QuestionnaireDocument => ({
  ...aQuestionnaire(aQuestion('asked')),
  conditions,
});
/** Each name stands for the one before, twice. */
const doubling = (count: number): NamedConditions =>
  Object.fromEntries(
    many(count, (n) => [
      `c${n}`,
      n === 0 ? yesTo('asked') : { all: [{ condition: `c${n - 1}` }, { condition: `c${n - 1}` }] },
    ]),
  );

describe('The size of a questionnaire', () => {
  it.each<[string, (count: number) => QuestionnaireDocument, number, string]>([
    [
      'sections',
      (count) => ({ ...aQuestionnaire(), sections: many(count, (n) => ({ id: `s${n}`, title: '' })) }),
      QUESTIONNAIRE_LIMITS.sections,
      'sections',
    ],
    [
      'questions',
      (count) => aQuestionnaire(...many(count, (n) => aQuestion(`q${n}`))),
      questions,
      'questions',
    ],
    [
      'options',
      (count) => aQuestionnaire(aQuestion('q', { type: 'multi', options: options(count) })),
      parts,
      'questions.q.options',
    ],
    [
      'columns',
      (count) =>
        aQuestionnaire(
          aQuestion('q', {
            type: 'table',
            columns: many(count, (n) => ({ id: `c${n}`, label: '', type: 'text' as const, required: false })),
          }),
        ),
      parts,
      'questions.q.columns',
    ],
    [
      'named conditions',
      (count) => withNames(Object.fromEntries(many(count, (n) => [`c${n}`, yesTo('asked')]))),
      QUESTIONNAIRE_LIMITS.conditions,
      'conditions',
    ],
    [
      'parts of a condition',
      (count) =>
        aQuestionnaire(
          aQuestion('asked'),
          aQuestion('q', { showIf: { any: many(count - 1, () => ({ always: true })) } }),
        ),
      conditionParts,
      'questions.q.showIf',
    ],
  ])('is bounded in its %s', (_what, document, most, field) => {
    expect(check(document(most))).toEqual([]);
    expect(fieldsOf(check(document(most + 1)))).toEqual([field]);
  });

  it('counts what a condition names, as often as it names it', () => {
    expect(check(withNames(doubling(6)))).toEqual([]);
    // Fifty names that are read a quadrillion times, and told of at once.
    expect(fieldsOf(check(withNames(doubling(50))))).toContain('conditions.c49');
  });

  it('tells of names that stand for themselves without following them', () => {
    const circle = doubling(40);
    const closed = { ...circle, c0: { all: [{ condition: 'c39' }, { condition: 'c39' }] } };
    expect(check(withNames(closed)).length).toBeGreaterThan(0);
  });

  it('ends a chain of questions after twenty', () => {
    expect(check(aQuestionnaire(...backwards(chain)))).toEqual([]);
    expect(fieldsOf(check(aQuestionnaire(...backwards(chain + 1))))).toEqual(['questions.q0.showIf']);
  });
});

describe('The largest questionnaire', () => {
  /** Questions of the longest chain, then of gates as large as they may be. */
  const largest = aQuestionnaire(
    ...backwards(chain),
    ...many(questions - chain, (n) =>
      aQuestion(`g${n}`, { showIf: { all: many(conditionParts / 2 - 1, () => yesTo('q1')) } }),
    ),
  );
  const answers = Object.fromEntries(
    many(chain, (n) => [`q${n}`, { answer: 'yes', followUps: {}, naReason: null }]),
  );

  it('is one that can be published', () => {
    expect(check(largest)).toEqual([]);
  });

  it('is settled by a pass for each question of a chain and one more, whatever its length', () => {
    const { respondent } = publish(largest, catalogue);
    let gatesRead = 0;
    const counted = {
      ...respondent,
      questions: respondent.questions.map((question) => ({
        ...question,
        get showIf() {
          gatesRead += 1;
          return question.showIf;
        },
      })),
    };
    expect(visibleQuestions(counted, { answers, facts: {}, today: TODAY })).toHaveLength(questions);
    // Each pass asks whether there is a gate, and reads it.
    expect(gatesRead / questions).toBeLessThanOrEqual(2 * (chain + 2));
  });

  it('is read for what is missing, and has nothing else than the gated questions', () => {
    const { document } = publish(largest, catalogue);
    const missing = missingAnswers(document, { answers, facts: {}, today: TODAY });
    expect(missing).toHaveLength(questions - chain);
  });
});

describe('An answer', () => {
  const { respondent } = publish(
    aQuestionnaire(
      aQuestion('text', { type: 'text' }),
      aQuestion('long', { type: 'longText' }),
      aQuestion('multi', { type: 'multi', options: options(parts) }),
      aQuestion('table', {
        type: 'table',
        columns: [{ id: 'cell', label: '', type: 'text', required: false }],
      }),
    ),
    catalogue,
  );
  const ask = (id: string, answer: unknown) => {
    const question = respondent.questions.find((one) => one.id === id);
    if (question === undefined) throw new Error(`There is no question ${id}.`);
    return checkAnswer(question, { answer, followUps: {}, naReason: null }, { today: TODAY });
  };

  it.each<[string, string, (count: number) => unknown, number]>([
    ['text', 'text', (count) => 'x'.repeat(count), ANSWER_LIMITS.text],
    ['long text', 'long', (count) => 'x'.repeat(count), ANSWER_LIMITS.longText],
    ['options chosen', 'multi', (count) => many(count, (n) => `o${n}`), parts],
    ['rows', 'table', (count) => many(count, () => ({ cell: 'x' })), ANSWER_LIMITS.rows],
    ['length of a cell', 'table', (count) => [{ cell: 'x'.repeat(count) }], ANSWER_LIMITS.cell],
  ])('is bounded in its %s', (_what, id, answer, most) => {
    expect(ask(id, answer(most))).toEqual([]);
    expect(ask(id, answer(most + 1))).toHaveLength(1);
  });
});
