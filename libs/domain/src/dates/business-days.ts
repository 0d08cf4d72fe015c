import { addDays, weekday, type IsoDate } from './calendar';

export type Holidays = ReadonlySet<IsoDate>;

// A calendar that declares every day a holiday must not hang a page.
const LONGEST_CLOSURE_DAYS = 366;

/** Monday to Friday outside the organisation's holidays (DESIGN section 5, rule 5). */
export function isBusinessDay(date: IsoDate, holidays: Holidays): boolean {
  return weekday(date) <= 5 && !holidays.has(date);
}

function roll(date: IsoDate, step: 1 | -1, holidays: Holidays): IsoDate {
  let day = date;
  for (let tries = 0; tries < LONGEST_CLOSURE_DAYS; tries += 1) {
    if (isBusinessDay(day, holidays)) return day;
    day = addDays(day, step);
  }
  return date;
}

/** The day itself, or the last business day before it: how a deadline moves. */
export function rollBack(date: IsoDate, holidays: Holidays): IsoDate {
  return roll(date, -1, holidays);
}

/** The day itself, or the first business day after it: how an opening moves. */
export function rollForward(date: IsoDate, holidays: Holidays): IsoDate {
  return roll(date, 1, holidays);
}

/** The business day that lies `days` business days before the date rolled back. */
export function subtractBusinessDays(date: IsoDate, days: number, holidays: Holidays): IsoDate {
  let day = rollBack(date, holidays);
  for (let left = days; left > 0; left -= 1) day = rollBack(addDays(day, -1), holidays);
  return day;
}

/** The business day that lies `days` business days after the date rolled forward. */
export function addBusinessDays(date: IsoDate, days: number, holidays: Holidays): IsoDate {
  let day = rollForward(date, holidays);
  for (let left = days; left > 0; left -= 1) day = rollForward(addDays(day, 1), holidays);
  return day;
}
