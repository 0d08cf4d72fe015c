import fc from 'fast-check';
import {
  compareLevels,
  effectiveFacts,
  LEVELS,
  rateEngagement,
  visibleQuestions,
  type AnswerSheet,
  type CompiledQuestion,
  type FactsInForce,
  type IntakeFacts,
  type RatedEngagement,
  type Settlement,
  type Submission,
} from '@countersign/domain';
import { factCatalogue } from './index';
import { secondRating, type Outcome, type Statement } from './second-calculator';
import { anIntake, answered, gated } from './testing';

const SUBMITTED = '2026-11-25';

const sheetOf = (answers: Readonly<Record<string, unknown>>): AnswerSheet =>
  Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answered(answer)]));

function factsThen(before: object, answers: AnswerSheet, settlements: readonly Settlement[]): FactsInForce {
  return effectiveFacts({
    intake: before as IntakeFacts,
    answers,
    catalogue: factCatalogue,
    questionnaire: gated,
    settlements,
    today: SUBMITTED,
  }).facts;
}

const settlementsOf = (aside: Statement['aside']): readonly Settlement[] =>
  Object.entries(aside).map(([fact, values]): Settlement => ({ kind: 'set-aside', fact, values }));

function rate(said: Statement): RatedEngagement {
  const answers = sheetOf(said.answers);
  const settlements = settlementsOf(said.aside);
  const submission: Submission = {
    questionnaire: gated,
    answers,
    ...(said.before !== null && { factsAtSubmission: factsThen(said.before, answers, settlements) }),
    settlements,
    reviews: Object.fromEntries(
      Object.entries(said.verdicts).map(([id, verdict]) => [
        id,
        { verdict: verdict as 'accepted' | 'clarify' | 'rejected' },
      ]),
    ),
    verifications: Object.fromEntries(
      Object.entries(said.closed).map(([id, [pointsBefore, rejectedSince]]) => [
        id,
        { pointsBefore, rejectedSince },
      ]),
    ),
    evidence: Object.fromEntries(
      Object.entries(said.documents).map(([id, until]) => [
        id,
        { verified: true, lapsesOn: until === 'always' ? null : until },
      ]),
    ),
    offCycle: said.askedUntil,
    submittedOn: said.submittedOn,
  };
  const intake = said.intake as IntakeFacts;
  return rateEngagement({ intake, submissions: [submission], catalogue: factCatalogue, today: said.today });
}

function outcomeOf({ facts, inherent, pooled, residual, scores, findings }: RatedEngagement): Outcome {
  return {
    impact: inherent.impactHundredths / 100,
    likelihood: inherent.likelihood,
    inherent: LEVELS.indexOf(inherent.level),
    tier: inherent.tier,
    holdsPi: facts.holdsPi,
    protectedData: facts.protectedData,
    sum: pooled?.numerator ?? 0,
    weight: pooled?.denominator ?? 0,
    verified: pooled?.verifiedNumerator ?? 0,
    calculated: LEVELS.indexOf(residual.calculated),
    rating: LEVELS.indexOf(residual.rating),
    knockouts: (pooled?.knockouts ?? [])
      .filter(({ open }) => open)
      .map(({ question, status }) => `${question} ${status}`),
    findings: findings.map(({ question, severity }) => `${question} ${severity}`),
    shown: scores.flatMap(({ questions }) => questions.filter(({ shown }) => shown).map(({ id }) => id)),
  };
}

const people = fc.constantFrom('r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'unknown');
const flag = fc.constantFrom(false, false, true, 'unknown' as const);
const scale = fc.integer({ min: 1, max: 5 });
const ELEMENTS = ['ssn', 'fin', 'card', 'phi', 'dl', 'bio', 'cred', 'otherPersonal', 'internal', 'public'];
const LAWS = ['glba', 'hipaa', 'pci', 'gdpr', 'dora', 'nis2', 'other'];
const MEDIA = ['electronic', 'paper', 'removable', 'av'];
const SERVICES = ['saas', 'hosting', 'disposal', 'records-storage', 'onsite'];

const anyIntake: fc.Arbitrary<IntakeFacts> = fc
  .record({
    dataElements: fc.oneof(
      fc.constantFrom(['none'], ['unknown'], ['otherPersonal']),
      fc.subarray([...ELEMENTS, 'unknown'], { minLength: 1, maxLength: 3 }),
    ),
    peopleAffected: people,
    residentsMassachusetts: fc.option(people),
    criticality: scale,
    access: fc.constantFrom('none', 'view', 'store', 'privileged', 'unknown'),
    replaceability: scale,
    media: fc.subarray(MEDIA),
    portable: flag,
    wireless: flag,
    subcontractors: flag,
    storedAbroad: flag,
    internetFacing: flag,
    incidentWithin36Months: flag,
    laws: fc.option(fc.subarray(LAWS, { maxLength: 2 })),
    serviceKinds: fc.subarray(SERVICES, { minLength: 1, maxLength: 2 }),
  })
  .map((stated) => anIntake(stated));

function anyAnswer(asked: CompiledQuestion): fc.Arbitrary<unknown> {
  const ids = asked.options.map(({ id }) => id);
  const silent = { arbitrary: fc.constant<unknown>(null), weight: 1 };
  const often = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof(silent, { arbitrary, weight: 9 });
  switch (asked.type) {
    case 'multi':
      return often(fc.subarray(ids, { minLength: 1 }));
    case 'number':
      return often(fc.integer({ min: 0, max: 100 }));
    case 'date':
      return often(
        fc.constantFrom('never', '2026-10-01', '2025-11-25', '2025-11-24', '2025-05-25', '2020-01-01'),
      );
    case 'table': {
      const whole = Object.fromEntries(asked.columns.map(({ id }) => [id, 'x']));
      const half = Object.fromEntries(asked.columns.slice(0, 1).map(({ id }) => [id, 'x']));
      return often(fc.constantFrom([whole], [half], [whole, half]));
    }
    // Good answers more often, so that every level is met.
    case 'yes_no_partial_na':
      return often(fc.constantFrom(...ids, 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'));
    case 'single':
    case 'yes_no':
      return often(fc.constantFrom(...ids, ids[0], ids[0], ids[0]));
    default:
      return fc.constant('text');
  }
}
const anySheet = fc
  .tuple(...gated.questions.map(anyAnswer))
  .map((answers) => Object.fromEntries(gated.questions.map(({ id }, index) => [id, answers[index]])));

const scored = gated.questions.filter((asked) => asked.scored).map(({ id }) => id);
const perQuestion = <T>(value: fc.Arbitrary<T>, most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...scored), value), { maxLength: most })
    .map((entries) => Object.fromEntries(entries) as Record<string, T>);

const anyStatement = fc
  .record({
    intake: anyIntake,
    before: fc.option(anyIntake, { freq: 3 }),
    answers: anySheet,
    verdicts: perQuestion(fc.constantFrom('accepted', 'clarify', 'rejected'), 20),
    closed: perQuestion(
      fc.tuple(fc.constantFrom(0, 2_500, 5_000, 10_000), fc.boolean()) as fc.Arbitrary<[number, boolean]>,
      10,
    ),
    documents: perQuestion(fc.constantFrom('always', '2026-11-25', '2026-12-31'), 40),
    askedUntil: perQuestion(fc.constantFrom('2026-11-30', '2026-12-20'), 30),
    aside: fc.constantFrom<Statement['aside']>(
      {},
      {},
      { dataElements: ['ssn', 'fin', 'card'] },
      { portable: ['yes', 'no'] },
    ),
    today: fc.constantFrom(SUBMITTED, '2026-12-10', '2026-12-26'),
  })
  .map(({ intake, before, answers, ...rest }): Statement => ({
    ...rest,
    intake,
    before,
    // The intake may have changed since: what it opens was never asked.
    answers: before === null ? answers : submittedUnder(before, answers),
    submittedOn: SUBMITTED,
  }));

function submittedUnder(
  intake: IntakeFacts,
  answers: Readonly<Record<string, unknown>>,
  aside: Statement['aside'] = {},
): Readonly<Record<string, unknown>> {
  const shown = visibleQuestions(gated, {
    answers: sheetOf(answers),
    facts: intake,
    settlements: settlementsOf(aside),
    today: SUBMITTED,
  });
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.includes(id)));
}

describe('A second calculation, written apart', () => {
  it('agrees with the first in every step of thousands of random cases', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyStatement, (said) => {
        const first = outcomeOf(rate(said));
        met.add(`${first.inherent}${first.calculated}${first.rating}${first.weight >= 400_000}`);
        expect(first).toEqual(secondRating(said));
      }),
      { numRuns: 4_000 },
    );
    // Not one corner over and over.
    expect(met.size).toBeGreaterThan(15);
  });
});

const levelOf = (said: Statement) => rate(said).residual.rating;
const isNoWorse = (after: Statement, before: Statement) =>
  compareLevels(levelOf(after), levelOf(before)) <= 0;

const RANKED: Readonly<Record<string, readonly unknown[]>> = { yes_no_partial_na: ['no', 'partial', 'yes'] };
const better = (question: string, answer: unknown): unknown => {
  const asked = gated.questions.find(({ id }) => id === question);
  const ranked = asked === undefined ? undefined : RANKED[asked.type];
  if (ranked?.includes(answer)) return ranked[Math.min(2, ranked.indexOf(answer) + 1)];
  if (ranked !== undefined) return 'yes';
  if (asked?.scoring?.kind === 'options') {
    const worth = Object.entries(asked.scoring.points).sort(([, a], [, b]) => b - a);
    return worth[0]?.[0];
  }
  if (asked?.type === 'date') return '2026-11-01';
  if (asked?.type === 'number') return question === 'MA-23' ? 100 : 0;
  return asked?.type === 'multi'
    ? asked.options.filter(({ exclusive }) => exclusive !== true).map(({ id }) => id)
    : answer;
};

describe('Never worse', () => {
  it('is a rating by more points for a question', () => {
    fc.assert(
      fc.property(anyStatement, fc.constantFrom(...scored), (said, question) => {
        fc.pre(said.answers[question] !== null && said.answers[question] !== undefined);
        const answers = { ...said.answers, [question]: better(question, said.answers[question]) };
        expect(isNoWorse({ ...said, answers }, said)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('is a rating by more verified evidence, a document or a finding closed as verified', () => {
    fc.assert(
      fc.property(anyStatement, fc.constantFrom(...scored), (said, question) => {
        const documents = { ...said.documents, [question]: 'always' };
        expect(isNoWorse({ ...said, documents }, said)).toBe(true);
        const closed = { ...said.closed, [question]: [0, false] as const };
        expect(isNoWorse({ ...said, closed }, said)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('is a rating by an accepted "not applicable"', () => {
    const answerable = gated.questions.filter(({ naReasons }) => naReasons.length > 0).map(({ id }) => id);
    fc.assert(
      fc.property(anyStatement, fc.constantFrom(...answerable), (said, question) => {
        const asked = { ...said, answers: { ...said.answers, [question]: 'na' } };
        const pending = { ...asked, verdicts: { ...said.verdicts, [question]: 'clarify' } };
        const accepted = { ...asked, verdicts: { ...said.verdicts, [question]: 'accepted' } };
        expect(isNoWorse(accepted, pending)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe('Never better at its moment', () => {
  const adding = fc.oneof(
    fc.constantFrom(...ELEMENTS).map((one) => (intake: IntakeFacts) => ({
      ...intake,
      dataElements: [...new Set([...intake.dataElements.filter((held) => held !== 'none'), one])],
    })),
    fc.constantFrom(...MEDIA).map((one) => (intake: IntakeFacts) => ({
      ...intake,
      media: [...new Set([...intake.media, one])],
    })),
    fc
      .constantFrom(
        'portable' as const,
        'wireless' as const,
        'subcontractors' as const,
        'storedAbroad' as const,
        'internetFacing' as const,
        'incidentWithin36Months' as const,
      )
      .map((one) => (intake: IntakeFacts) => ({ ...intake, [one]: true })),
    // While nobody has answered which laws bind, to name the first is to answer.
    fc.constantFrom(...LAWS).map((one) => (intake: IntakeFacts) => ({
      ...intake,
      laws: intake.laws === null ? null : [...new Set([...intake.laws, one])],
    })),
    fc
      .constantFrom('peopleAffected' as const, 'residentsMassachusetts' as const)
      .map((one) => (intake: IntakeFacts) => {
        const known = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
        const at = known.indexOf(intake[one] ?? '');
        return at < 0 ? intake : { ...intake, [one]: known[Math.min(5, at + 1)] };
      }),
  );

  it('is a rating where the intake names an element, a medium, a flag, a law or a higher range', () => {
    fc.assert(
      fc.property(anyStatement, adding, (said, add) => {
        // Of an intake as it was submitted, and of what nobody has set aside since: what was taken away brings its
        // answers back with it.
        const intake = said.intake as IntakeFacts;
        const answers = submittedUnder(intake, said.answers, said.aside);
        const asSubmitted = { ...said, before: intake, answers, askedUntil: {} };
        expect(isNoWorse(asSubmitted, { ...asSubmitted, intake: add(intake) })).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});
