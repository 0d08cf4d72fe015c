import { formatDistance } from './distance';
import { formatDate, formatDateOf, formatDay, formatInstant } from './formats';

describe('A date on the screen', () => {
  it('names its weekday and always its year', () => {
    expect(formatDay('2026-12-14')).toBe('Mon 14 Dec 2026');
    expect(formatDay('2027-01-01')).toBe('Fri 1 Jan 2027');
    expect(formatDate('2026-12-14')).toBe('14 Dec 2026');
    expect(formatInstant('2026-12-14T09:05:00Z')).toMatch(/^\d{1,2} Dec 2026, \d\d:\d\d$/);
  });

  it('is the calendar’s own day in every time zone, and an instant’s day where its reader is', () => {
    const zone = jest.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
    const days = {
      'Pacific/Kiritimati': '1 Jan 2027',
      'Pacific/Pago_Pago': '30 Dec 2026',
      'America/New_York': '31 Dec 2026',
    };
    for (const [timeZone, day] of Object.entries(days)) {
      zone.mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions);
      expect(formatDay('2026-03-08')).toBe('Sun 8 Mar 2026');
      expect(formatDay('2026-12-31')).toBe('Thu 31 Dec 2026');
      expect(formatDateOf('2026-12-31T10:30:00.000Z')).toBe(day);
    }
    zone.mockRestore();
  });

  it('says how far away it is', () => {
    expect(formatDistance('2026-11-22', '2026-11-22')).toBe('today');
    expect(formatDistance('2026-11-23', '2026-11-22')).toBe('in 1 day');
    expect(formatDistance('2026-12-09', '2026-11-22')).toBe('in 17 days');
    expect(formatDistance('2026-11-19', '2026-11-22')).toBe('3 days ago');
  });

  it('is shown as it came when it is no date at all', () => {
    expect(formatDay('soon')).toBe('soon');
    expect(formatDate('2026-13-40')).toBe('2026-13-40');
  });
});
