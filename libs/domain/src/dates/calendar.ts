import type { RuleCode, RuleSaid } from '../text/rule-code';
import { said, type Said } from '../text/said';
import { dateOf, monthLength, monthsAfter, numberOfDate, readDay, weekdayOf, writeDay } from './day-numbers';

/** A day of the calendar, YYYY-MM-DD, without time or zone. */
export type IsoDate = string;

/** What is entered lies between these (DESIGN section 5, rule 11): another year is a slip of the hand. */
export const FIRST_DAY: IsoDate = '1950-01-01';
export const LAST_DAY: IsoDate = '2150-12-31';
/** How other systems write "no end". */
export const NO_END: IsoDate = '9999-12-31';

/** True for a day that exists, written YYYY-MM-DD, in the years 1583 to 9999. */
export function isIsoDate(value: unknown): value is IsoDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const { year, month, day } = readDay(value);
  return year >= 1583 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** What is wrong with a value that somebody enters as a day; null where it is one. `missing` says what is asked for. */
export function dayProblem(value: unknown): RuleSaid | null;
export function dayProblem<Code extends string>(
  value: unknown,
  missing: Code,
): Said<Code | RuleCode, RuleSaid['parameters']> | null;
export function dayProblem(
  value: unknown,
  missing: string = 'calendar.day',
): Said<string, RuleSaid['parameters']> | null {
  if (!isIsoDate(value)) return said(missing);
  if (value >= FIRST_DAY && value <= LAST_DAY) return null;
  return said('calendar.years', { first: FIRST_DAY.slice(0, 4), last: LAST_DAY.slice(0, 4) });
}

/** Negative where `a` is before `b`, 0 on the same day, positive after. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return numberOfDate(to) - numberOfDate(from);
}

/** The day `days` days later; negative goes back. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOf(numberOfDate(date) + days);
}

/**
 * The day `months` months from the anchor, the day clamped to the month's end (31 January + 1 is 28 or 29
 * February). Series count every step from their anchor, never from the step before, so that they do not drift.
 */
export function addMonths(anchor: IsoDate, months: number): IsoDate {
  return writeDay(monthsAfter(readDay(anchor), months));
}

/** True where `date` lies more than `months` months before `today`; the anniversary itself is not past. */
export function isOlderThanMonths(date: IsoDate, months: number, today: IsoDate): boolean {
  return addMonths(date, months) < today;
}

/** Monday 1 … Sunday 7, as in ISO 8601. */
export function weekday(date: IsoDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return weekdayOf(numberOfDate(date));
}

/** The later of two days. */
export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

/** The earlier of two days. */
export function earlierOf(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}
