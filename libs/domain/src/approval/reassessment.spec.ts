import fc from 'fast-check';
import {
  addDays,
  addMonths,
  materialChanges,
  reassessmentOf,
  tierInForce,
  type AssessedGrounds,
  type Tier,
} from '../index';

const due = (wishes: Partial<Parameters<typeof reassessmentOf>[0]> = {}) =>
  reassessmentOf({
    tier: 2,
    cadenceMonths: 24,
    submittedOn: '2024-02-29',
    changes: [],
    extension: null,
    ...wishes,
  });
const extension = { until: '2026-09-30', tier: 2 as const, submittedOn: '2024-02-29', covers: [] };
const newElement = { code: 'element-new' as const, key: 'element-new:ssn', parameters: { element: 'ssn' } };
const anyDay = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2020-01-01', days));

describe('A reassessment', () => {
  it.each([
    ['2024-02-29', 12, '2025-02-28', '2025-08-29'],
    ['2024-02-29', 24, '2026-02-28', '2027-02-28'],
    ['2024-02-29', 48, '2028-02-29', '2030-02-28'],
    ['2025-08-31', 36, '2028-08-31', '2030-02-28'],
    ['2025-05-31', 15, '2026-08-31', '2027-03-31'],
  ])(
    'of %s is due after %i months on %s, and extended to %s at most',
    (submittedOn, cadenceMonths, on, to) => {
      expect(due({ submittedOn, cadenceMonths })).toMatchObject({
        dueOn: on,
        regularOn: on,
        why: 'cadence',
        extendableTo: to,
      });
    },
  );

  it('is due at once for a material change, and counts half the cadence from that day', () => {
    const changes = [{ ...newElement, since: '2024-08-31' }];
    expect(due({ changes })).toMatchObject({
      dueOn: '2024-08-31',
      why: 'material-change',
      regularOn: '2026-02-28',
      extendableTo: '2025-08-31',
    });
  });

  it('that came due by the calendar first stays due from that day', () => {
    const changes = [{ ...newElement, since: '2026-05-01' }];
    expect(due({ changes })).toMatchObject({ dueOn: '2026-02-28', why: 'cadence' });
  });

  it('moves to the day until which it is still valid, and back for what was not known then', () => {
    expect(due({ extension })).toMatchObject({
      dueOn: '2026-09-30',
      why: 'extended',
      extendedUntil: '2026-09-30',
    });
    const changes = [{ ...newElement, since: '2026-04-01' }];
    expect(due({ extension, changes })).toMatchObject({ dueOn: '2026-04-01', why: 'material-change' });
    const covering = { ...extension, covers: [newElement.key] };
    expect(due({ extension: covering, changes })).toMatchObject({ dueOn: '2026-09-30', why: 'extended' });
  });

  it.each([
    ['a later submission', { submittedOn: '2025-03-01' }],
    ['another tier', { tier: 3 as const }],
  ])('is no longer extended after %s', (_what, wishes) => {
    expect(due({ extension, ...wishes })).toMatchObject({ extendedUntil: null, why: 'cadence' });
  });

  it('never falls due before its submission, nor is extended by more than half', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (submittedOn, cadenceMonths) => {
        const { dueOn, extendableTo } = due({ submittedOn, cadenceMonths });
        expect(dueOn > submittedOn).toBe(true);
        expect(extendableTo >= dueOn).toBe(true);
        expect(extendableTo <= addMonths(submittedOn, Math.floor(cadenceMonths * 1.5))).toBe(true);
      }),
    );
  });
});

describe('A material change', () => {
  const grounds: AssessedGrounds = {
    tier: 2,
    protectedElements: ['phi'],
    people: 'r2',
    triggers: [],
    incidents: [],
  };
  const order = ['r0', 'r1', 'r2', 'r3', 'unknown', 'r4', 'r5'];
  const keys = (before: readonly AssessedGrounds[], now: Partial<AssessedGrounds>) =>
    materialChanges(before, { ...grounds, ...now }, order).map(({ key }) => key);

  it('is a higher tier, a protected element, a higher range and a trigger that are new', () => {
    expect(
      keys([grounds], {
        tier: 1,
        protectedElements: ['phi', 'ssn'],
        people: 'r4',
        triggers: ['privileged-access'],
      }),
    ).toEqual(['tier-higher', 'element-new:ssn', 'people-higher', 'trigger-new:privileged-access']);
  });

  it('is each incident that was not known then', () => {
    const known = { ...grounds, incidents: ['stated', 'a'] };
    expect(keys([grounds], { incidents: ['stated'] })).toEqual(['incident-new:stated']);
    expect(keys([known], { incidents: ['stated', 'a', 'b'] })).toEqual(['incident-new:b']);
    expect(keys([known], {})).toEqual([]);
  });

  it('is none where things stayed or got better', () => {
    expect(keys([grounds], {})).toEqual([]);
    expect(keys([grounds], { tier: 3, protectedElements: [], people: 'r1' })).toEqual([]);
    expect(keys([], { tier: 1 })).toEqual([]);
  });

  it('counts against any of the submissions, and once', () => {
    const later = { ...grounds, protectedElements: ['phi', 'ssn'] };
    const now = { protectedElements: ['phi', 'ssn', 'bio'] };
    expect(keys([grounds, later], now)).toEqual(['element-new:ssn', 'element-new:bio']);
  });
});

describe('The tier in force', () => {
  it('is the override until its last day, whatever is computed, and then the computed one', () => {
    const tier = fc.constantFrom<Tier>(1, 2, 3);
    fc.assert(
      fc.property(tier, tier, anyDay, anyDay, (computed, said, until, today) => {
        const expected = today <= until ? said : computed;
        expect(tierInForce(computed, { tier: said, until }, today)).toBe(expected);
        expect(tierInForce(computed, null, today)).toBe(computed);
      }),
    );
    const override = { tier: 3 as const, until: '2028-02-29' };
    expect(['2028-02-29', '2028-03-01'].map((day) => tierInForce(1, override, day))).toEqual([3, 1]);
  });
});
