import fc from 'fast-check';
import {
  compareLevels,
  effectiveFacts,
  holdsPI,
  inherentRisk,
  protectedData,
  validateIntake,
  type AnswerSheet,
  type IntakeFacts,
} from '@countersign/domain';
import { clauseLibrary, factCatalogue } from './index';
import { anIntake, answered, compiled, everything, TODAY } from './testing';

const riskOf = (stated: Partial<IntakeFacts>) => inherentRisk(anIntake(stated), { catalogue: factCatalogue });

describe('Inherent risk', () => {
  it('starts at impact 0 and likelihood 50 for a service without data', () => {
    expect(riskOf({})).toMatchObject({
      formulaVersion: '2026.2',
      impactHundredths: 0,
      likelihood: 50,
      level: 'very-low',
      tier: 3,
      holdsPI: false,
      triggers: [],
      notes: [],
    });
  });

  it('is the weighted mean of the factors, in hundredths that are never rounded', () => {
    const risk = riskOf({
      dataElements: ['otherPersonal', 'internal'],
      peopleAffected: 'r2',
      criticality: 4,
      access: 'store',
      replaceability: 2,
    });
    // 35·2·25 + 20·1·25 + 20·3·25 + 15·3·25 + 10·1·25
    expect(risk.factors.map(({ contributionHundredths }) => contributionHundredths)).toEqual([
      1750, 500, 1500, 1125, 250,
    ]);
    expect(risk.impactHundredths).toBe(5_125);
    expect([risk.impactLevel, risk.likelihoodLevel, risk.level, risk.tier]).toEqual([
      'moderate',
      'moderate',
      'moderate',
      2,
    ]);
    expect(risk.factors[0]).toMatchObject({
      values: ['otherPersonal'],
      factor: 3,
      weight: 35,
    });
  });

  it('reaches 100 at the worst of everything', () => {
    const worst = riskOf({
      dataElements: ['ssn'],
      peopleAffected: 'r5',
      criticality: 5,
      access: 'privileged',
      replaceability: 5,
      portable: true,
      wireless: true,
      subcontractors: true,
      storedAbroad: true,
      internetFacing: true,
      incidentWithin36Months: true,
    });
    expect(worst).toMatchObject({ impactHundredths: 10_000, likelihood: 100, level: 'very-high', tier: 1 });
    expect(worst.notes).toEqual([{ code: 'likelihood-capped' }]);
    expect(worst.triggers).toHaveLength(3);
  });

  it('adds 10 per circumstance and 20 for an incident to the likelihood', () => {
    expect(riskOf({ portable: true }).likelihood).toBe(60);
    expect(riskOf({ incidentWithin36Months: true, internetFacing: true }).likelihood).toBe(80);
    expect(riskOf({ reports: ['soc2'] }).likelihood).toBe(50);
  });

  it('has an impact of at least 40 with protected data beyond other personal', () => {
    const risk = riskOf({ dataElements: ['dl'], peopleAffected: 'r1' });
    expect([risk.impactBeforeFloorsHundredths, risk.impactHundredths, risk.likelihood]).toEqual([
      2_625, 4_000, 50,
    ]);
    expect(risk.notes).toEqual([{ code: 'protected-data-raises' }]);
    expect(riskOf({ dataElements: ['bio'], peopleAffected: 'r1' }).impactHundredths).toBe(4_000);
    expect(riskOf({ dataElements: ['otherPersonal'], laws: ['gdpr'] }).impactHundredths).toBe(1_750);
  });

  it('counts the residents of Massachusetts where they are more than the people affected', () => {
    expect(riskOf({ peopleAffected: 'r1', residentsMassachusetts: 'r4' }).impactHundredths).toBe(1_500);
    expect(riskOf({ peopleAffected: 'r4', residentsMassachusetts: 'r1' }).impactHundredths).toBe(1_500);
    expect(riskOf({ peopleAffected: 'r1', residentsMassachusetts: 'unknown' }).impactHundredths).toBe(0);
  });
});

describe('Critical triggers', () => {
  const codes = (stated: Partial<IntakeFacts>) => riskOf(stated).triggers.map(({ code }) => code);

  it.each([
    [{ dataElements: ['ssn'], peopleAffected: 'r4' }, ['sensitive-data-at-scale']],
    [{ dataElements: ['phi'], peopleAffected: 'unknown' }, ['sensitive-data-at-scale']],
    [{ dataElements: ['dl', 'internal'], peopleAffected: 'r5' }, ['sensitive-data-at-scale']],
    [{ dataElements: ['ssn'], peopleAffected: 'r3' }, []],
    [{ dataElements: ['bio'], peopleAffected: 'r5' }, []],
    [{ access: 'privileged', criticality: 2 }, []],
    [{ access: 'privileged', criticality: 2, dataElements: ['public'] }, []],
    [{ access: 'privileged', criticality: 1, dataElements: ['internal'] }, ['privileged-access']],
    [{ access: 'privileged', criticality: 3 }, ['privileged-access']],
    [{ access: 'unknown', criticality: 5, replaceability: 5 }, ['irreplaceable-core-service']],
    [{ access: 'privileged', criticality: 4 }, ['privileged-access']],
    [
      { access: 'privileged', criticality: 1, dataElements: ['ssn'], peopleAffected: 'r1' },
      ['privileged-access'],
    ],
    [
      { access: 'privileged', dataElements: ['phi'], laws: ['hipaa'], peopleAffected: 'r1' },
      ['privileged-access'],
    ],
    [{ access: 'view', criticality: 5, replaceability: 5 }, ['irreplaceable-core-service']],
    [{ access: 'none', criticality: 5, replaceability: 5 }, []],
    [{ access: 'view', criticality: 5, replaceability: 4 }, []],
  ])('of %j are %j', (stated, expected) => {
    expect(codes(stated)).toEqual(expected);
  });

  it('raise impact and likelihood to 60, so that the level is high', () => {
    expect(riskOf({ access: 'view', criticality: 5, replaceability: 5 })).toMatchObject({
      impactBeforeFloorsHundredths: 3_375,
      impactHundredths: 6_000,
      likelihoodBeforeFloors: 50,
      likelihood: 60,
      level: 'high',
      tier: 1,
    });
  });
});

describe('Personal information and protected data', () => {
  it('mean what the catalogue says', () => {
    expect(factCatalogue.terms.holdsPI.when).toEqual({
      fact: 'dataElements',
      includesAny: ['ssn', 'dl', 'fin', 'card', 'unknown'],
    });
    for (const element of ['ssn', 'dl', 'fin', 'card', 'unknown'])
      expect(holdsPI({ dataElements: [element] })).toBe(true);
    for (const element of ['bio', 'phi', 'cred', 'otherPersonal', 'none'])
      expect(holdsPI({ dataElements: [element] })).toBe(false);
  });

  it('differ for personal data under another law', () => {
    const health = anIntake({ dataElements: ['phi'], laws: ['hipaa'] });
    expect([holdsPI(health), protectedData(health, clauseLibrary)]).toEqual([false, true]);
    const contact = (laws: readonly string[] | null) =>
      protectedData(anIntake({ dataElements: ['otherPersonal'], laws }), clauseLibrary);
    expect([contact(['gdpr']), contact(null), contact([]), contact(['dora'])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

const anyIntake: fc.Arbitrary<IntakeFacts> = fc
  .record({
    dataElements: fc.constantFrom(
      ['none'],
      ['public'],
      ['internal'],
      ['otherPersonal'],
      ['dl'],
      ['ssn'],
      ['unknown'],
    ),
    peopleAffected: fc.constantFrom('r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'unknown'),
    criticality: fc.integer({ min: 1, max: 5 }),
    access: fc.constantFrom('none', 'view', 'store', 'privileged', 'unknown'),
    replaceability: fc.integer({ min: 1, max: 5 }),
    portable: fc.boolean(),
    wireless: fc.boolean(),
    subcontractors: fc.boolean(),
    storedAbroad: fc.boolean(),
    internetFacing: fc.boolean(),
    incidentWithin36Months: fc.boolean(),
  })
  .map(anIntake);

describe('Of any intake', () => {
  it('the numbers stay between 0 and 100, and every step adds up', () => {
    fc.assert(
      fc.property(anyIntake, (intake) => {
        const risk = inherentRisk(intake, { catalogue: factCatalogue });
        expect(risk.impactHundredths >= 0 && risk.impactHundredths <= 10_000).toBe(true);
        expect(risk.likelihood >= 50 && risk.likelihood <= 100).toBe(true);
        expect(risk.factors.reduce((sum, factor) => sum + factor.contributionHundredths, 0)).toBe(
          risk.impactBeforeFloorsHundredths,
        );
      }),
    );
  });

  it('a more critical service is never less risky', () => {
    fc.assert(
      fc.property(anyIntake, (intake) => {
        const higher = { ...intake, criticality: Math.min(5, intake.criticality + 1), internetFacing: true };
        const rulebook = { catalogue: factCatalogue };
        expect(
          compareLevels(inherentRisk(higher, rulebook).level, inherentRisk(intake, rulebook).level),
        ).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('Checking an intake', () => {
  it('accepts a full one', () => {
    expect(validateIntake(everything, factCatalogue)).toEqual([]);
    expect(validateIntake(JSON.parse(JSON.stringify(anIntake())), factCatalogue)).toEqual([]);
  });

  it.each([
    ['dataElements', []],
    ['dataElements', ['none', 'ssn']],
    ['dataElements', ['passport']],
    ['dataElements', ['__proto__']],
    ['peopleAffected', null],
    ['peopleAffected', 'many'],
    ['residentsMassachusetts', 3],
    ['criticality', 6],
    ['criticality', 2.5],
    ['criticality', '3'],
    ['portable', 'yes'],
    ['laws', 'glba'],
    ['media', ['paper', 'paper']],
    ['colour', 'red'],
  ])('refuses %s %j', (fact, value) => {
    expect(validateIntake({ ...anIntake(), [fact]: value }, factCatalogue).map(({ field }) => field)).toEqual(
      [fact],
    );
  });

  it('names every fact that is not stated', () => {
    expect(validateIntake({}, factCatalogue)).toHaveLength(17);
    expect(validateIntake(null, factCatalogue)).toHaveLength(1);
  });
});

describe('Scope', () => {
  const scopeOf = (intake: Partial<IntakeFacts>, answers: Readonly<Record<string, unknown>>) => {
    const sheet: AnswerSheet = Object.fromEntries(
      Object.entries(answers).map(([id, answer]) => [id, answered(answer)]),
    );
    return effectiveFacts({
      intake: anIntake(intake),
      answers: sheet,
      catalogue: factCatalogue,
      questionnaire: compiled,
      today: TODAY,
    });
  };

  it('is the union of intake and answers, and an answer that names less is disputed', () => {
    const { facts, disputes, proposals } = scopeOf({ dataElements: ['ssn', 'card'] }, { 'MA-02': ['ssn'] });
    expect(facts.dataElements).toEqual(['ssn', 'card']);
    expect(disputes).toMatchObject([{ fact: 'dataElements', question: 'MA-02', missing: ['card'] }]);
    expect(proposals).toEqual([]);
  });

  it('grows by what an answer names more, as a proposal', () => {
    const { facts, disputes, proposals } = scopeOf({}, { 'MA-02': ['ssn', 'other'] });
    expect(facts.dataElements).toEqual(['ssn', 'otherPersonal']);
    expect(disputes).toEqual([]);
    expect(proposals).toMatchObject([
      { fact: 'dataElements', adds: ['ssn', 'otherPersonal'], proposed: ['ssn', 'otherPersonal'] },
    ]);
  });

  it('takes an answer to what the intake does not know as a proposal, and still gates on not knowing', () => {
    const { facts, disputes, proposals } = scopeOf({ dataElements: ['unknown'] }, { 'MA-02': ['none'] });
    expect(holdsPI(facts)).toBe(true);
    expect(disputes).toEqual([]);
    expect(proposals).toMatchObject([{ fact: 'dataElements', adds: [], proposed: ['none'] }]);
  });

  it('does not call it less when the vendor does not know, or could not have named it', () => {
    expect(scopeOf({ dataElements: ['ssn'] }, { 'MA-02': ['unknown'] }).disputes).toEqual([]);
    expect(scopeOf({ dataElements: ['ssn', 'internal'] }, { 'MA-02': ['ssn'] }).disputes).toEqual([]);
  });

  it('disputes a "no" to a circumstance and proposes a "yes"', () => {
    const held = { dataElements: ['ssn'], media: ['electronic'] };
    expect(scopeOf({ ...held, portable: true }, { 'MA-09': 'no' })).toMatchObject({
      facts: { portable: true },
      disputes: [{ fact: 'portable' }],
    });
    expect(scopeOf(held, { 'MA-44': 'yes' })).toMatchObject({
      facts: { incidentWithin36Months: true },
      disputes: [],
      proposals: [{ fact: 'incidentWithin36Months', proposed: true }],
    });
  });

  it('raises the people affected by the residents an answer names, and never disputes them', () => {
    const held = { dataElements: ['ssn'], peopleAffected: 'r3' };
    expect(scopeOf(held, { 'MA-04': 'r4' }).facts.peopleAffected).toBe('r4');
    expect(scopeOf(held, { 'MA-04': 'r1' })).toMatchObject({ facts: { peopleAffected: 'r3' }, disputes: [] });
    expect(scopeOf({ ...held, residentsMassachusetts: 'r3' }, { 'MA-04': 'r1' }).disputes).toMatchObject([
      { fact: 'residentsMassachusetts', intake: 'r3', answer: 'r1' },
    ]);
  });

  it('is not moved by an answer that is hidden', () => {
    expect(scopeOf({}, { 'MA-09': 'yes', 'MA-11': 'yes' })).toMatchObject({
      facts: { portable: false, subcontractors: false },
      proposals: [],
    });
  });
});
