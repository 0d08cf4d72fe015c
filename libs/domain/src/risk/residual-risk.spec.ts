import fc from 'fast-check';
import {
  compareLevels,
  combine,
  levelOf,
  residualRisk,
  type InherentRisk,
  type OpenFinding,
  type Score,
} from '../index';

function anInherentRisk(impactHundredths: number, likelihood: number): InherentRisk {
  const impactLevel = levelOf(impactHundredths);
  const likelihoodLevel = levelOf(likelihood * 100);
  return {
    formulaVersion: '2026.2',
    impactHundredths,
    impactLevel,
    likelihood,
    likelihoodLevel,
    level: combine(likelihoodLevel, impactLevel),
    tier: 1,
    holdsPI: true,
    protectedData: true,
    factors: [],
    likelihoodSteps: [],
    triggers: [],
    impactBeforeFloorsHundredths: impactHundredths,
    likelihoodBeforeFloors: likelihood,
    notes: [],
  };
}

function aScore(numerator: number, denominator: number, stated: Partial<Score> = {}): Score {
  return {
    formulaVersion: '2026.2',
    submittedOn: '2026-11-22',
    ceHundredths: Math.floor((numerator * 10_000) / denominator),
    numerator,
    denominator,
    shownWeight: 100,
    scorableWeight: 100,
    notScorable: false,
    sections: [],
    requirements: [],
    questions: [],
    confidence: { answeredHundredths: 10_000, evidencedHundredths: 0 },
    knockouts: [],
    // Verified to the last point, unless said otherwise: no floor of assurance.
    verifiedNumerator: denominator,
    verifiedHundredths: 10_000,
    knockoutQuestions: [],
    changesOn: null,
    ...stated,
  };
}

const rated = (inherent: InherentRisk, score: Score | null, openFindings: readonly OpenFinding[] = []) =>
  residualRisk({ inherent, score, protectedData: true, openFindings });

describe('Residual risk', () => {
  it('is the inherent level before anything is assessed', () => {
    expect(rated(anInherentRisk(7_000, 70), null)).toMatchObject({
      state: 'not-assessed',
      rating: 'high',
      creditHundredths: null,
    });
  });

  it.each([
    [500_000, 0, 8_000, 'high'],
    [625_000, 2_500, 6_000, 'high'],
    [625_001, 2_500, 5_999, 'moderate'],
    [750_000, 5_000, 4_000, 'moderate'],
    [750_001, 5_000, 3_999, 'low'],
    [1_000_000, 10_000, 0, 'low'],
  ])(
    'of %i in a million earns credit and compares before rounding',
    (numerator, credit, likelihood, level) => {
      expect(rated(anInherentRisk(7_000, 80), aScore(numerator, 1_000_000))).toMatchObject({
        state: 'assessed',
        creditHundredths: credit,
        likelihoodAfterHundredths: likelihood,
        calculated: level,
      });
    },
  );

  it('counts CE below half as a knock-out, by the fraction and not by the number shown', () => {
    const inherent = anInherentRisk(3_000, 50);
    const below = rated(inherent, aScore(499_999, 1_000_000));
    expect(below.floors.map(({ code }) => code)).toEqual(['effectiveness-below-half']);
    expect([below.calculated, below.rating]).toEqual(['low', 'high']);
    expect(rated(inherent, aScore(500_000, 1_000_000)).floors).toEqual([]);
  });

  it('has the floors of findings', () => {
    const good = aScore(1_000_000, 1_000_000);
    const finding = (stated: Partial<OpenFinding>): OpenFinding => ({
      severity: 'critical',
      overdue: false,
      open: true,
      ...stated,
    });
    const inherent = anInherentRisk(1_000, 50);
    expect(rated(inherent, good, [finding({})]).rating).toBe('moderate');
    expect(rated(inherent, good, [finding({ overdue: true })]).rating).toBe('high');
    expect(rated(inherent, good, [finding({ overdue: true, open: false })]).rating).toBe('very-low');
    expect(rated(inherent, good, [finding({ severity: 'high', overdue: true })]).rating).toBe('very-low');
  });

  it('has the floor of a requirement of 17.03, 17.04, c. 93H s. 3 and c. 93I s. 2 only, with protected data', () => {
    const inherent = anInherentRisk(1_000, 50);
    const withRequirement = (id: string) =>
      aScore(90, 100, {
        requirements: [
          {
            id,
            citation: `201 CMR ${id}`,
            title: '',
            ceHundredths: 4_999,
            numerator: 4_999,
            denominator: 10_000,
          },
        ],
      });
    expect(rated(inherent, withRequirement('17.04(3)')).rating).toBe('moderate');
    expect(rated(inherent, withRequirement('17.03(2)(f)1')).rating).toBe('moderate');
    for (const id of ['17.04', '93H-3(a)', '93H-3(b)', '93I-2'])
      expect(rated(inherent, withRequirement(id)).rating).toBe('moderate');
    for (const id of ['93H-3A', '17.02', '17.05'])
      expect(rated(inherent, withRequirement(id)).rating).toBe('very-low');
    expect(
      residualRisk({ inherent, score: withRequirement('17.04(3)'), protectedData: false, openFindings: [] })
        .floors,
    ).toEqual([]);
  });

  it('has the floors of knock-outs only while they are open', () => {
    const inherent = anInherentRisk(9_000, 90);
    const withKnockout = (status: 'fired' | 'partial', open: boolean) =>
      rated(
        inherent,
        aScore(100, 100, { knockouts: [{ question: 'MA-57', status, open, text: 'Encrypted?' }] }),
      );
    expect([withKnockout('fired', true).calculated, withKnockout('fired', true).rating]).toEqual([
      'low',
      'very-high',
    ]);
    expect(withKnockout('partial', true).rating).toBe('moderate');
    expect(withKnockout('fired', false).floors).toEqual([]);
  });

  it.each([
    [0, 'moderate'],
    [249_999, 'moderate'],
    [250_000, 'low'],
    [499_999, 'low'],
    [500_000, 'low'],
  ])('rests on what is verified: with %i of a million it is at best %s', (verified, rating) => {
    const inherent = anInherentRisk(7_000, 80);
    const score = aScore(1_000_000, 1_000_000, {
      verifiedNumerator: verified,
      verifiedHundredths: Math.floor(verified / 100),
    });
    const residual = rated(inherent, score);
    expect([residual.calculated, residual.rating]).toEqual(['low', rating]);
    expect(residual.floors).toHaveLength(verified < 500_000 ? 1 : 0);
  });

  it('names an open "not applicable" of a knock-out for moderate', () => {
    const waiting = aScore(100, 100, {
      knockouts: [{ question: 'MA-61', status: 'not-applicable', open: true, text: '' }],
    });
    expect(rated(anInherentRisk(9_000, 50), waiting)).toMatchObject({
      rating: 'moderate',
      floors: [{ code: 'knockout-not-applicable', parameters: { question: 'MA-61' } }],
    });
  });

  it('never lies above the inherent level before floors, and never falls when controls get worse', () => {
    const any = fc.record({
      impact: fc.integer({ min: 0, max: 10_000 }),
      likelihood: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(any, fc.nat(1_000), fc.nat(1_000), ({ impact, likelihood }, some, more) => {
        const inherent = anInherentRisk(impact, likelihood);
        const weak = rated(inherent, aScore(some, 2_000));
        const strong = rated(inherent, aScore(some + more, 2_000));
        expect(compareLevels(strong.calculated, weak.calculated)).toBeLessThanOrEqual(0);
        expect(compareLevels(weak.calculated, inherent.level)).toBeLessThanOrEqual(0);
        expect(compareLevels(strong.rating, weak.rating)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
