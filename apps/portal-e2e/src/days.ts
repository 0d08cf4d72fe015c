import { addDays, daysBetween, weekday } from '@countersign/domain';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const THURSDAY = 4;

/** As the portal writes it: "Mon 14 Dec 2026". */
export function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${WEEKDAYS[weekday(day) - 1]} ${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

export interface NoticeWeek {
  /** The term ends thirty days after the notice has to arrive. */
  readonly lastDay: string;
  readonly noticeDay: string;
  /** Three business days before. */
  readonly sendDay: string;
  /** Days until a reminder of the send day is due. */
  readonly untilReminder: number;
}

/**
 * A Thursday on which notice is due, in a week from Monday to Thursday without a federal holiday: the end of a
 * month, but not of May, November or December.
 */
export function noticeWeek(today: string): NoticeWeek {
  for (let noticeDay = addDays(today, 50); ; noticeDay = addDays(noticeDay, 1)) {
    const [, month, date] = noticeDay.split('-').map(Number);
    const free = (date ?? 0) >= 25 && ![5, 11, 12].includes(month ?? 0);
    if (weekday(noticeDay) !== THURSDAY || !free) continue;
    const sendDay = addDays(noticeDay, -3);
    const reminder = [-120, -90, -60, -30]
      .map((days) => addDays(sendDay, days))
      .find((day) => day >= addDays(today, 5));
    if (reminder === undefined) continue;
    return {
      lastDay: addDays(noticeDay, 30),
      noticeDay,
      sendDay,
      untilReminder: daysBetween(today, reminder),
    };
  }
}
