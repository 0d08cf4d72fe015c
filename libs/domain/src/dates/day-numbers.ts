/** A day in its parts; what the rules count with where a text would be read again at every step. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 31);
}

/** The parts of YYYY-MM-DD. */
export function readDay(date: string): Day {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

export function writeDay({ year, month, day }: Day): string {
  const two = (part: number) => (part < 10 ? `0${part}` : `${part}`);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${two(month)}-${two(day)}`;
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in eras of 400 years from 1 March,
// so that the leap day is the last day of its year.
export function numberOf({ year, month, day }: Day): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dayOf(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export const numberOfDate = (date: string): number => numberOf(readDay(date));
export const dateOf = (number: number): string => writeDay(dayOf(number));

/** The day `months` months from the anchor, clamped to the month's end. */
export function monthsAfter(anchor: Day, months: number): Day {
  const index = anchor.year * 12 + (anchor.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(anchor.day, monthLength(year, month)) };
}

/** The most months that can be counted from the anchor without passing `to`; negative where `to` is earlier. */
export function monthsUpTo(anchor: Day, to: Day): number {
  const months = (to.year - anchor.year) * 12 + (to.month - anchor.month);
  return Math.min(anchor.day, monthLength(to.year, to.month)) > to.day ? months - 1 : months;
}

/** Monday 1 … Sunday 7, as in ISO 8601. */
export function weekdayOf(number: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((number + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
