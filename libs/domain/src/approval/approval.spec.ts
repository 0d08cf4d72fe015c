import {
  acceptanceState,
  approvalOptions,
  reassessmentDueOn,
  type ApprovalInput,
  type RiskAcceptance,
} from '../index';

const anEngagement = (stated: Partial<ApprovalInput> = {}): ApprovalInput => ({
  rating: 'low',
  residualState: 'assessed',
  clause01Required: true,
  clause01InForce: true,
  openKnockouts: [],
  acceptance: null,
  today: '2026-11-22',
  ...stated,
});
const acceptance: RiskAcceptance = { until: '2026-12-31', rating: 'high', knockouts: ['MA-57'] };
const allowed = (stated: Partial<ApprovalInput>) =>
  approvalOptions(anEngagement(stated))
    .filter((option) => option.allowed)
    .map(({ outcome }) => outcome);

const ALL = ['to-contract', 'approved', 'approved-with-conditions', 'rejected'];
const LEAST = ['to-contract', 'rejected'];

describe('Approval', () => {
  it.each<[string, Partial<ApprovalInput>, readonly string[]]>([
    ['an assessed engagement of low rating', {}, ALL],
    ['one whose CL-01 is not in force', { clause01InForce: false }, LEAST],
    ['one that needs no CL-01', { clause01Required: false, clause01InForce: false }, ALL],
    ['one with protected data that is not assessed', { residualState: 'not-assessed' }, LEAST],
    [
      'one without protected data that is not assessed',
      { residualState: 'not-assessed', clause01Required: false },
      ALL,
    ],
    ['one of high rating', { rating: 'high' }, LEAST],
    ['one of high rating, accepted', { rating: 'high', acceptance }, ALL],
    ['one with an open knock-out', { rating: 'high', openKnockouts: ['MA-57'] }, LEAST],
    ['one with an accepted knock-out', { rating: 'high', openKnockouts: ['MA-57'], acceptance }, ALL],
    [
      'one with another knock-out than the accepted',
      { rating: 'high', openKnockouts: ['MA-28'], acceptance },
      LEAST,
    ],
    ['one whose rating has risen since', { rating: 'very-high', acceptance }, LEAST],
    ['one whose acceptance ends today', { rating: 'high', acceptance, today: '2026-12-31' }, ALL],
    ['one whose acceptance ended yesterday', { rating: 'high', acceptance, today: '2027-01-01' }, LEAST],
    [
      'one with an acceptance and without CL-01',
      { rating: 'high', acceptance, clause01InForce: false },
      LEAST,
    ],
  ])('of %s', (_what, stated, expected) => {
    expect(allowed(stated)).toEqual(expected);
  });

  it('says why not, and on what it rests', () => {
    const because = (stated: Partial<ApprovalInput>) => approvalOptions(anEngagement(stated))[1]?.because;
    expect(because({ rating: 'high' })).toBe(
      'The rating is high: accept the risk first, or have it reduced.',
    );
    expect(because({ rating: 'high', acceptance })).toBe('High, accepted until 2026-12-31.');
    expect(because({ clause01InForce: false })).toContain('201 CMR 17.03(2)(f)2.');
    expect(because({})).toBeNull();
    expect(approvalOptions(anEngagement({ clause01InForce: false }))[0]?.because).toBe(
      'Approved to contract: no personal information may be released yet.',
    );
  });
});

describe('A risk acceptance', () => {
  it('goes stale when a knock-out it does not name opens', () => {
    const now = { rating: 'high' as const, today: '2026-11-22' };
    expect(acceptanceState(acceptance, { ...now, openKnockouts: [] })).toBe('valid');
    expect(acceptanceState(acceptance, { ...now, openKnockouts: ['MA-57', 'MA-61'] })).toBe('stale');
    expect(acceptanceState(acceptance, { ...now, rating: 'low', openKnockouts: [] })).toBe('valid');
  });
});

describe('Reassessment', () => {
  const due = (tier: 1 | 2 | 3, noticeDays: readonly string[] = []) =>
    reassessmentDueOn({ tier, assessedOn: '2024-02-29', noticeDays });

  it('comes after 12 months in tier 1 and 24 in tier 2', () => {
    expect([due(1), due(2)]).toEqual(['2025-02-28', '2026-02-28']);
  });

  it('comes in tier 3 with the notice window, not within 12 months and after 36 at most', () => {
    expect(due(3, ['2024-12-01', '2025-12-01', '2026-12-01'])).toBe('2025-12-01');
    expect(due(3, ['2024-12-01'])).toBe('2027-02-28');
    expect(due(3, ['2028-12-01'])).toBe('2027-02-28');
    expect(due(3)).toBe('2027-02-28');
  });
});
