import fc from 'fast-check';
import {
  disputedQuestions,
  effectiveFacts,
  engagementFacts,
  intakeInForce,
  valuesOfProposal,
  visibleAnswers,
  visibleQuestions,
  type AnswerSheet,
  type EffectiveFacts,
  type IntakeFacts,
  type Settlement,
} from '@countersign/domain';
import { factCatalogue } from './index';
import { anIntake, answered, gated, gatedRespondent, TODAY } from './testing';

const sheetOf = (answers: Readonly<Record<string, unknown>>): AnswerSheet =>
  Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answered(answer)]));

const factsOf = (
  intake: Partial<IntakeFacts>,
  answers: Readonly<Record<string, unknown>> = {},
  settlements: readonly Settlement[] = [],
): EffectiveFacts =>
  effectiveFacts({
    intake: anIntake(intake),
    answers: sheetOf(answers),
    catalogue: factCatalogue,
    questionnaire: gated,
    settlements,
    today: TODAY,
  });

describe('Holds PI', () => {
  it.each([
    ['ssn', null, true],
    ['fin', 'r3', true],
    ['unknown', 'unknown', true],
    ['card', 'r0', false],
    ['phi', null, false],
    ['bio', 'r3', false],
    ['otherPersonal', 'r3', false],
  ])('with %s of %s residents: %s', (element, residentsMassachusetts, held) => {
    const { facts } = factsOf({ dataElements: [element], residentsMassachusetts });
    expect(facts.holdsPi).toBe(held);
  });

  it('again where an answer names residents whom the intake denies, and not where an answer denies them', () => {
    const none = { dataElements: ['fin'], residentsMassachusetts: 'r0' };
    expect(factsOf(none, { 'MA-04': 'r2' }).facts).toMatchObject({
      holdsPi: true,
      residentsMassachusetts: 'r2',
    });
    const unsaid = factsOf({ dataElements: ['fin'] }, { 'MA-04': 'r0' });
    expect(unsaid.facts).toMatchObject({ holdsPi: true, residentsMassachusetts: null });
    expect(unsaid.proposals).toMatchObject([
      { fact: 'residentsMassachusetts', proposed: 'r0', counts: false },
    ]);
  });
});

describe('Protected data', () => {
  it.each([
    [['fin'], [], 'r0', true],
    [['phi'], [], null, true],
    [['bio'], [], null, true],
    [['cred'], [], null, true],
    [['otherPersonal'], null, null, true],
    [['otherPersonal'], [], null, false],
    [['otherPersonal'], ['pci', 'dora', 'nis2'], null, false],
    [['otherPersonal'], ['pci', 'gdpr'], null, true],
    [['otherPersonal'], ['other'], null, true],
    [['internal', 'public'], null, null, false],
    [['none'], ['gdpr'], null, false],
  ])('with %j under %j and %s residents: %s', (dataElements, laws, residentsMassachusetts, held) => {
    expect(factsOf({ dataElements, laws, residentsMassachusetts }).facts.protectedData).toBe(held);
  });

  it('stay so until a member says which laws bind: an answer only adds to them', () => {
    const unanswered = { dataElements: ['otherPersonal'], laws: null };
    for (const named of [['pci'], ['none']]) {
      const { facts, proposals } = factsOf(unanswered, { 'MA-12': named });
      expect(facts).toMatchObject({ protectedData: true, lawsAnswered: false });
      expect(proposals).toMatchObject([{ fact: 'laws' }]);
    }
    expect(factsOf({ ...unanswered, laws: [] }).facts.protectedData).toBe(false);
  });

  it('under no law that is answered are HIPAA data where they are about health, assumed', () => {
    expect(factsOf({ dataElements: ['phi'], laws: null }).facts).toMatchObject({
      laws: ['hipaa'],
      assumedLaws: ['hipaa'],
    });
    expect(factsOf({ dataElements: ['phi'], laws: [] }).facts).toMatchObject({ laws: [], assumedLaws: [] });
    expect(factsOf({ dataElements: ['phi'], laws: ['gdpr'] }).facts.laws).toEqual(['gdpr']);
  });
});

describe('What an answer names more', () => {
  it('counts at once until it is set aside, and again where the answer names another value', () => {
    const named = factsOf({ dataElements: ['internal'] }, { 'MA-02': ['ssn'], 'MA-04': 'r5' });
    expect(named.facts).toMatchObject({
      dataElements: ['internal', 'ssn'],
      peopleAffected: 'r5',
      holdsPi: true,
    });
    expect(named.proposals.map(({ fact, counts }) => [fact, counts])).toEqual([
      ['dataElements', true],
      ['residentsMassachusetts', true],
    ]);
    const aside: Settlement[] = [{ kind: 'set-aside', fact: 'dataElements', values: ['ssn'] }];
    const settled = factsOf({ dataElements: ['internal'] }, { 'MA-02': ['ssn'], 'MA-04': 'r5' }, aside);
    expect(settled.facts).toEqual(intakeInForce(anIntake({ dataElements: ['internal'] }), factCatalogue));
    expect(settled.proposals).toEqual([]);
    const more = factsOf({ dataElements: ['internal'] }, { 'MA-02': ['ssn', 'card'] }, aside);
    expect(more.facts.dataElements).toEqual(['internal', 'card']);
    expect(more.proposals).toMatchObject([{ fact: 'dataElements', proposed: ['internal', 'ssn', 'card'] }]);
  });

  it('is gone once the intake says it', () => {
    const adopted = factsOf({ dataElements: ['internal', 'ssn'] }, { 'MA-02': ['ssn'] });
    expect(adopted.proposals).toEqual([]);
    expect(adopted.disputes).toEqual([]);
  });

  it('raises people, though the intake does not know the residents', () => {
    const { facts, proposals } = factsOf(
      { dataElements: ['ssn'], peopleAffected: 'r1', residentsMassachusetts: 'unknown' },
      { 'MA-04': 'r4' },
    );
    expect(facts).toMatchObject({ residentsMassachusetts: 'unknown', peopleAffected: 'r4' });
    expect(proposals).toMatchObject([{ fact: 'residentsMassachusetts', counts: false, proposed: 'r4' }]);
  });
});

describe('Not known', () => {
  it('counts in a set until a member adopts an answer', () => {
    const { facts, proposals } = factsOf({ dataElements: ['unknown'] }, { 'MA-02': ['none'] });
    expect(facts.holdsPi).toBe(true);
    expect(proposals).toMatchObject([{ fact: 'dataElements', adds: [], proposed: ['none'], counts: false }]);
    const named = factsOf({ dataElements: ['unknown'] }, { 'MA-02': ['other'] });
    expect(named.facts.dataElements).toEqual(['unknown', 'otherPersonal']);
    expect(named.proposals).toMatchObject([{ adds: ['otherPersonal'], proposed: ['otherPersonal'] }]);
  });

  it('is yes of a flag until an answer says yes or no; an incident counts once it is known', () => {
    const held = { dataElements: ['ssn'], media: ['electronic'], portable: 'unknown' } as const;
    expect(factsOf(held).facts.portable).toBe(true);
    expect(factsOf(held, { 'MA-09': 'no' })).toMatchObject({
      facts: { portable: false },
      proposals: [{ fact: 'portable', proposed: false, counts: true }],
      disputes: [],
    });
    const aside: Settlement[] = [{ kind: 'set-aside', fact: 'portable', values: ['no'] }];
    expect(factsOf(held, { 'MA-09': 'no' }, aside).facts.portable).toBe(true);
    expect(factsOf({ dataElements: ['ssn'], incidentWithin36Months: 'unknown' }).facts).toMatchObject({
      incidentWithin36Months: false,
    });
  });
});

describe('What an answer names less', () => {
  it('is disputed until a member says that the intake stands, or changes it', () => {
    const held = { dataElements: ['ssn', 'card'] };
    expect(factsOf(held, { 'MA-02': ['ssn'] })).toMatchObject({
      facts: { dataElements: ['ssn', 'card'] },
      disputes: [{ fact: 'dataElements', missing: ['card'] }],
    });
    const stands: Settlement[] = [{ kind: 'intake-stands', fact: 'dataElements', values: ['card'] }];
    expect(factsOf(held, { 'MA-02': ['ssn'] }, stands).disputes).toEqual([]);
    expect(factsOf(held, { 'MA-02': ['other'] }, stands).disputes).toMatchObject([
      { missing: ['ssn', 'card'] },
    ]);
  });
});

const elements = fc.oneof(
  fc.constant(['none']),
  fc.subarray(['ssn', 'fin', 'card', 'phi', 'dl', 'bio', 'cred', 'otherPersonal', 'internal', 'unknown'], {
    minLength: 1,
  }),
);
const people = fc.constantFrom('r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'unknown');
const flag = fc.constantFrom(true, false, 'unknown' as const);
const anyIntake: fc.Arbitrary<IntakeFacts> = fc
  .record({
    dataElements: elements,
    peopleAffected: people,
    residentsMassachusetts: fc.option(people),
    media: fc.subarray(['electronic', 'paper', 'removable', 'av']),
    portable: flag,
    wireless: flag,
    subcontractors: flag,
    incidentWithin36Months: flag,
    laws: fc.option(fc.subarray(['gdpr', 'pci', 'dora', 'hipaa', 'glba'])),
  })
  .map((stated) => anIntake(stated));
const anyAnswers = fc
  .record(
    {
      'MA-02': fc.subarray(['ssn', 'dl', 'fin', 'card', 'cred', 'bio', 'other', 'unknown'], { minLength: 1 }),
      'MA-04': fc.constantFrom('r1', 'r3', 'r5', 'unknown'),
      'MA-05': fc.subarray(['electronic', 'paper', 'removable'], { minLength: 1 }),
      'MA-09': fc.constantFrom('yes', 'no'),
      'MA-10': fc.constantFrom('yes', 'no'),
      'MA-11': fc.constantFrom('yes', 'no'),
      'MA-12': fc.oneof(fc.constant(['none']), fc.subarray(['gdpr', 'pci', 'dora'], { minLength: 1 })),
      'MA-44': fc.constantFrom('yes', 'no'),
    },
    { requiredKeys: [] },
  )
  .map((answers) => sheetOf(answers));

/** An intake that names nothing by which a question would be shown. */
const NOTHING = anIntake({ dataElements: ['none'], media: [], laws: [] });

const inputOf = (intake: IntakeFacts, answers: AnswerSheet, settlements: readonly Settlement[] = []) => ({
  intake,
  answers,
  catalogue: factCatalogue,
  questionnaire: gated,
  settlements,
  today: TODAY,
});

describe('Of any intake and answers', () => {
  it('facts, visibility and proposals settle in one pass: reading them again changes nothing', () => {
    fc.assert(
      fc.property(anyIntake, anyAnswers, (intake, answers) => {
        const context = { answers, facts: intake, today: TODAY };
        const shown = visibleQuestions(gatedRespondent, context);
        const once = effectiveFacts(inputOf(intake, answers));
        const seen = visibleAnswers(gatedRespondent, context);
        expect(effectiveFacts(inputOf(intake, seen))).toEqual(once);
        expect(visibleQuestions(gatedRespondent, { ...context, answers: seen })).toEqual(shown);
        // The gates read under the facts in force show the same questions.
        expect(visibleQuestions(gatedRespondent, { ...context, facts: once.facts })).toEqual(shown);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a form shows what it will be scored by once it is submitted, with what another questionnaire names', () => {
    fc.assert(
      fc.property(anyIntake, anyAnswers, anyAnswers, (intake, others, answers) => {
        const { catalogue, ...other } = inputOf(intake, others);
        const { named } = engagementFacts({ intake, catalogue, submissions: [other] });
        const context = { answers, facts: intake, elsewhere: named, today: TODAY };
        const submissions = [other, { ...other, answers: visibleAnswers(gatedRespondent, context) }];
        const { facts, stated } = engagementFacts({ intake, catalogue, submissions });
        const shown = visibleQuestions(gatedRespondent, context);
        expect(visibleQuestions(gatedRespondent, { answers, facts: stated, today: TODAY })).toEqual(shown);
        expect(effectiveFacts({ ...inputOf(intake, answers), elsewhere: named }).facts).toEqual(facts);
        // Laws that another questionnaire names answer nothing for the business.
        expect(facts.lawsAnswered).toBe(intake.laws !== null);
      }),
      { numRuns: 2_000 },
    );
  });

  it('nothing that is shown vanishes through its own answer', () => {
    const ids = gated.questions.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.tuple(anyIntake, anyAnswers, anyAnswers, anyAnswers),
        fc.constantFrom(...ids),
        ([intake, others, before, after], question) => {
          const { catalogue, ...other } = inputOf(intake, others);
          const { named: elsewhere } = engagementFacts({ intake, catalogue, submissions: [other] });
          const form = (answers: AnswerSheet) =>
            visibleQuestions(gatedRespondent, { answers, facts: intake, elsewhere, today: TODAY });
          const given = after[question];
          fc.pre(given !== undefined && form(before).includes(question));
          if (given !== undefined) expect(form({ ...before, [question]: given })).toContain(question);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('what the vendor itself names elsewhere is disputed by no answer: it is asked', () => {
    fc.assert(
      fc.property(anyIntake, anyAnswers, anyAnswers, (intake, others, answers) => {
        const { catalogue, ...other } = inputOf(intake, others);
        const { named: elsewhere } = engagementFacts({ intake, catalogue, submissions: [other] });
        const context = { answers, today: TODAY, elsewhere };
        const unstated = visibleQuestions(gatedRespondent, { ...context, facts: NOTHING });
        const disputed = disputedQuestions(gatedRespondent, { ...context, facts: intake });
        expect(unstated.filter((id) => disputed.has(id))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('no answer takes away a term', () => {
    fc.assert(
      fc.property(anyIntake, anyAnswers, (intake, answers) => {
        const alone = intakeInForce(intake, factCatalogue);
        const { facts } = effectiveFacts(inputOf(intake, answers));
        expect(facts.holdsPi || !alone.holdsPi).toBe(true);
        expect(facts.protectedData || !alone.protectedData).toBe(true);
        for (const element of alone.dataElements.filter((one) => one !== 'none'))
          expect(facts.dataElements).toContain(element);
      }),
      { numRuns: 2_000 },
    );
  });

  it('setting every proposal aside leaves the intake alone, and nothing to settle but disputes', () => {
    fc.assert(
      fc.property(anyIntake, anyAnswers, (intake, answers) => {
        let settlements: Settlement[] = [];
        // What is set aside may hide a question, never show one that names something new.
        for (const { fact, ...proposal } of effectiveFacts(inputOf(intake, answers)).proposals)
          settlements = [
            ...settlements,
            { kind: 'set-aside', fact, values: valuesOfProposal({ ...proposal }) },
          ];
        const { facts, proposals } = effectiveFacts(inputOf(intake, answers, settlements));
        const left = proposals.map(({ fact }) => fact);
        // A flag that counted as no again counts as yes, and the questions that follow show what they state.
        expect(left.every((fact) => ['portable', 'wireless', 'subcontractors'].includes(fact))).toBe(true);
        if (left.length === 0) expect(facts).toEqual(intakeInForce(intake, factCatalogue));
      }),
      { numRuns: 2_000 },
    );
  });
});
