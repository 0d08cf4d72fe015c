import { addDays, type IsoDate } from '../dates/calendar';
import { rollForward } from '../dates/business-days';

const DAYS_TO_CORRECT = 14;

/**
 * By which a vendor corrects what was returned, unless somebody says another day: in two weeks, on no weekend. A present
 * due day that is later stays.
 */
export function dueAfterReturn(present: IsoDate, today: IsoDate): IsoDate {
  const proposed = rollForward(addDays(today, DAYS_TO_CORRECT), new Set());
  return present > proposed ? present : proposed;
}
