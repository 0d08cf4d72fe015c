import { daysBetween, type IsoDate } from '@countersign/domain';

const longFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const shortFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

const atNoon = (date: IsoDate) => new Date(`${date}T12:00:00Z`);

/** Wednesday 9 December 2026: where somebody has to act, the weekday stands with the date. */
export function longDate(date: IsoDate): string {
  return longFormat.format(atNoon(date)).replace(',', '');
}

/** 9 December 2026 */
export function shortDate(date: IsoDate): string {
  return shortFormat.format(atNoon(date));
}

/** "in 3 days", "tomorrow", "today", "3 days ago". */
export function distanceInWords(date: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}
