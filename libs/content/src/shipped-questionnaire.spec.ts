import fc from 'fast-check';
import {
  checkAnswer,
  checkQuestionnaire,
  followUpFields,
  missingAnswers,
  missingEvidence,
  naReasons,
  pointsOf,
  progress,
  scoreAssessment,
  visibleQuestions,
  type AnswerSheet,
  type CompiledQuestion,
  type IntakeFacts,
  type RespondentQuestionnaire,
} from '@countersign/domain';
import { factCatalogue, shippedQuestionnaire } from './index';
import { anIntake, answered, bestAnswers, compiled, everything, respondent, scoreOf, TODAY } from './testing';

const context = (answers: AnswerSheet, facts: IntakeFacts = everything) => ({ answers, facts, today: TODAY });
const question = (id: string): CompiledQuestion => {
  const found = compiled.questions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};

describe('The shipped questionnaire', () => {
  it('has nothing that stops it from being published', () => {
    expect(checkQuestionnaire(shippedQuestionnaire, factCatalogue)).toEqual([]);
  });

  it('tells the vendor nothing about what an answer is worth', () => {
    const told = JSON.stringify(respondent);
    for (const word of ['weight', 'scoring', 'points', 'knockout', 'scored', 'showScore']) {
      expect(told.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  it('survives being stored as JSON', () => {
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  it('lets the vendor’s page decide what the server decides', () => {
    const answers = bestAnswers({ 'MA-51': 'pw_weak', 'MA-26': 'na' });
    expect(visibleQuestions(respondent, context(answers))).toEqual(
      visibleQuestions(compiled, context(answers)),
    );
    expect(missingAnswers(respondent, context(answers))).toEqual(missingAnswers(compiled, context(answers)));
  });
});

describe('What is shown', () => {
  it('are six questions to a vendor without data, with the clause and the notice among them', () => {
    expect(visibleQuestions(respondent, context({}, anIntake()))).toEqual([
      'MA-01',
      'MA-02',
      'MA-13',
      'MA-35',
      'MA-45',
      'MA-70',
    ]);
  });

  it('is the whole case where the vendor does not know', () => {
    const shown = visibleQuestions(respondent, context({ 'MA-02': answered(['unknown']) }, anIntake()));
    expect(shown).toContain('MA-14');
    expect(shown).toContain('MA-48');
    expect(shown).toContain('MA-68');
  });

  it('skips section G, not E and H, for a vendor with paper only', () => {
    const paper = anIntake({ dataElements: ['ssn'], media: ['paper'] });
    const shown = visibleQuestions(respondent, context({}, paper));
    expect(shown.filter((id) => question(id).section === 'G')).toEqual([]);
    expect(shown).toEqual(expect.arrayContaining(['MA-36', 'MA-37', 'MA-68']));
  });

  it('follows the facts of the intake even where the vendor answers less', () => {
    const answers = { 'MA-02': answered(['none']), 'MA-09': answered('no') };
    expect(visibleQuestions(respondent, context(answers))).toEqual(
      expect.arrayContaining(['MA-14', 'MA-61']),
    );
  });

  it('reads answers of hidden questions as unanswered', () => {
    // MA-11 is hidden without PI, so its "yes" opens nothing.
    const answers = { 'MA-11': answered('yes'), 'MA-10': answered('yes') };
    expect(visibleQuestions(respondent, context(answers, anIntake()))).toEqual(
      visibleQuestions(respondent, context({}, anIntake())),
    );
  });
});

describe('Follow-ups', () => {
  const keys = (id: string, answer: unknown) =>
    followUpFields(respondent, id, context(bestAnswers({ [id]: answer }))).map(({ key }) => key);
  const gap = ['compensatingControl', 'targetDate', 'owner'];

  it.each([
    ['MA-14', 'no', gap],
    ['MA-14', 'partial', gap],
    ['MA-14', 'yes', []],
    ['MA-17', 'yes', ['maintainer']],
    ['MA-17', 'partial', [...gap, 'maintainer']],
    ['MA-26', 'na', []],
    ['MA-51', 'pw_strong', []],
    ['MA-51', 'pw_weak', gap],
    ['MA-51', null, []],
    ['MA-16', '2024-11-22', ['approver']],
    ['MA-16', '2024-11-21', [...gap, 'approver']],
    ['MA-16', 'never', [...gap, 'approver']],
    ['MA-23', 80, []],
    ['MA-23', 79, gap],
    ['MA-46', 72, []],
    ['MA-46', 73, gap],
    ['MA-15', ['admin', 'tech', 'phys'], []],
    ['MA-15', ['admin', 'tech'], gap],
    ['MA-24', ['none'], gap],
    ['MA-24', ['audit'], []],
    ['MA-62', ['mdm'], gap],
    ['MA-62', ['mdm', 'usb'], []],
    ['MA-62', ['ban'], []],
    ['MA-44', 'yes', ['incidents']],
  ])('at %s with %j are %j', (id, answer, expected) => {
    expect(keys(id, answer)).toEqual(expected);
  });

  it('ask about a gap exactly where the answer earns less than half, or is "partial"', () => {
    for (const { id, scored, type, options } of compiled.questions) {
      if (!scored || (type !== 'single' && type !== 'multi')) continue;
      for (const option of options) {
        const answer = type === 'multi' ? [option.id] : option.id;
        const answers = bestAnswers({ [id]: answer });
        const points = pointsOf(question(id), answer, {
          conditions: compiled.conditions,
          answers,
          facts: everything,
          today: TODAY,
        });
        expect([id, option.id, keys(id, answer).includes('targetDate')]).toEqual([
          id,
          option.id,
          points < 5_000,
        ]);
      }
    }
  });
});

describe('Reasons for "not applicable"', () => {
  const offered = (id: string, facts = everything) =>
    naReasons(respondent, id, context(bestAnswers({ 'MA-11': 'no' }), facts)).map((reason) => reason.id);

  it('offer "not technically feasible" only where every citation starts with 17.04', () => {
    expect(offered('MA-64')).toContain('not_feasible');
    expect(offered('MA-26')).not.toContain('not_feasible');
    expect(offered('MA-63')).not.toContain('not_feasible');
  });

  it('offer a named provider only where there are subcontractors', () => {
    expect(offered('MA-26')).toContain('host');
    expect(offered('MA-26', { ...everything, subcontractors: false })).not.toContain('host');
  });

  it('offer nothing else for portable encryption, and nothing at all where it is not allowed', () => {
    expect(offered('MA-61')).toEqual(['not_feasible']);
    expect(offered('MA-14')).toEqual([]);
  });
});

describe('What is missing', () => {
  const missing = (answers: AnswerSheet) =>
    missingAnswers(respondent, context(answers)).map(({ question: id, part, key }) => [id, part, key]);

  it('is only the follow-ups of a best answer without them', () => {
    expect(missing(bestAnswers())).toEqual([
      ['MA-17', 'follow-up', 'maintainer'],
      ['MA-57', 'follow-up', 'protocols'],
      ['MA-68', 'follow-up', 'method'],
    ]);
  });

  it('names the answer, the follow-up, the reason, the column and the signature', () => {
    const answers: AnswerSheet = {
      ...bestAnswers({
        'MA-01': '  ',
        'MA-26': 'na',
        'MA-07': [{ system: 'Payroll' }],
        'MA-70': { name: 'Ada', title: 'CISO', date: TODAY },
        'MA-17': 'no',
        'MA-57': null,
        'MA-68': null,
      }),
    };
    expect(missing(answers)).toEqual([
      ['MA-01', 'answer', null],
      ['MA-07', 'answer', 'elements'],
      ['MA-07', 'answer', 'form'],
      ['MA-07', 'answer', 'operator'],
      ['MA-07', 'answer', 'place'],
      ['MA-07', 'answer', 'encrypted'],
      ['MA-17', 'follow-up', 'compensatingControl'],
      ['MA-17', 'follow-up', 'targetDate'],
      ['MA-26', 'na-reason', 'reason'],
      ['MA-26', 'na-reason', 'explanation'],
      ['MA-57', 'answer', null],
      ['MA-68', 'answer', null],
      ['MA-70', 'answer', 'signature'],
    ]);
  });

  it('lets the list of subcontractors be handed in with gaps, not empty', () => {
    expect(missing(bestAnswers({ 'MA-32': [{ name: 'Host' }] })).map(([id]) => id)).not.toContain('MA-32');
    expect(missing(bestAnswers({ 'MA-32': [{ name: '' }] })).map(([id]) => id)).toContain('MA-32');
  });

  it('counts the required questions shown', () => {
    expect(progress(respondent, context(bestAnswers({ 'MA-19': null })))).toEqual({
      answered: 69,
      shown: 70,
    });
    expect(progress(respondent, context({}, anIntake()))).toEqual({ answered: 0, shown: 6 });
  });

  it('reports demanded documents apart, and only where there is something to show', () => {
    const documents = (answers: AnswerSheet, evidence: Readonly<Record<string, { verified: boolean }>>) =>
      missingEvidence(respondent, { ...context(answers), evidence }).map(({ question: id }) => id);
    expect(documents(bestAnswers(), {})).toEqual(['MA-14', 'MA-19']);
    expect(documents(bestAnswers({ 'MA-19': 'no' }), { 'MA-14': { verified: false } })).toEqual([]);
  });
});

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

  it('accepts "never" where it is offered', () => {
    expect(problems('MA-16', 'never')).toEqual([]);
  });

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
    holdsPI: true,
    reviews: {},
    verifiedFindings: new Set<string>(),
    evidence: {},
    submittedOn: TODAY,
    today: TODAY,
  };
}

describe('A questionnaire that cannot be published', () => {
  const changed = (id: string, change: object): Parameters<typeof checkQuestionnaire>[0] => ({
    ...shippedQuestionnaire,
    questions: shippedQuestionnaire.questions.map((asked) =>
      asked.id === id ? { ...asked, ...change } : asked,
    ),
  });

  it.each([
    ['a gate that goes in a circle', 'MA-01', { showIf: { question: 'MA-01', answered: true } }],
    ['a gate on nothing', 'MA-01', { showIf: { condition: 'NOBODY' } }],
    ['a citation that does not exist', 'MA-01', { citations: ['17.99'] }],
    ['a weight of six', 'MA-14', { weight: 6 }],
    ['an option without a share', 'MA-14', { scoring: { kind: 'options', points: { yes: 1, no: 0 } } }],
    [
      'bands that rise',
      'MA-23',
      { scoring: { kind: 'number-at-least', bands: [{ atLeast: 1, points: 0 }, { points: 1 }] } },
    ],
    ['a section that is not there', 'MA-01', { section: 'Z' }],
    ['a hostile id', 'MA-01', { id: '__proto__' }],
  ])('is one with %s', (_what, id, change) => {
    expect(checkQuestionnaire(changed(id, change), factCatalogue).length).toBeGreaterThan(0);
  });

  it('names both questions of a circle of two', () => {
    const circle = {
      ...shippedQuestionnaire,
      questions: shippedQuestionnaire.questions.map((asked) => {
        if (asked.id === 'MA-01') return { ...asked, showIf: { question: 'MA-13', answered: true as const } };
        if (asked.id === 'MA-13')
          return { ...asked, showIf: { not: { question: 'MA-01', answered: true as const } } };
        return asked;
      }),
    };
    expect(checkQuestionnaire(circle, factCatalogue).map(({ field }) => field)).toEqual([
      'questions.MA-01.showIf',
      'questions.MA-13.showIf',
    ]);
  });
});

it('has a type of document for the browser that differs from the server’s', () => {
  const forVendor: RespondentQuestionnaire = respondent;
  expect(Object.keys(forVendor.questions[0] ?? {})).not.toContain('scoring');
});
