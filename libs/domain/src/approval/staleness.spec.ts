import { approvalState, STALE_CODES, staleCauses, type PresentGrounds, type RecordedGrounds } from '../index';

const recorded: RecordedGrounds = { tier: 2, rating: 'moderate', protectedElements: ['phi'] };
const now = (stated: Partial<PresentGrounds> = {}): PresentGrounds => ({
  ...recorded,
  clause01: 'in-force',
  riskUnaccepted: false,
  overdueConditions: [],
  ...stated,
});

const causes: readonly [string, Partial<PresentGrounds>, string, object][] = [
  ['tier-higher', { tier: 1 }, 'tier-higher', { recorded: '2', now: '1' }],
  ['rating-higher', { rating: 'high' }, 'rating-higher', { recorded: 'moderate', now: 'high' }],
  ['element-new', { protectedElements: ['phi', 'ssn'] }, 'element-new:ssn', { element: 'ssn' }],
  ['clause-01-not-in-force', { clause01: 'missing' }, 'clause-01-not-in-force', {}],
  ['risk-not-accepted', { riskUnaccepted: true }, 'risk-not-accepted', { rating: 'moderate' }],
  [
    'condition-overdue',
    { overdueConditions: [{ findingId: 'f1', dueOn: '2026-11-01' }] },
    'condition-overdue:f1',
    { findingId: 'f1', dueOn: '2026-11-01' },
  ],
];

describe('An approval', () => {
  it.each(causes)('goes stale by %s', (code, stated, key, parameters) => {
    const found = staleCauses(recorded, now(stated));
    expect(found).toEqual([{ code, key, parameters }]);
  });

  it('has a row above for every cause', () => {
    expect(causes.map(([code]) => code).sort()).toEqual([...STALE_CODES].sort());
  });

  it('stands while all is as it was, or better', () => {
    expect(staleCauses(recorded, now())).toEqual([]);
    expect(
      staleCauses(
        recorded,
        now({ tier: 3, rating: 'very-low', protectedElements: [], clause01: 'not-required' }),
      ),
    ).toEqual([]);
  });

  it('names every cause, each by a key of its own', () => {
    const keys = staleCauses(
      recorded,
      now({ tier: 1, protectedElements: ['ssn', 'dl'], clause01: 'missing' }),
    ).map(({ key }) => key);
    expect(keys).toEqual(['tier-higher', 'element-new:ssn', 'element-new:dl', 'clause-01-not-in-force']);
  });
});

describe('Where a decision stands', () => {
  const today = '2026-11-22';
  const decided = (outcome: 'approved' | 'to-contract' | 'rejected', validTo: string | null = null) => ({
    outcome,
    validTo,
  });

  it.each([
    ['none', null, false],
    ['in-force', decided('approved', today), false],
    ['stale', decided('approved', today), true],
    ['ended', decided('approved', '2026-11-21'), true],
    ['to-contract', decided('to-contract'), true],
    ['rejected', decided('rejected'), true],
  ])('is %s', (state, latest, stale) => {
    expect(approvalState(latest, { stale, today })).toBe(state);
  });
});
