import { dueAfterReturn } from '../index';

describe('The day by which what was returned is corrected', () => {
  it('lies two weeks ahead, and on no weekend', () => {
    expect(dueAfterReturn('2026-11-01', '2026-11-25')).toBe('2026-12-09');
    expect(dueAfterReturn('2026-11-01', '2026-11-28')).toBe('2026-12-14');
    expect(dueAfterReturn('2026-11-01', '2026-11-29')).toBe('2026-12-14');
  });

  it('stays where it is later already', () => {
    expect(dueAfterReturn('2026-12-10', '2026-11-25')).toBe('2026-12-10');
    expect(dueAfterReturn('2026-12-09', '2026-11-25')).toBe('2026-12-09');
  });
});
