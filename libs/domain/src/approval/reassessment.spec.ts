import { reassessmentDueOn } from '../index';

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
