import {
  checkAnswer,
  checkQuestionnaire,
  followUpFields,
  missingAnswers,
  missingEvidence,
  naReasons,
  pointsOf,
  progress,
  visibleQuestions,
  type AnswerSheet,
  type CompiledQuestion,
  type IntakeFacts,
  type RespondentQuestionnaire,
} from '@countersign/domain';
import { factCatalogue, shippedQuestionnaire } from './index';
import { anIntake, answered, bestAnswers, compiled, everything, respondent, TODAY } from './testing';

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
  const seenBy = (intake: Partial<IntakeFacts>, answers: Readonly<Record<string, unknown>> = {}) =>
    visibleQuestions(
      respondent,
      context(
        Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answered(answer)])),
        anIntake(intake),
      ),
    );

  it('are four questions to a vendor without data: neither the clause nor the notice is asked for', () => {
    expect(seenBy({})).toEqual(['MA-01', 'MA-02', 'MA-13', 'MA-70']);
  });

  it.each<[string, Partial<IntakeFacts>]>([
    ['health data', { dataElements: ['phi'], laws: ['hipaa'] }],
    ['health data with the laws not answered', { dataElements: ['phi'], laws: null }],
    ['contact data under GDPR', { dataElements: ['otherPersonal'], laws: ['gdpr'] }],
    ['contact data with the laws not answered', { dataElements: ['otherPersonal'], laws: null }],
    ['account numbers of people elsewhere', { dataElements: ['fin'], residentsMassachusetts: 'r0' }],
    ['biometric data', { dataElements: ['bio'] }],
  ])('are the whole set to a vendor with %s, which can be scored by it', (_what, held) => {
    const facts = anIntake({ ...held, media: ['electronic'] });
    const shown = visibleQuestions(respondent, context({}, facts));
    expect(shown).toEqual(expect.arrayContaining(['MA-14', 'MA-35', 'MA-45', 'MA-57', 'MA-68']));
    const weight = shown.reduce((sum, id) => sum + question(id).weight, 0);
    expect(weight).toBeGreaterThan(150);
  });

  it('ask of 201 CMR 17.02 and of credit monitoring only where Massachusetts residents may be affected', () => {
    expect(seenBy({ dataElements: ['ssn'] })).toEqual(expect.arrayContaining(['MA-08', 'MA-48']));
    const elsewhere = seenBy({ dataElements: ['ssn'], residentsMassachusetts: 'r0' });
    expect(elsewhere).not.toContain('MA-08');
    expect(elsewhere).not.toContain('MA-48');
    expect(seenBy({ dataElements: ['ssn'], residentsMassachusetts: 'r0' }, { 'MA-04': 'r2' })).toContain(
      'MA-08',
    );
  });

  it('are not the set for contact data that no law about people binds', () => {
    expect(seenBy({ dataElements: ['otherPersonal'], laws: [] })).toEqual([
      'MA-01',
      'MA-02',
      'MA-12',
      'MA-13',
      'MA-70',
    ]);
    expect(seenBy({ dataElements: ['otherPersonal'], laws: ['dora'] })).not.toContain('MA-14');
    expect(seenBy({ dataElements: ['otherPersonal'], laws: [] }, { 'MA-12': ['ccpa'] })).toContain('MA-14');
  });

  it('let a vendor that holds nothing say so, and ask it for no systems', () => {
    const nothing = {
      'MA-02': ['none'],
      'MA-03': ['none'],
      'MA-04': 'r0',
      'MA-05': ['none'],
      'MA-06': ['none'],
    };
    for (const [id, answer] of Object.entries(nothing)) {
      const given = answered(answer);
      expect([id, checkAnswer(question(id), given, { today: TODAY })]).toEqual([id, []]);
    }
    expect(seenBy({ dataElements: ['ssn'] }, nothing)).not.toContain('MA-07');
    expect(seenBy({ dataElements: ['ssn'] }, { ...nothing, 'MA-05': ['paper'] })).toContain('MA-07');
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
    ['MA-16', 'never', gap],
    ['MA-38', 'yes', ['measures']],
    ['MA-38', 'na', []],
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
      ['MA-16', 'follow-up', 'approver'],
      ['MA-17', 'follow-up', 'maintainer'],
      ['MA-38', 'follow-up', 'measures'],
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
      ['MA-16', 'follow-up', 'approver'],
      ['MA-17', 'follow-up', 'compensatingControl'],
      ['MA-17', 'follow-up', 'targetDate'],
      ['MA-26', 'na-reason', 'reason'],
      ['MA-26', 'na-reason', 'explanation'],
      ['MA-38', 'follow-up', 'measures'],
      ['MA-57', 'answer', null],
      ['MA-68', 'answer', null],
      ['MA-70', 'answer', 'signature'],
    ]);
  });

  it('asks whoever is named to sign: in any case and spacing, and by no other name', () => {
    const signed = (signature: string) =>
      missing(
        bestAnswers({ 'MA-70': { name: 'Ada Lovelace', title: 'CISO', date: TODAY, signature } }),
      ).filter(([id]) => id === 'MA-70');
    expect(signed(' ada  LOVELACE ')).toEqual([]);
    expect(signed('Grace Hopper')).toEqual([['MA-70', 'answer', 'signature']]);
  });

  it('lets the list of subcontractors be handed in with gaps, not empty', () => {
    expect(missing(bestAnswers({ 'MA-32': [{ name: 'Host' }] })).map(([id]) => id)).not.toContain('MA-32');
    expect(missing(bestAnswers({ 'MA-32': [{ name: '' }] })).map(([id]) => id)).toContain('MA-32');
  });

  it('counts as complete what nothing is missing of: not what was returned, nor an answer without its follow-ups', () => {
    const whole = context(bestAnswers({}));
    const lacking = new Set(missingAnswers(respondent, whole).map(({ question }) => question));
    expect([...lacking]).toEqual(['MA-16', 'MA-17', 'MA-38', 'MA-57', 'MA-68']);
    expect(progress(respondent, whole)).toEqual({ complete: 67, shown: 72 });
    expect(progress(respondent, context(bestAnswers({ 'MA-19': null })))).toEqual({
      complete: 66,
      shown: 72,
    });
    const returned = (lookedAt: boolean) => [{ question: 'MA-19', toSign: false, lookedAt }];
    expect(progress(respondent, { ...whole, returned: returned(false) })).toEqual({
      complete: 66,
      shown: 72,
    });
    expect(progress(respondent, { ...whole, returned: returned(true) })).toEqual({ complete: 67, shown: 72 });
    expect(progress(respondent, context({}, anIntake()))).toEqual({ complete: 0, shown: 4 });
  });

  it('reports demanded documents apart, and only where there is something to show', () => {
    const documents = (answers: AnswerSheet, evidence: Readonly<Record<string, { verified: boolean }>>) =>
      missingEvidence(respondent, { ...context(answers), evidence }).map(({ question: id }) => id);
    expect(documents(bestAnswers(), {})).toEqual(['MA-14', 'MA-19']);
    expect(documents(bestAnswers({ 'MA-19': 'no' }), { 'MA-14': { verified: false } })).toEqual([]);
  });
});

describe('A questionnaire that cannot be published', () => {
  const changed = (id: string, change: object): Parameters<typeof checkQuestionnaire>[0] => ({
    ...shippedQuestionnaire,
    questions: shippedQuestionnaire.questions.map((asked) =>
      asked.id === id ? { ...asked, ...change } : asked,
    ),
  });

  it.each([
    ['a gate that goes in a circle', 'MA-01', { showIf: { question: 'MA-01', answered: true } }],
    [
      'a gate that its own answer moves through protected data',
      'MA-12',
      { showIf: { condition: 'PROTECTED' } },
    ],
    ['a gate that its own answer moves through held PI', 'MA-04', { showIf: { condition: 'HAS_PI' } }],
    ['a knock-out under a condition that is not there', 'MA-68', { knockoutWhen: { condition: 'NOBODY' } }],
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
