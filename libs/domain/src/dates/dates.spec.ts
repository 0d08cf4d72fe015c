import fc from 'fast-check';
import {
  addBusinessDays,
  addDays,
  addMonths,
  daysBetween,
  isIsoDate,
  isOlderThanMonths,
  rollBack,
  rollForward,
  todayIn,
  weekday,
} from '../index';

const HOLIDAYS = new Set(['2026-12-25', '2027-01-01']);
const anyDay = fc.integer({ min: -100_000, max: 100_000 }).map((days) => addDays('2000-01-01', days));

describe('The calendar', () => {
  it.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['2026-11-22T00:00:00Z', false],
    [20261122, false],
    [null, false],
  ])('knows whether %s is a day', (value, expected) => {
    expect(isIsoDate(value)).toBe(expected);
  });

  it.each([
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['2024-02-29', 4],
    ['1970-01-01', 4],
    ['1969-12-31', 3],
  ])('knows the weekday of %s', (day, expected) => {
    expect(weekday(day)).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('counts from %s %i months to %s', (anchor, months, expected) => {
    expect(addMonths(anchor, months)).toBe(expected);
  });

  it('calls a day older than 12 months only after its anniversary', () => {
    expect(isOlderThanMonths('2025-11-22', 12, '2026-11-22')).toBe(false);
    expect(isOlderThanMonths('2025-11-21', 12, '2026-11-22')).toBe(true);
    expect(isOlderThanMonths('2024-02-29', 12, '2025-02-28')).toBe(false);
    expect(isOlderThanMonths('2024-02-29', 12, '2025-03-01')).toBe(true);
  });

  it('adds days and takes them back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
        expect(isIsoDate(addDays(day, days))).toBe(true);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('agrees with the language about every day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekday(day)).toBe(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
        expect(addDays(day, 1)).toBe(
          new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10),
        );
      }),
    );
  });
});

describe('Business days', () => {
  it('roll a deadline back and an opening forward, over weekends and holidays', () => {
    expect(rollBack('2027-01-03', HOLIDAYS)).toBe('2026-12-31');
    expect(rollForward('2026-12-25', HOLIDAYS)).toBe('2026-12-28');
    expect(rollBack('2026-11-23', HOLIDAYS)).toBe('2026-11-23');
  });

  it('are counted over weekends and holidays', () => {
    expect(addBusinessDays('2026-12-24', 1, HOLIDAYS)).toBe('2026-12-28');
  });

  it('end where a calendar knows only holidays', () => {
    const closed = { has: () => true } as unknown as ReadonlySet<string>;
    expect(rollBack('2026-11-22', closed)).toBe('2026-11-22');
  });
});

describe('Today', () => {
  it('is the day in the organisation’s zone', () => {
    expect(todayIn('America/New_York', '2026-11-22T04:30:00Z')).toBe('2026-11-21');
    expect(todayIn('Europe/Berlin', '2026-11-22T23:30:00Z')).toBe('2026-11-23');
    expect(todayIn('Pacific/Kiritimati', '2026-11-22T10:00:00Z')).toBe('2026-11-23');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => todayIn('Mars/Olympus', '2026-11-22T00:00:00Z')).toThrow(RangeError);
  });
});
