import {
  decidingFloors,
  rateEngagement,
  type IntakeFacts,
  type RatedEngagement,
  type Submission,
} from '@countersign/domain';
import { factCatalogue } from './index';
import { anIntake, answersRepeating, gated } from './testing';

const TODAY = '2026-11-25';

const INTAKES = {
  shredder: anIntake({
    dataElements: ['ssn', 'fin'],
    peopleAffected: 'r3',
    residentsMassachusetts: 'r3',
    access: 'store',
    media: ['paper'],
    serviceKinds: ['disposal', 'courier'],
  }),
  saas: anIntake({
    dataElements: ['ssn', 'otherPersonal'],
    peopleAffected: 'r3',
    residentsMassachusetts: 'r3',
    criticality: 3,
    access: 'store',
    replaceability: 3,
    media: ['electronic'],
    internetFacing: true,
    subcontractors: true,
    serviceKinds: ['saas'],
    laws: ['glba'],
  }),
  payroll: anIntake({
    dataElements: ['fin', 'otherPersonal'],
    peopleAffected: 'r3',
    residentsMassachusetts: 'r0',
    criticality: 4,
    access: 'store',
    replaceability: 4,
    media: ['electronic'],
    internetFacing: true,
    subcontractors: true,
    storedAbroad: true,
    laws: ['gdpr'],
  }),
  card: anIntake({
    dataElements: ['card'],
    peopleAffected: 'r5',
    residentsMassachusetts: 'r4',
    criticality: 5,
    access: 'store',
    replaceability: 4,
    media: ['electronic'],
    internetFacing: true,
    serviceKinds: ['saas'],
    laws: ['pci'],
  }),
  health: anIntake({
    dataElements: ['phi'],
    peopleAffected: 'r3',
    criticality: 3,
    access: 'store',
    replaceability: 3,
    media: ['electronic'],
    internetFacing: true,
    serviceKinds: ['saas'],
    laws: ['hipaa'],
  }),
  host: anIntake({
    dataElements: ['internal'],
    criticality: 4,
    access: 'privileged',
    replaceability: 4,
    media: ['electronic'],
    internetFacing: true,
    serviceKinds: ['hosting', 'data-centre'],
  }),
  newsletter: anIntake({
    dataElements: ['otherPersonal'],
    peopleAffected: 'r1',
    access: 'store',
    media: ['electronic'],
    serviceKinds: ['saas'],
  }),
  plants: anIntake({ serviceKinds: ['onsite'] }),
} satisfies Readonly<Record<string, IntakeFacts>>;

type Answers = Readonly<Record<string, unknown>>;
interface Case {
  readonly intake: IntakeFacts;
  readonly answers?: Answers;
  /** Nothing but these answers. */
  readonly only?: Answers;
  readonly submission?: Partial<Submission>;
}

function rate({ intake, answers = {}, only, submission = {} }: Case): RatedEngagement {
  const sheet = Object.entries(answersRepeating(gated, intake, only ?? answers)).filter(
    ([id]) => only === undefined || Object.hasOwn(only, id),
  );
  return rateEngagement({
    intake,
    submissions: [
      {
        questionnaire: gated,
        answers: Object.fromEntries(sheet),
        reviews: {},
        verifications: {},
        evidence: {},
        submittedOn: TODAY,
        ...submission,
      },
    ],
    catalogue: factCatalogue,
    today: TODAY,
  });
}

const verifiedOn = (...questions: readonly number[]): Partial<Submission> => ({
  evidence: Object.fromEntries(questions.map((id) => [`MA-${id}`, { verified: true, lapsesOn: null }])),
});

const EVERY_HALF: Answers = Object.fromEntries(
  gated.questions.filter(({ type }) => type === 'yes_no_partial_na').map(({ id }) => [id, 'partial']),
);

/** Sums in points of weight; V in points of weight; floors that decide, by code and question or citation. */
type Expected = readonly [
  impact: number,
  likelihood: number,
  inherent: string,
  tier: number,
  sum: number,
  weight: number,
  verified: number,
  calculated: string,
  rating: string,
  decidedBy: readonly string[],
];

const closedAsVerified: Partial<Submission> = {
  verifications: { 'MA-57': { pointsBefore: 0, rejectedSince: false } },
};
const setAside: Partial<Submission> = {
  settlements: [{ kind: 'set-aside', fact: 'dataElements', values: ['ssn'] }],
};
const EIGHT = [14, 19, 28, 31, 35, 45, 51, 56];
const OF_WEIGHT_5 = [14, 19, 28, 35, 45, 51, 56, 57];

const CASES: readonly (readonly [string, Case, Expected])[] = [
  [
    '1 shredder, best, no evidence',
    { intake: INTAKES.shredder },
    [56.25, 50, 'moderate', 2, 108, 108, 0, 'very-low', 'low', ['assurance']],
  ],
  [
    '2 the same, MA-68 "no"',
    { intake: INTAKES.shredder, answers: { 'MA-68': 'no' } },
    [56.25, 50, 'moderate', 2, 104, 108, 0, 'very-low', 'high', ['knockout-open MA-68']],
  ],
  [
    '3 SaaS, best, evidence on eight questions',
    { intake: INTAKES.saas, submission: verifiedOn(...EIGHT) },
    [71.25, 70, 'high', 1, 180, 180, 40, 'low', 'moderate', ['assurance']],
  ],
  [
    '4 the same and on MA-57',
    { intake: INTAKES.saas, submission: verifiedOn(...EIGHT, 57) },
    [71.25, 70, 'high', 1, 180, 180, 45, 'low', 'low', []],
  ],
  [
    '5 SaaS, best but MA-57 "no"',
    { intake: INTAKES.saas, answers: { 'MA-57': 'no' } },
    [71.25, 70, 'high', 1, 175, 180, 0, 'low', 'high', ['knockout-open MA-57']],
  ],
  [
    '6 the same, its finding closed as verified',
    { intake: INTAKES.saas, answers: { 'MA-57': 'no' }, submission: closedAsVerified },
    [71.25, 70, 'high', 1, 180, 180, 5, 'low', 'moderate', ['assurance']],
  ],
  [
    '7 SaaS, every yes/no/partial "partial", else best',
    { intake: INTAKES.saas, answers: EVERY_HALF },
    [71.25, 70, 'high', 1, 114.5, 180, 0, 'moderate', 'moderate', []],
  ],
  [
    '8 plants; vendor names SSN in MA-02, submits nothing else',
    { intake: INTAKES.plants, only: { 'MA-02': ['ssn'] } },
    [
      40,
      50,
      'moderate',
      2,
      0,
      104,
      0,
      'moderate',
      'high',
      [
        'knockout-open MA-14',
        'knockout-open MA-28',
        'knockout-open MA-35',
        'knockout-open MA-45',
        'effectiveness-below-half',
      ],
    ],
  ],
  [
    '8 set aside',
    { intake: INTAKES.plants, only: { 'MA-02': ['ssn'] }, submission: setAside },
    [0, 50, 'very-low', 3, 0, 0, 0, 'very-low', 'very-low', []],
  ],
  [
    '9 EU payroll, best, no evidence (no PI; protected)',
    { intake: INTAKES.payroll },
    [78.75, 80, 'high', 1, 178, 178, 0, 'low', 'moderate', ['assurance']],
  ],
  [
    '10 card, best, no evidence',
    { intake: INTAKES.card },
    [93.75, 60, 'very-high', 1, 164, 164, 0, 'low', 'high', ['assurance']],
  ],
  [
    '10 on the eight of weight 5 and MA-15',
    { intake: INTAKES.card, submission: verifiedOn(...OF_WEIGHT_5, 15) },
    [93.75, 60, 'very-high', 1, 164, 164, 44, 'low', 'moderate', ['assurance']],
  ],
  [
    '11 health, best, no evidence',
    { intake: INTAKES.health },
    [71.25, 60, 'high', 1, 164, 164, 0, 'low', 'moderate', ['assurance']],
  ],
  [
    '12 newsletter: laws none',
    { intake: INTAKES.newsletter },
    [28.75, 50, 'low', 3, 0, 0, 0, 'low', 'low', []],
  ],
  [
    '12 laws not answered, best but MA-45 "no"',
    { intake: { ...INTAKES.newsletter, laws: null }, answers: { 'MA-45': 'no' } },
    [28.75, 50, 'low', 3, 157, 162, 0, 'very-low', 'high', ['knockout-open MA-45']],
  ],
  ['13 host, internal data', { intake: INTAKES.host }, [60, 60, 'high', 1, 0, 0, 0, 'high', 'high', []]],
];

describe('The worked cases of the rules', () => {
  it.each(CASES)('%s', (_name, stated, expected) => {
    const { inherent, pooled, residual } = rate(stated);
    expect([
      inherent.impactHundredths / 100,
      inherent.likelihood,
      inherent.level,
      inherent.tier,
      (pooled?.numerator ?? 0) / 10_000,
      (pooled?.denominator ?? 0) / 10_000,
      (pooled?.verifiedNumerator ?? 0) / 10_000,
      residual.calculated,
      residual.rating,
      decidingFloors(residual).map(({ code, parameters }) => {
        if ('question' in parameters) return `${code} ${parameters.question}`;
        return 'citation' in parameters ? `${code} ${parameters.citation}` : code;
      }),
    ]).toEqual(expected);
  });

  it.each([
    ['2', { intake: INTAKES.shredder, answers: { 'MA-68': 'no' } }, 9_629],
    ['5', { intake: INTAKES.saas, answers: { 'MA-57': 'no' } }, 9_722],
    ['7', { intake: INTAKES.saas, answers: EVERY_HALF }, 6_361],
    ['12', { intake: { ...INTAKES.newsletter, laws: null }, answers: { 'MA-45': 'no' } }, 9_691],
    ['13', { intake: INTAKES.host }, null],
  ])('%s shows a CE of %j hundredths, rounded down', (_name, stated, ce) => {
    expect(rate(stated).pooled?.ceHundredths).toBe(ce);
  });

  it('show V, credit and likelihood rounded down', () => {
    expect(rate({ intake: INTAKES.saas, submission: verifiedOn(...EIGHT) }).residual).toMatchObject({
      verifiedHundredths: 2_222,
    });
    const seventh = rate({ intake: INTAKES.saas, answers: EVERY_HALF });
    expect(seventh.residual).toMatchObject({ creditHundredths: 2_722, likelihoodAfterHundredths: 5_094 });
    expect(seventh.residual.floors.map(({ code }) => code)).toContain('knockout-partial');
    const sixth = rate({ intake: INTAKES.saas, answers: { 'MA-57': 'no' }, submission: closedAsVerified });
    expect(sixth.residual.verifiedHundredths).toBe(277);
  });

  it('8 has the trigger of its proposal, 10 and 13 one of their own', () => {
    const named = rate({ intake: INTAKES.plants, only: { 'MA-02': ['ssn'] } });
    expect(named.differences[0]?.proposals).toMatchObject([{ fact: 'dataElements', proposed: ['ssn'] }]);
    expect(rate({ intake: INTAKES.card }).inherent.triggers).toEqual([{ code: 'sensitive-data-at-scale' }]);
    expect(rate({ intake: INTAKES.host }).inherent.triggers).toEqual([{ code: 'privileged-access' }]);
  });

  it('2 falls short of c. 93I too', () => {
    const second = rate({ intake: INTAKES.shredder, answers: { 'MA-68': 'no' } });
    expect(second.residual.floors).toContainEqual(
      expect.objectContaining({
        code: 'requirement-below-half',
        parameters: { citation: 'M.G.L. c. 93I s. 2', share: 0.42 },
        level: 'moderate',
      }),
    );
    expect(second.pooled?.requirements.find(({ id }) => id === '93I-2')).toMatchObject({
      numerator: 30_000,
      denominator: 70_000,
    });
    expect(second.findings).toMatchObject([{ question: 'MA-68', severity: 'critical', knockout: true }]);
  });
});
