/** The one place of the server that asks `Intl` how a language writes numbers, days and lists. */

/** An instant and the zone whose day and hour it is told in. */
export interface Moment {
  readonly at: string;
  readonly zone: string;
}

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const longDay = { ...day, month: 'long' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `{sendDay, date, full}`: a day of the calendar has no zone and is never shifted by one. */
export const styles = {
  number: { percent: { style: 'percent' } },
  date: {
    /** 14 Dec 2026 */
    short: day,
    /** Mon 14 Dec 2026 */
    medium: { ...day, weekday: 'short' },
    /** 14 December 2026 */
    long: longDay,
    /** Monday 14 December 2026: where somebody has to act, the weekday stands with the date. */
    full: { ...longDay, weekday: 'long' },
  },
  /** Of an instant, in the zone that comes with it: 14 December 2026 at 09:30 (America/New_York). */
  time: {
    short: { ...day, ...clock },
    long: { ...longDay, ...clock, second: undefined, timeZoneName: 'short' },
  },
} as const satisfies {
  readonly number: Readonly<Record<string, Intl.NumberFormatOptions>>;
  readonly date: Readonly<Record<string, Intl.DateTimeFormatOptions>>;
  readonly time: Readonly<Record<string, Intl.DateTimeFormatOptions>>;
};

const made = new Map<string, unknown>();

/** One format of each kind: making one costs a hundred times what using it does. */
function once<Format>(locale: string, options: object, make: () => Format): Format {
  const key = `${locale} ${make.name} ${JSON.stringify(options)}`;
  const known = made.get(key) as Format | undefined;
  const format = known ?? make();
  made.set(key, format);
  return format;
}

export function numbers(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once(locale, options, function number() {
    return new Intl.NumberFormat(locale, options);
  });
}

function instants(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(locale, options, function instant() {
    return new Intl.DateTimeFormat(locale, options);
  });
}

export function plurals(locale: string, options: Intl.PluralRulesOptions = {}): Intl.PluralRules {
  return once(locale, options, function plural() {
    return new Intl.PluralRules(locale, options);
  });
}

/** "12,000", where a number stands alone. */
export const wholeNumber = (value: number, locale = 'en-IE'): string => numbers(locale).format(value);

/** For `sort`: as a reader of this language looks names up. */
export function byName(one: string, other: string, locale = 'en-IE'): number {
  const order = once(locale, {}, function order() {
    return new Intl.Collator(locale);
  });
  return order.compare(one, other);
}

/** Whether days and hours can be told in this zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** "a, b and c" */
export function listed(locale: string, items: readonly string[]): string {
  const list = once(locale, {}, function list() {
    return new Intl.ListFormat(locale, { type: 'conjunction' });
  });
  return list.format(items);
}

/** A day of the calendar, or an instant with its zone. What is neither is shown as it came. */
export function dayOrInstant(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  value: string | Moment,
): string {
  const { at, zone } = typeof value === 'string' ? { at: `${value}T12:00:00Z`, zone: 'UTC' } : value;
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return typeof value === 'string' ? value : at;
  const { timeZoneName, ...clock } = options;
  const told = instants(locale, { ...clock, timeZone: zone }).format(instant);
  // By its own name: whoever reads “GMT-5” has to reckon.
  return timeZoneName === undefined ? told : `${told} (${zone})`;
}
