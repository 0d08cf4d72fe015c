import type { IsoDate } from './calendar';

/** Making one costs more than all that it is used for; each spelling of a zone that Intl knows has its own. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 1_000;

/**
 * The day of the calendar on which an instant (UTC ISO) falls in an IANA zone.
 * Throws RangeError on a zone that Intl does not know or on text that is no instant.
 */
export function todayIn(zone: string, instant: string): IsoDate {
  const parts = formatOf(zone).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  return format;
}
