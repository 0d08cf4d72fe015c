import type { IsoDate } from './calendar';

/**
 * The day of the calendar on which an instant (UTC ISO) falls in an IANA zone.
 * Throws RangeError on a zone that Intl does not know or on text that is no instant.
 */
export function todayIn(zone: string, instant: string): IsoDate {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = format.formatToParts(new Date(instant));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
