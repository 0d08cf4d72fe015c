import { clauseLibrary, factCatalogue } from '@countersign/content';
import {
  CL_01,
  compareLevels,
  inherentRisk,
  intakeInForce,
  residualRisk,
  type ClauseStatus,
  type IsoDate,
  type Severity,
} from '@countersign/domain';
import { anIntake } from '@countersign/testing';
import fc from 'fast-check';
import type { ClauseMark, CoveredEngagement, CoveringContract } from './clause-coverage';
import { statesOfEngagement, type ClauseStanding } from './clause-states';

const TODAY: IsoDate = '2026-11-22';
const WEIGHT: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3, critical: 4 };
const CLAUSES = clauseLibrary.clauses.map(({ id }) => id);

const intakes = fc
  .record({
    dataElements: fc.subarray(['ssn', 'card', 'phi', 'bio', 'otherPersonal', 'internal'], { minLength: 1 }),
    laws: fc.option(fc.subarray(['gdpr', 'hipaa', 'glba', 'dora', 'nis2', 'pci']), { nil: null }),
    criticality: fc.integer({ min: 1, max: 5 }),
    residentsMassachusetts: fc.constantFrom(null, 'r0', 'r2'),
    subcontractors: fc.boolean(),
    usesAi: fc.boolean(),
  })
  .map((wishes) => anIntake(wishes as Parameters<typeof anIntake>[0]));

const marks = fc.uniqueArray(
  fc.record({
    clause: fc.oneof(fc.constant(CL_01), fc.constantFrom(...CLAUSES)),
    status: fc.constantFrom<ClauseStatus>('present', 'partial', 'missing', 'excepted'),
    exceptionUntil: fc.constantFrom(null, '2026-11-21', '2026-11-22', '2027-06-30'),
  }),
  { selector: ({ clause }) => clause, maxLength: 12 },
);

const contracts = fc.record({
  state: fc.constantFrom<CoveringContract['state']>(
    'not-started',
    'in-term',
    'ended',
    'held-over',
    'evergreen',
    'unknown',
  ),
  signedOn: fc.constantFrom(null, '2025-01-05', '2027-01-05'),
  unmarkedAreMissing: fc.boolean(),
  marks,
});

type Wishes = typeof contracts extends fc.Arbitrary<infer T> ? T : never;

function contract(id: string, { state, marks: found, ...wishes }: Wishes): CoveringContract {
  return {
    id,
    counts: true,
    state,
    ...wishes,
    dueOn: null,
    changesOn: null,
    running: state === 'in-term' || state === 'evergreen',
    marks: found.map((one): ClauseMark => ({
      ...one,
      quote: null,
      page: null,
      exceptionReason: null,
      by: 'Paula Buyer',
      at: '2026-01-01T00:00:00.000Z',
      revision: 1,
    })),
  };
}

/** The rating as far as clauses hold it up: what one lacks is a finding. */
function ratingOf(engagement: CoveredEngagement, states: readonly ClauseStanding[]) {
  const openFindings = states.flatMap(({ severity }) =>
    severity === null ? [] : [{ severity, overdue: false, open: true }],
  );
  const inherent = inherentRisk(engagement.facts, { catalogue: factCatalogue });
  const { protectedData } = engagement.facts;
  return residualRisk({ inherent, score: null, protectedData, openFindings }).rating;
}

describe('To record a contract', () => {
  it('never worsens what not to record it gives', () => {
    fc.assert(
      fc.property(
        intakes,
        fc.array(contracts, { maxLength: 3 }),
        contracts,
        (intake, before, { state, signedOn }) => {
          const facts = intakeInForce(intake, factCatalogue);
          const { tier } = inherentRisk(facts, { catalogue: factCatalogue });
          const found = before.map((wishes, index) => contract(`before-${index}`, wishes));
          // As it is recorded, nobody has read it.
          const recorded = contract('recorded', { state, signedOn, unmarkedAreMissing: false, marks: [] });
          const covered = (all: CoveringContract[]): CoveredEngagement => ({
            id: 'engagement',
            open: true,
            facts,
            tier,
            contracts: all,
          });
          const without = covered(found);
          const withIt = covered([...found, recorded]);
          const view = { library: clauseLibrary, today: TODAY };
          const [statesWithout, statesWith] = [without, withIt].map((one) => statesOfEngagement(one, view));
          for (const [index, after] of (statesWith ?? []).entries()) {
            const standing = statesWithout?.[index];
            expect(after.level).toBe(standing?.level);
            expect([after.clause, weightOf(after)]).toEqual([
              after.clause,
              Math.min(weightOf(after), weightOf(standing)),
            ]);
            expect([after.clause, after.inForce]).toEqual([after.clause, after.inForce || standing?.inForce]);
          }
          const [ratingWithout, ratingWith] = [
            ratingOf(without, statesWithout ?? []),
            ratingOf(withIt, statesWith ?? []),
          ];
          expect(compareLevels(ratingWith, ratingWithout)).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function weightOf(standing: ClauseStanding | undefined): number {
  return standing?.severity == null ? 0 : WEIGHT[standing.severity];
}
