import {
  CL_01,
  cite,
  clauseGaps,
  clauseFindingSeverity,
  clauseGapSeverity,
  clauseRequirements,
  evaluate,
  inForce,
  said,
  type ClauseLevel,
  type ClauseStatus,
  type IntakeFacts,
  type Tier,
} from '@countersign/domain';
import { clauseLibrary, factCatalogue, languages, oversightDuties, shippedQuestionnaire } from './index';
import { anIntake } from './testing';

const levelsOf = (facts: Partial<IntakeFacts>, tier: Tier = 3) =>
  new Map(clauseRequirements(clauseLibrary, anIntake(facts), tier).map((entry) => [entry.clause, entry]));
const levelOfClause = (
  clause: string,
  facts: Partial<IntakeFacts>,
  tier: Tier = 3,
): ClauseLevel | undefined => levelsOf(facts, tier).get(clause)?.level;
const severityOf = (clause: string, facts: Partial<IntakeFacts>, tier: Tier = 3) => {
  const requirement = levelsOf(facts, tier).get(clause);
  return requirement === undefined ? null : clauseGapSeverity(requirement);
};

const PI = { dataElements: ['ssn'] };
const HOST = { dataElements: ['internal'], access: 'privileged', serviceKinds: ['hosting', 'data-centre'] };
const PI_ELECTRONIC = { ...PI, media: ['electronic'] };

describe('Required clauses', () => {
  it.each<[string, Partial<IntakeFacts>, Tier, ClauseLevel]>([
    ['CL-01', PI, 3, 'required'],
    ['CL-01', { dataElements: ['unknown'] }, 3, 'required'],
    ['CL-01', { dataElements: ['bio'] }, 1, 'required'],
    ['CL-01', { dataElements: ['otherPersonal'], laws: [] }, 1, 'none'],
    ['CL-01', { dataElements: ['otherPersonal'], laws: null }, 3, 'required'],
    ['CL-01', { dataElements: ['otherPersonal'], laws: ['gdpr'] }, 3, 'required'],
    // HIPAA with health data requires it; so does DORA without any personal data.
    ['CL-01', { dataElements: ['phi'], laws: ['hipaa'] }, 3, 'required'],
    ['CL-01', { dataElements: ['none'], laws: ['dora'] }, 3, 'required'],
    ['CL-01', { dataElements: ['none'], laws: ['glba'] }, 3, 'none'],
    ['CL-04', PI, 3, 'recommended'],
    ['CL-04', { ...PI, laws: ['ccpa'] }, 3, 'required'],
    ['CL-05', PI, 3, 'none'],
    ['CL-05', { ...PI, usesAi: true }, 3, 'recommended'],
    ['CL-07', PI, 3, 'none'],
    ['CL-07', PI, 2, 'recommended'],
    ['CL-08', { access: 'privileged' }, 2, 'required'],
    ['CL-08', { access: 'privileged' }, 3, 'none'],
    ['CL-08', { serviceKinds: ['onsite'] }, 1, 'required'],
    ['CL-09', PI_ELECTRONIC, 3, 'required'],
    ['CL-09', { ...PI, media: ['paper'] }, 3, 'none'],
    // A P mark recommends where no rule does.
    ['CL-09', { laws: ['nydfs'] }, 3, 'recommended'],
    ['CL-10', { access: 'view' }, 3, 'recommended'],
    ['CL-14', PI_ELECTRONIC, 3, 'none'],
    ['CL-14', PI_ELECTRONIC, 2, 'recommended'],
    ['CL-15', { laws: ['dora'] }, 2, 'none'],
    ['CL-15', { laws: ['dora'] }, 1, 'required'],
    ['CL-15', { laws: ['dora'], criticality: 4 }, 3, 'required'],
    ['CL-15', { internetFacing: true }, 2, 'recommended'],
    ['CL-16', { serviceKinds: ['software'] }, 3, 'required'],
    ['CL-17', { ...PI, media: ['paper'] }, 3, 'required'],
    ['CL-17', PI_ELECTRONIC, 3, 'none'],
    ['CL-17', { serviceKinds: ['courier'] }, 3, 'required'],
    // D and S marks alone never require: c. 93H s. 3(a) binds the vendor directly.
    ['CL-18', PI, 3, 'required'],
    ['CL-23', PI, 3, 'none'],
    ['CL-23', { ...PI, subcontractors: true }, 3, 'required'],
    ['CL-23', { laws: ['dora'] }, 3, 'required'],
    ['CL-24', { ...PI, subcontractors: true }, 3, 'required'],
    ['CL-24', PI, 3, 'none'],
    ['CL-25', {}, 1, 'required'],
    ['CL-25', {}, 2, 'recommended'],
    ['CL-25', PI, 3, 'recommended'],
    ['CL-25', {}, 3, 'none'],
    ['CL-25', { laws: ['dora'] }, 3, 'none'],
    ['CL-25', { laws: ['dora'], criticality: 4 }, 3, 'required'],
    ['CL-26', { dataElements: ['card'], laws: ['pci'] }, 3, 'required'],
    ['CL-26', { dataElements: ['ssn'], laws: ['pci'] }, 3, 'none'],
    ['CL-27', {}, 3, 'recommended'],
    ['CL-28', {}, 2, 'required'],
    ['CL-28', {}, 3, 'recommended'],
    ['CL-32', PI, 1, 'none'],
    ['CL-32', { dataElements: ['otherPersonal'], laws: ['gdpr'] }, 3, 'required'],
    ['CL-34', { dataElements: ['bio'] }, 3, 'required'],
    ['CL-34', { serviceKinds: ['disposal'] }, 3, 'required'],
    ['CL-35', { criticality: 4 }, 3, 'required'],
    ['CL-35', {}, 1, 'required'],
    ['CL-37', { laws: ['dora'] }, 3, 'required'],
    // Each law has a clause of its own where one text would say too much for the others.
    ['CL-40', { laws: ['dora'] }, 3, 'required'],
    ['CL-40', { laws: ['hipaa'], dataElements: ['phi'] }, 3, 'none'],
    ['CL-40', {}, 1, 'none'],
    ['CL-41', { laws: ['hipaa'], dataElements: ['phi'] }, 3, 'required'],
    // Health data with laws not answered count as HIPAA.
    ['CL-41', { laws: null, dataElements: ['phi'] }, 3, 'required'],
    ['CL-41', { laws: [], dataElements: ['phi'] }, 3, 'none'],
    ['CL-41', { laws: ['pci'], dataElements: ['card'] }, 3, 'none'],
    ['CL-42', { laws: ['pci'], dataElements: ['card'] }, 3, 'required'],
    ['CL-42', { laws: ['pci'], dataElements: ['ssn'] }, 3, 'none'],
    // Advice for a cloud host without protected data.
    ['CL-01', HOST, 1, 'recommended'],
    ['CL-18', HOST, 1, 'recommended'],
    ['CL-33', HOST, 1, 'recommended'],
    ['CL-33', { serviceKinds: ['onsite'] }, 3, 'none'],
  ])('%s of %j in tier %i is %s', (clause, facts, tier, expected) => {
    expect(levelOfClause(clause, facts, tier)).toBe(expected);
  });

  it.each<[Partial<IntakeFacts>, string]>([
    [{ dataElements: ['ssn'] }, 'clause-ground.condition.PROTECTED'],
    [{ dataElements: ['phi', 'unknown'] }, 'clause-ground.condition.PROTECTED'],
    [{ dataElements: ['unknown'] }, 'clause-ground.condition.PROTECTED.not-known'],
    [{ dataElements: ['otherPersonal'], laws: null }, 'clause-ground.condition.PROTECTED.laws-not-answered'],
    [{ dataElements: ['otherPersonal'], laws: ['gdpr'] }, 'clause-ground.condition.PROTECTED'],
  ])('name the ground that is there: %j because %s', (facts, code) => {
    expect(levelsOf(facts).get(CL_01)?.because[0]?.said.code).toBe(code);
  });

  it('say of a law that nobody has named that it is assumed', () => {
    const reasons = levelsOf({ dataElements: ['phi'], laws: null }).get('CL-41')?.because;
    expect(reasons?.map((reason) => reason.said)).toEqual([
      said('clause-reason.required-by-assumed', { citation: '45 CFR 164.504(e)(2)(ii)(I)' }),
    ]);
  });

  it('say why, with the law and with codes that there are words for', () => {
    expect(levelsOf(PI).get(CL_01)?.because).toEqual([
      { kind: 'rule', law: null, citation: null, said: said('clause-ground.condition.PROTECTED') },
      {
        kind: 'law',
        law: 'ma',
        citation: '201 CMR 17.03(2)(f)2.',
        said: said('clause-reason.required-by', { citation: '201 CMR 17.03(2)(f)2.' }),
      },
    ]);
    for (const requirement of levelsOf(
      { ...PI_ELECTRONIC, subcontractors: true, laws: ['nydfs', 'dora'] },
      1,
    ).values()) {
      expect(requirement.because.length > 0).toBe(requirement.level !== 'none');
      for (const { said } of requirement.because) expect(languages['en']?.texts).toHaveProperty([said.code]);
    }
  });
});

describe('Clause gaps', () => {
  it.each<[string, Partial<IntakeFacts>, string | null]>([
    ['CL-01', PI, 'critical'],
    ['CL-02', PI, 'medium'],
    ['CL-02', { ...PI, laws: ['gdpr'] }, 'high'],
    ['CL-18', PI, 'medium'],
    // A law asks for CL-01 of a service without protected data: its gap weighs as any other that a law requires.
    ['CL-01', { dataElements: ['internal'], laws: ['dora'] }, 'high'],
    ['CL-41', { dataElements: ['phi'], laws: null }, 'high'],
    ['CL-04', PI, null],
  ])('in %s of %j weigh %s', (clause, facts, severity) => {
    expect(severityOf(clause, facts)).toBe(severity);
  });

  it('are closed by a clause that is present or excepted until a day not past', () => {
    const requirements = clauseRequirements(clauseLibrary, anIntake(PI), 3).filter(
      ({ level }) => level === 'required',
    );
    const gaps = clauseGaps(
      requirements,
      [
        { clause: 'CL-01', status: 'partial', exceptionUntil: null },
        { clause: 'CL-02', status: 'present', exceptionUntil: null },
        { clause: 'CL-03', status: 'excepted', exceptionUntil: '2026-11-22' },
        { clause: 'CL-06', status: 'excepted', exceptionUntil: '2026-11-21' },
        { clause: 'CL-18', status: 'excepted', exceptionUntil: null },
      ],
      '2026-11-22',
    );
    const byClause = new Map(gaps.map((gap) => [gap.clause, gap]));
    expect(byClause.get('CL-01')).toEqual({
      clause: 'CL-01',
      level: 'required',
      severity: 'critical',
      status: 'partial',
    });
    expect([byClause.has('CL-02'), byClause.has('CL-03')]).toEqual([false, false]);
    expect([byClause.get('CL-06')?.status, byClause.get('CL-18')?.status]).toEqual(['excepted', 'excepted']);
    // Nobody has reviewed it: work, no gap.
    expect(byClause.has('CL-33')).toBe(false);
  });

  it('weigh nothing for an exception that has not ended, except in CL-01, which none puts in force', () => {
    const requirements = levelsOf(PI);
    const weightOf = (clause: string, status: ClauseStatus, exceptionUntil: string | null = null) => {
      const requirement = requirements.get(clause);
      if (requirement === undefined) throw new Error(`no clause ${clause}`);
      return clauseFindingSeverity(requirement, { clause, status, exceptionUntil }, '2026-11-22');
    };
    expect([
      weightOf('CL-01', 'missing'),
      weightOf('CL-01', 'partial'),
      weightOf('CL-01', 'excepted', '2027-01-01'),
      weightOf('CL-01', 'present'),
      weightOf('CL-02', 'missing'),
      weightOf('CL-02', 'excepted', '2027-01-01'),
      weightOf('CL-02', 'excepted', '2026-11-21'),
      weightOf('CL-04', 'missing'),
    ]).toEqual(['critical', 'critical', 'critical', null, 'medium', null, 'medium', null]);
  });
});

describe('The shipped content', () => {
  it('has forty-two clauses whose laws, conditions and questions exist', () => {
    const questions = new Set(shippedQuestionnaire.questions.map(({ id }) => id));
    expect(clauseLibrary.clauses).toHaveLength(42);
    for (const clause of clauseLibrary.clauses) {
      for (const { law, laws } of clause.laws) {
        for (const name of [...(law === undefined ? [] : [law]), ...(laws ?? [])]) {
          expect(Object.keys(clauseLibrary.laws)).toContain(name);
        }
      }
      for (const question of clause.questions) expect(questions).toContain(question);
    }
    for (const name of JSON.stringify(clauseLibrary).matchAll(/"condition":"([A-Z_]+)"/g)) {
      expect(Object.keys(clauseLibrary.conditions)).toContain(name[1]);
    }
  });

  it('has thirty duties of the buyer, and facts whose questions exist', () => {
    expect(oversightDuties.duties).toHaveLength(30);
    expect(new Set(oversightDuties.duties.map(({ basis }) => basis))).toEqual(new Set(['R', 'S']));
    const questions = shippedQuestionnaire.questions.map(({ id }) => id);
    for (const fact of Object.values(factCatalogue.facts)) {
      if ('from' in fact && fact.from !== undefined) expect(questions).toContain(fact.from.question);
    }
  });

  it('knows protected data by the library’s own condition', () => {
    const context = {
      conditions: clauseLibrary.conditions,
      answers: {},
      facts: inForce(anIntake(PI)),
      today: '2026-11-22',
    };
    expect(evaluate({ condition: 'PROTECTED' }, context)).toBe(true);
  });

  it('prints every requirement’s citation the same way from its id and from its words', () => {
    for (const { id, citation } of shippedQuestionnaire.requirements) {
      if (id === '17.04') continue;
      expect(cite(id)).toBe(cite(citation));
    }
  });
});
