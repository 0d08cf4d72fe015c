import type { Holidays } from '../dates/business-days';
import type { IsoDate } from '../dates/calendar';
import { dateOf, numberOfDate } from '../dates/day-numbers';
import { AmendedTerms } from './amended-terms';
import { NO_NOTICE_DAYS, NoticeCount } from './notice-days';
import type { Period } from './series';
import { firstDayOf, type ContractTerms, type Term } from './terms';

/** Stored with each computed term; a change of the rules below changes it. */
export const CONTRACT_RULE_VERSION = '2026.2';

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
  /** True where none of a term's dates is left on the day (`dateOn`). */
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
  const { last: lastNumber, cut } = endEarly(amended, terms);
  const isEvergreen = terms.renewal.kind === 'evergreen';
  const count = isEvergreen ? lastNumber : Math.min(lastNumber, amended.count);
  const periodOf = (number: number) => (number === lastNumber ? cut : null) ?? amended.periodOf(number);
  const endingOf = (number: number) =>
    number === lastNumber && terms.endedEarlyOn !== null ? 'ends' : amended.endingOf(number);
  return {
    count,
    term(number) {
      const { first, last } = periodOf(number);
      const ending = endingOf(number);
      // Nothing has to be sent to end a term that ends by itself.
      const days = ending === 'ends' ? NO_NOTICE_DAYS : notices.daysOf(amended.noticePeriodOf(number));
      return { number, firstDay: dateOf(first), lastDay: dateOf(last), ending, ...days };
    },
    firstNotOver: (day) => firstWhere(count, (number) => periodOf(number).last >= numberOfDate(day)),
    isPast(number, day) {
      const ending = endingOf(number);
      if (ending === 'agreed') return true;
      if (ending === 'renews') {
        const noticePeriod = amended.noticePeriodOf(number);
        const { kind } = noticePeriod.notice;
        if (kind !== 'none' && kind !== 'unknown') return notices.isPast(noticePeriod, numberOfDate(day));
      }
      return periodOf(number).last < numberOfDate(day);
    },
  };
}

/**
 * The date of a term that is not past on the day, the earlier of two (DESIGN section 5, rule 6): the last send day where
 * it renews unless somebody acts; its last day where it ends by itself; where a further term has to be agreed, or nobody
 * knows what follows, the last send day (to ask by) and then its last day; none where an agreed term follows.
 */
export function dateOn(term: Term, day: IsoDate): IsoDate | null {
  return datesOf(term).find((date) => date >= day) ?? null;
}

/** Its dates as `dateOn` finds them, from early to late. */
export function datesOf({ ending, lastDay, lastSendDay }: Term): readonly IsoDate[] {
  switch (ending) {
    case 'renews':
      return [lastSendDay ?? lastDay];
    case 'ends':
      return [lastDay];
    case 'agreement-needed':
    case 'not-known':
      return lastSendDay === null || lastSendDay === lastDay ? [lastDay] : [lastSendDay, lastDay];
    case 'agreed':
      return [];
  }
}

interface Ending {
  /** The number of the last term there is, by whatever day it starts. */
  readonly last: number;
  /** The last term, where it ends on another day than its own; no notice is left to give in it. */
  readonly cut: Period | null;
}

// After an early end no notice is left to give: the term counts to its last day.
function endEarly(amended: AmendedTerms, terms: ContractTerms): Ending {
  if (terms.endedEarlyOn === null) return { last: amended.total, cut: null };
  const lastDay = numberOfDate(terms.endedEarlyOn);
  if (terms.renewal.kind === 'evergreen') {
    const start = firstDayOf(terms);
    if (start === null) return { last: 0, cut: null };
    const first = numberOfDate(start);
    const whole: Period = { number: 1, first, last: lastDay, notice: { kind: 'none' } };
    return lastDay < first ? { last: 0, cut: null } : { last: 1, cut: whole };
  }
  const last = firstWhere(amended.total, (number) => amended.periodOf(number).first > lastDay) - 1;
  if (last === 0) return { last, cut: null };
  const period = amended.periodOf(last);
  // A contract of unknown renewal may turn out to have run past its first term.
  const ranOn = terms.renewal.kind === 'unknown' && period.last < lastDay;
  return { last, cut: period.last > lastDay || ranOn ? { ...period, last: lastDay } : null };
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
