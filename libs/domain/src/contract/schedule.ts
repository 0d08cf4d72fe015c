import type { Holidays } from '../dates/business-days';
import type { IsoDate } from '../dates/calendar';
import { dateOf, numberOfDate } from '../dates/day-numbers';
import { AmendedTerms } from './amended-terms';
import { NO_NOTICE_DAYS, NoticeCount } from './notice-days';
import type { Period } from './series';
import type { ContractTerms, Term } from './terms';

/** Stored with each computed term; a change of the rules below changes it. */
export const CONTRACT_RULE_VERSION = '2026.1';

export interface BusinessCalendar {
  readonly holidays: Holidays;
}

/** The terms of a contract, each computed when it is asked for. */
export interface Schedule {
  /** Their numbers are 1 to this. */
  readonly count: number;
  term(number: number): Term;
  /** The first term that is not over on the day; one past the count where all are. */
  firstNotOver(day: IsoDate): number;
  /** True where a term's date lies before the day: its last send day, or its last day where no notice is due. */
  isPast(number: number, day: IsoDate): boolean;
}

interface Horizon {
  readonly until: IsoDate;
}

/**
 * The terms that start on or before `until`, in order (DESIGN section 5, rules 1 to 5 and 7). Evergreen has no
 * terms, unless it has ended; an unknown renewal has term 1 only.
 */
export function contractSchedule(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  horizon: Horizon,
): readonly Term[] {
  const schedule = openSchedule(terms, calendar, horizon);
  return Array.from({ length: schedule.count }, (_none, index) => schedule.term(index + 1));
}

/** The same terms, for who needs only some of them. */
export function openSchedule(
  terms: ContractTerms,
  { holidays }: BusinessCalendar,
  { until }: Horizon,
): Schedule {
  const notices = new NoticeCount(terms, holidays);
  const amended = new AmendedTerms(terms, notices, until);
  const { count, cut } = endEarly(amended, terms);
  const cutAt = (number: number) => (number === count ? cut : null);
  const periodOf = (number: number) => cutAt(number) ?? amended.periodOf(number);
  const noticeOf = (number: number) => (cutAt(number) === null ? amended.noticePeriodOf(number) : null);
  return {
    count,
    term(number) {
      const { first, last } = periodOf(number);
      const noticePeriod = noticeOf(number);
      const days = noticePeriod === null ? NO_NOTICE_DAYS : notices.daysOf(noticePeriod);
      return { number, firstDay: dateOf(first), lastDay: dateOf(last), ...days };
    },
    firstNotOver: (day) => firstWhere(count, (number) => periodOf(number).last >= numberOfDate(day)),
    isPast(number, day) {
      const noticePeriod = noticeOf(number);
      const isDue = noticePeriod !== null && noticePeriod.notice.kind !== 'none';
      if (isDue) return notices.isPast(noticePeriod, numberOfDate(day));
      return periodOf(number).last < numberOfDate(day);
    },
  };
}

interface Ending {
  readonly count: number;
  /** The last term, where it ends on another day than its own; no notice is left to give in it. */
  readonly cut: Period | null;
}

// After an early end no notice is left to give: the term counts to its last day.
function endEarly(amended: AmendedTerms, terms: ContractTerms): Ending {
  if (terms.endedEarlyOn === null) return { count: amended.count, cut: null };
  const last = numberOfDate(terms.endedEarlyOn);
  if (terms.renewal.kind === 'evergreen') {
    const first = numberOfDate(terms.serviceStartOn ?? terms.effectiveOn);
    const whole: Period = { number: 1, first, last, notice: { kind: 'none' } };
    return last < first ? { count: 0, cut: null } : { count: 1, cut: whole };
  }
  const count = firstWhere(amended.count, (number) => amended.periodOf(number).first > last) - 1;
  if (count === 0) return { count, cut: null };
  const period = amended.periodOf(count);
  // A contract of unknown renewal may turn out to have run past its first term.
  const ranOn = terms.renewal.kind === 'unknown' && period.last < last;
  return { count, cut: period.last > last || ranOn ? { ...period, last } : null };
}

/** The first of the numbers from 1 to `count` for which it holds, as it does for all after it; else one past them. */
function firstWhere(count: number, holds: (number: number) => boolean): number {
  let [low, high] = [1, count + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
