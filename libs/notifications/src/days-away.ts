import { daysBetween, type IsoDate } from '@countersign/domain';
import { say, type Words } from '@countersign/platform';

/** "in 3 days", "tomorrow", "today", "3 days ago". */
export function daysAway(date: IsoDate, today: IsoDate): Words {
  const n = daysBetween(today, date);
  return n < 0 ? say('day.ago', { n: -n }) : say('day.ahead', { n });
}
