import { findingDueOn } from '../index';

describe('A finding', () => {
  it('is due in 30, 60, 90 or 180 days', () => {
    expect(findingDueOn('critical', '2026-11-22')).toBe('2026-12-22');
    expect(findingDueOn('high', '2026-11-22')).toBe('2027-01-21');
    expect(findingDueOn('medium', '2026-11-22')).toBe('2027-02-20');
    expect(findingDueOn('low', '2026-11-22')).toBe('2027-05-21');
  });

  it('is due in the organisation’s own numbers', () => {
    expect(findingDueOn('critical', '2026-11-22', { critical: 7, high: 14, medium: 30, low: 60 })).toBe(
      '2026-11-29',
    );
  });
});
