import { usHolidays } from './us-holidays';

describe('Holidays of the United States', () => {
  it('are the days published for 2026', () => {
    expect(usHolidays(2026)).toEqual([
      { day: '2026-01-01', name: "New Year's Day" },
      { day: '2026-01-19', name: 'Martin Luther King Jr. Day' },
      { day: '2026-02-16', name: "Presidents' Day" },
      { day: '2026-04-20', name: "Patriots' Day" },
      { day: '2026-05-25', name: 'Memorial Day' },
      { day: '2026-06-19', name: 'Juneteenth' },
      { day: '2026-07-03', name: 'Independence Day' },
      { day: '2026-09-07', name: 'Labor Day' },
      { day: '2026-10-12', name: 'Columbus Day' },
      { day: '2026-11-11', name: 'Veterans Day' },
      { day: '2026-11-26', name: 'Thanksgiving' },
      { day: '2026-12-25', name: 'Christmas Day' },
    ]);
  });

  it('are kept on Monday where they fall on a Sunday, and on Friday where on a Saturday', () => {
    const days = (year: number) => new Map(usHolidays(year).map(({ name, day }) => [name, day]));
    expect(days(2027).get('Juneteenth')).toBe('2027-06-18');
    expect(days(2027).get('Independence Day')).toBe('2027-07-05');
    expect(days(2028).get("New Year's Day")).toBe('2027-12-31');
  });
});
