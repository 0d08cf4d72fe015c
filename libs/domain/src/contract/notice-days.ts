import { businessDaysFrom, readHolidays, type Holidays } from '../dates/business-days';
import type { IsoDate } from '../dates/calendar';
import { dateOf, dayOf, monthsAfter, numberOf, numberOfDate } from '../dates/day-numbers';
import type { Period } from './series';
import type { ContractTerms, Notice, Term } from './terms';

/** The last day on which notice counts, before business days: safe under both readings of "months". */
export function lastNoticeDayOf(lastDay: IsoDate, notice: Notice): IsoDate | null {
  const number = lastNoticeNumber(numberOfDate(lastDay), notice);
  return number === null ? null : dateOf(number);
}

function lastNoticeNumber(last: number, notice: Notice): number | null {
  switch (notice.kind) {
    case 'none':
    case 'unknown':
      return null;
    case 'days':
      return last - notice.days;
    case 'window':
      return last - notice.closesDays;
    case 'months':
      return Math.min(
        numberOf(monthsAfter(dayOf(last), -notice.months)),
        numberOf(monthsAfter(dayOf(last + 1), -notice.months)) - 1,
      );
  }
}

export type NoticeDays = Pick<Term, 'opensOn' | 'sendFrom' | 'lastNoticeDay' | 'lastSendDay'>;

export const NO_NOTICE_DAYS: NoticeDays = {
  opensOn: null,
  sendFrom: null,
  lastNoticeDay: null,
  lastSendDay: null,
};

/** Counts the days of one contract's notices; whether a send day is past is mostly known without counting it. */
export class NoticeCount {
  private readonly isHoliday: ReturnType<typeof readHolidays>;
  private readonly allowance: number;
  /** No send day lies further before its notice day: each day passed is a weekend, a holiday or allowed for delivery. */
  private readonly furthest: number;

  constructor({ noticeBasis, deliveryDays }: ContractTerms, holidays: Holidays) {
    this.isHoliday = readHolidays(holidays);
    this.allowance = noticeBasis === 'sent-by' ? 0 : deliveryDays;
    this.furthest = 7 * (Math.ceil((this.allowance + holidays.size + 1) / 5) + 1);
  }

  daysOf({ last, notice }: Period): NoticeDays {
    const noticeNumber = lastNoticeNumber(last, notice);
    const opens = notice.kind === 'window' ? last + 1 - notice.opensDays : null;
    return {
      opensOn: opens === null ? null : dateOf(opens),
      sendFrom: opens === null ? null : dateOf(businessDaysFrom(opens, { days: 0, step: 1 }, this.isHoliday)),
      lastNoticeDay: noticeNumber === null ? null : dateOf(noticeNumber),
      lastSendDay: noticeNumber === null ? null : dateOf(this.sendNumber(noticeNumber)),
    };
  }

  /** True where a notice is due and its last day lies before the day. */
  hasClosed({ last, notice }: Period, day: number): boolean {
    const noticeNumber = lastNoticeNumber(last, notice);
    return noticeNumber !== null && noticeNumber < day;
  }

  /** True where a notice is due and its last send day lies before the day. */
  isPast({ last, notice }: Period, day: number): boolean {
    const noticeNumber = lastNoticeNumber(last, notice);
    if (noticeNumber === null || noticeNumber - this.furthest >= day) return false;
    return noticeNumber < day || this.sendNumber(noticeNumber) < day;
  }

  private sendNumber(noticeNumber: number): number {
    return businessDaysFrom(noticeNumber, { days: this.allowance, step: -1 }, this.isHoliday);
  }
}
