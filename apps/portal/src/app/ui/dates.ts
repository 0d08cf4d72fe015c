import { Pipe, type PipeTransform } from '@angular/core';
import type { Instant, IsoDate } from '@countersign/api-types';
import { daysBetween, isIsoDate, weekday } from '@countersign/domain';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "Mon 14 Dec 2026". A calendar date has no zone and is never shifted by one. */
export function formatDay(date: IsoDate): string {
  return isIsoDate(date) ? `${WEEKDAYS[weekday(date) - 1] ?? ''} ${formatDate(date)}` : date;
}

/** "14 Dec 2026", for dates on which nobody has to act. */
export function formatDate(date: IsoDate): string {
  if (!isIsoDate(date)) {
    return date;
  }
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1] ?? ''} ${year}`;
}

/** The day of an instant in the reader's own zone: "14 Dec 2026". Its first ten characters are a day in London. */
export function formatDateOf(instant: Instant): string {
  return formatDate(dayHere(new Date(instant)));
}

/** An instant in the reader's own zone: "14 Dec 2026, 09:30". */
export function formatInstant(instant: Instant): string {
  const at = new Date(instant);
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}, ${time}`;
}

/** "in 12 days", "today", "3 days ago". */
export function formatDistance(date: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, date);
  if (days === 0) {
    return 'today';
  }
  const amount = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `in ${amount}` : `${amount} ago`;
}

export function todayHere(): IsoDate {
  return dayHere(new Date());
}

function dayHere(at: Date): IsoDate {
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  transform(date: IsoDate | null): string {
    return date === null ? '–' : formatDay(date);
  }
}

@Pipe({ name: 'date' })
export class DatePipe implements PipeTransform {
  transform(date: IsoDate | null): string {
    return date === null ? '–' : formatDate(date);
  }
}

@Pipe({ name: 'instant' })
export class InstantPipe implements PipeTransform {
  transform(instant: Instant | null): string {
    return instant === null ? '–' : formatInstant(instant);
  }
}
