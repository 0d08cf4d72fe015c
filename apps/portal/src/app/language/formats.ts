import type { Instant, IsoDate } from '@countersign/api-types';
import { formatsLocale } from './reader';

const made = new Map<string, unknown>();

/** One format of each kind: making one costs a hundred times what using it does. */
function once<Format>(kind: string, options: object, make: (locale: string) => Format): Format {
  const key = `${formatsLocale()} ${kind} ${JSON.stringify(options)}`;
  const known = made.get(key) as Format | undefined;
  const format = known ?? make(formatsLocale());
  made.set(key, format);
  return format;
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return once('number', options, (locale) => new Intl.NumberFormat(locale, options)).format(value);
}

export const percent = (share: number): string => number(share, { style: 'percent' });

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once('date', options, (locale) => new Intl.DateTimeFormat(locale, options));
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** "Mon 14 Dec 2026". A calendar date has no zone and is never shifted by one. */
export function formatDay(date: IsoDate): string {
  return onCalendar(date, { ...DATE, weekday: 'short', timeZone: 'UTC' });
}

/** "14 Dec 2026", for dates on which nobody has to act. */
export function formatDate(date: IsoDate): string {
  return onCalendar(date, { ...DATE, timeZone: 'UTC' });
}

function onCalendar(date: IsoDate, options: Intl.DateTimeFormatOptions): string {
  // not asked of the rules' library: of that the page of a link is sent nothing
  const midnight = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(midnight.getTime()) ? date : dates(options).format(midnight);
}

/** The day of an instant in the reader's own zone: "14 Dec 2026". Its first ten characters are a day in London. */
export function formatDateOf(instant: Instant): string {
  // Asked each time: whoever travels takes the zone along.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return dates({ ...DATE, timeZone }).format(new Date(instant));
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** An instant in the reader's own zone: "14 Dec 2026, 09:30". */
export function formatInstant(instant: Instant): string {
  return dates({ ...DATE, ...TIME }).format(new Date(instant));
}

/** "09:30" in the reader's own zone, for what has happened while the page is open. */
export function formatTime(instant: Instant): string {
  return dates(TIME).format(new Date(instant));
}

/** Whether an instant lies on the day that it is now, where the reader is. */
export const isToday = (instant: Instant): boolean =>
  formatDateOf(instant) === formatDateOf(new Date().toISOString());

/** "14 Dec 2026, 09:30:05 EST": to the second and with its zone, as a proof needs it. */
export function formatMoment(instant: Instant): string {
  const zone = once('zone', {}, () => new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }))
    .formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${dates({ ...DATE, ...TIME, second: '2-digit' }).format(new Date(instant))} ${zone ?? ''}`.trim();
}

/** "in 12 days", "today", "3 days ago". */
export function formatDays(days: number): string {
  const options = { numeric: days === 0 ? 'auto' : 'always' } as const;
  return once('distance', options, (locale) => new Intl.RelativeTimeFormat(locale, options)).format(
    days,
    'day',
  );
}

/** The zone of this browser, as IANA names it. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export const timeZones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

/** ISO 3166 alpha-2 as a name. */
export function countryName(code: string): string {
  return once('country', {}, (locale) => new Intl.DisplayNames(locale, { type: 'region' })).of(code) ?? code;
}

/** How many digits follow the point: two for the dollar, none for the yen. */
export function minorDigits(currency: string): number {
  const options = { style: 'currency', currency } as const;
  const format = once('number', options, (locale) => new Intl.NumberFormat(locale, options));
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** What divides whole from part, and what groups thousands. */
export function numberSigns(): { readonly decimal: string; readonly group: string } {
  const parts = once('number', {}, (locale) => new Intl.NumberFormat(locale)).formatToParts(12345.6);
  const sign = (kind: string): string => parts.find(({ type }) => type === kind)?.value ?? '';
  return { decimal: sign('decimal'), group: sign('group') };
}

/** For `sort`: as a reader of this language looks names up. */
export function byName(one: string, other: string): number {
  return once('order', {}, (locale) => new Intl.Collator(locale)).compare(one, other);
}

/** "a, b and c" or "a, b or c". */
export function listed(
  items: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return once('list', { type }, (locale) => new Intl.ListFormat(locale, { type })).format(items);
}
