import { Pipe, type PipeTransform } from '@angular/core';
import type { Instant, IsoDate } from '@countersign/api-types';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_IN_MILLISECONDS = 86_400_000;

/** "Mon 14 Dec 2026". A calendar date has no zone: it is read and printed in UTC throughout. */
export function formatDay(date: IsoDate): string {
  const at = utc(date);
  return at === null ? date : `${DAYS[new Date(at).getUTCDay()] ?? ''} ${formatDate(date)}`;
}

/** "14 Dec 2026", for dates on which nobody has to act. */
export function formatDate(date: IsoDate): string {
  const [, year, month, day] = ISO_DATE.exec(date) ?? [];
  return year && month && day ? `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}` : date;
}

/** An instant in the reader's own zone: "14 Dec 2026, 09:30". */
export function formatInstant(instant: Instant): string {
  const at = new Date(instant);
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}, ${time}`;
}

export function daysUntil(date: IsoDate, today: IsoDate): number {
  return Math.round(((utc(date) ?? 0) - (utc(today) ?? 0)) / DAY_IN_MILLISECONDS);
}

/** "in 12 days", "today", "3 days ago". */
export function formatDistance(date: IsoDate, today: IsoDate): string {
  const days = daysUntil(date, today);
  if (days === 0) {
    return 'today';
  }
  const amount = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `in ${amount}` : `${amount} ago`;
}

export function addDaysTo(date: IsoDate, days: number): IsoDate {
  return new Date((utc(date) ?? 0) + days * DAY_IN_MILLISECONDS).toISOString().slice(0, 10);
}

export function todayHere(): IsoDate {
  const now = new Date();
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

function utc(date: IsoDate): number | null {
  const [, year, month, day] = ISO_DATE.exec(date) ?? [];
  return year && month && day ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : null;
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
