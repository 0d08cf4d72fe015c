import fc from 'fast-check';
import {
  addDays,
  inherentRisk,
  intakeInForce,
  TIERS,
  tierInForce,
  type FactsInForce,
  type Severity,
} from '@countersign/domain';
import { factCatalogue, shippedPolicy } from '@countersign/content';
import { anIntake } from '@countersign/testing';
import type { StandingFacts } from './standing-facts';
import { standingOf } from './standings';

const today = '2028-02-29';
const day = fc.integer({ min: -800, max: 800 }).map((days) => addDays(today, days));
const tier = fc.constantFrom(...TIERS);

const anyFindings = fc.array(
  fc.record({
    severity: fc.constantFrom<Severity>('critical', 'high', 'medium', 'low'),
    open: fc.integer({ min: 1, max: 4 }),
    overdue: fc.integer({ min: 0, max: 1 }),
    nextDueOn: fc.constant(null),
  }),
  { maxLength: 3 },
);

const anyIntake = fc.record({
  dataElements: fc.constantFrom(['none'], ['internal'], ['ssn'], ['phi', 'card']),
  peopleAffected: fc.constantFrom('r1', 'r3', 'r5', 'unknown'),
  criticality: fc.constantFrom(1 as const, 3 as const, 5 as const),
});

const anyFacts: fc.Arbitrary<StandingFacts> = fc
  .record({ intake: anyIntake, findings: anyFindings, submittedOn: day })
  .map(({ intake: wishes, findings, submittedOn }) => {
    const intake = anIntake(wishes);
    const facts: FactsInForce = intakeInForce(intake, factCatalogue);
    const inherent = inherentRisk(facts, { catalogue: factCatalogue });
    return {
      engagementId: 'engagement',
      engagement: {
        vendorId: 'vendor',
        open: true,
        vendorArchived: false,
        unassessed: false,
        inherent,
        tier: inherent.tier,
        override: null,
        intake,
        facts,
        use: { state: 'in-use', since: '2020-01-01', endedOn: null, dataReturnedOn: null, importedOn: null },
      },
      assessment: null,
      laterQuestions: [],
      score: null,
      findings,
      overruled: [],
      contract: {
        contractId: null,
        requiredClauses: 0,
        clauseGaps: 0,
        clausesToReview: 0,
        clause01: 'missing',
        clause01Gap: false,
        heldOverId: null,
        protectedData: facts.protectedData,
        dueOn: null,
        changesOn: null,
      },
      approval: null,
      acceptance: null,
      reassessment: {
        submissions: [
          {
            questionnaire: shippedPolicy.asks[0]!.questionnaire,
            assessmentId: 'a',
            submittedOn,
            grounds: null,
          },
        ],
        extension: null,
        changedSince: {},
        incidents: [],
      },
      policy: { version: 1, policy: shippedPolicy },
    };
  });

/** What somebody is told the risk is. */
const risk = (facts: StandingFacts) => {
  const { residual, openKnockouts, findings } = standingOf(facts, today);
  return { residual, openKnockouts, findings };
};

describe('What the role risk says', () => {
  it('of the tier changes no rating and no finding, whatever it is and whenever it ends', () => {
    fc.assert(
      fc.property(anyFacts, tier, day, (facts, said, until) => {
        const override = { tier: said, until };
        const { engagement } = facts;
        const inForce = tierInForce(engagement.tier, override, today);
        expect(risk({ ...facts, engagement: { ...engagement, override, tier: inForce } })).toEqual(
          risk(facts),
        );
      }),
    );
  });

  it('of an assessment that is still valid changes no score, and moves its day alone', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, until) => {
        const { submittedOn } = facts.reassessment.submissions[0]!;
        const extension = {
          id: 'x',
          assessmentId: 'a',
          until,
          submittedOn,
          covers: [],
          tier: facts.engagement.tier,
        };
        const extended = { ...facts, reassessment: { ...facts.reassessment, extension } };
        expect(risk(extended)).toEqual(risk(facts));
        const { again } = standingOf(extended, today);
        expect(again === null || again.dueOn === until).toBe(true);
      }),
    );
  });
});
