import { addDays, weekday, type IsoDate } from '@countersign/domain';

export interface NamedHoliday {
  readonly day: IsoDate;
  readonly name: string;
}

type Weekday = ReturnType<typeof weekday>;
const MONDAY: Weekday = 1;
const THURSDAY: Weekday = 4;
const SATURDAY: Weekday = 6;
const SUNDAY: Weekday = 7;

/** Federal holidays of the United States and Patriots' Day of Massachusetts, on the days they are observed. */
export function usHolidays(year: number): readonly NamedHoliday[] {
  return [
    { day: observed(on(year, 1, 1)), name: "New Year's Day" },
    { day: nth(year, 1, MONDAY, 3), name: 'Martin Luther King Jr. Day' },
    { day: nth(year, 2, MONDAY, 3), name: "Presidents' Day" },
    { day: nth(year, 4, MONDAY, 3), name: "Patriots' Day" },
    { day: last(year, 5, MONDAY), name: 'Memorial Day' },
    { day: observed(on(year, 6, 19)), name: 'Juneteenth' },
    { day: observed(on(year, 7, 4)), name: 'Independence Day' },
    { day: nth(year, 9, MONDAY, 1), name: 'Labor Day' },
    { day: nth(year, 10, MONDAY, 2), name: 'Columbus Day' },
    { day: observed(on(year, 11, 11)), name: 'Veterans Day' },
    { day: nth(year, 11, THURSDAY, 4), name: 'Thanksgiving' },
    { day: observed(on(year, 12, 25)), name: 'Christmas Day' },
  ];
}

function on(year: number, month: number, day: number): IsoDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A Saturday's holiday is kept on the Friday before, a Sunday's on the Monday after (5 U.S.C. 6103(b)). */
function observed(day: IsoDate): IsoDate {
  switch (weekday(day)) {
    case SATURDAY:
      return addDays(day, -1);
    case SUNDAY:
      return addDays(day, 1);
    default:
      return day;
  }
}

function nth(year: number, month: number, wanted: Weekday, count: number): IsoDate {
  const first = on(year, month, 1);
  const ahead = (wanted - weekday(first) + 7) % 7;
  return addDays(first, ahead + 7 * (count - 1));
}

function last(year: number, month: number, wanted: Weekday): IsoDate {
  const end = addDays(on(year, month + 1, 1), -1);
  return addDays(end, -((weekday(end) - wanted + 7) % 7));
}
