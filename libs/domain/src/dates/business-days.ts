import type { IsoDate } from './calendar';
import { dateOf, numberOfDate, weekdayOf } from './day-numbers';

export type Holidays = ReadonlySet<IsoDate>;

/** Says of a day's number whether it is a holiday; weekends are known without it. */
export type IsHoliday = (number: number) => boolean;

// A calendar that declares every day a holiday must not hang a page.
const LONGEST_CLOSURE_DAYS = 366;

/** For a few days. */
function asked(holidays: Holidays): IsHoliday {
  return (number) => holidays.has(dateOf(number));
}

/** For thousands of days of one schedule: each holiday is read once. */
export function readHolidays(holidays: Holidays): IsHoliday {
  const numbers = new Set([...holidays].map(numberOfDate));
  return (number) => numbers.has(number);
}

function rolled(number: number, step: 1 | -1, isHoliday: IsHoliday): number {
  let day = number;
  for (let tries = 0; tries < LONGEST_CLOSURE_DAYS; tries += 1) {
    if (weekdayOf(day) <= 5 && !isHoliday(day)) return day;
    day += step;
  }
  return number;
}

/** The number of the day that lies `days` business days after (step 1) or before (-1) the day, rolled that way. */
export function businessDaysFrom(
  number: number,
  { days, step }: { readonly days: number; readonly step: 1 | -1 },
  isHoliday: IsHoliday,
): number {
  let day = rolled(number, step, isHoliday);
  for (let left = days; left > 0; left -= 1) day = rolled(day + step, step, isHoliday);
  return day;
}

function counted(date: IsoDate, days: number, step: 1 | -1, holidays: Holidays): IsoDate {
  return dateOf(businessDaysFrom(numberOfDate(date), { days, step }, asked(holidays)));
}

/** Monday to Friday outside the organisation's holidays (DESIGN section 5, rule 5). */
export function isBusinessDay(date: IsoDate, holidays: Holidays): boolean {
  return weekdayOf(numberOfDate(date)) <= 5 && !holidays.has(date);
}

/** The day itself, or the last business day before it: how a deadline moves. */
export function rollBack(date: IsoDate, holidays: Holidays): IsoDate {
  return counted(date, 0, -1, holidays);
}

/** The day itself, or the first business day after it: how an opening moves. */
export function rollForward(date: IsoDate, holidays: Holidays): IsoDate {
  return counted(date, 0, 1, holidays);
}

/** The business day that lies `days` business days after the date rolled forward. */
export function addBusinessDays(date: IsoDate, days: number, holidays: Holidays): IsoDate {
  return counted(date, days, 1, holidays);
}
