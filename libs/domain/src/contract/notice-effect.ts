import { addBusinessDays } from '../dates/business-days';
import { addDays, addMonths, earlierOf, laterOf, NO_END, type IsoDate } from '../dates/calendar';
import { amendmentsInOrder } from './amended-terms';
import { lastNoticeDayOf } from './notice-days';
import { openSchedule, type BusinessCalendar } from './schedule';
import type { ContractTerms, Notice, Term } from './terms';

/** A notice as it was given. */
export interface GivenNotice {
  readonly sentOn: IsoDate;
  /** Where the receipt is proved; only a notice that has to be received by a day asks for it. */
  readonly receivedOn: IsoDate | null;
}

export interface TermEnd {
  readonly termNumber: number;
  readonly lastDay: IsoDate;
}

/**
 * Why a notice ends what it ends: in time; late for an earlier term; before the window of the term opens; not needed,
 * since the term ends by itself; nothing is left to end; or nobody knows how much notice is needed.
 */
export type NoticeReason =
  'in-time' | 'late' | 'before-window' | 'ends-anyway' | 'nothing-to-end' | 'not-known';

export interface NoticeEffect {
  readonly because: NoticeReason;
  /** The day that counts: sent, or received as proved, else sent and the days allowed for delivery. */
  readonly countedOn: IsoDate;
  /** What it ends; null where it ends nothing. */
  readonly ends: TermEnd | null;
  /** The latest term for which it came too late: it ends that only if the other side accepts. */
  readonly lateFor: TermEnd | null;
  /** The day on which the window of the term opens before which it was given. */
  readonly opensOn: IsoDate | null;
}

/**
 * What a notice does (DESIGN section 5, rule 9), over the terms without it: it ends the first term whose last notice day
 * it meets; evergreen on the first day for which it is in time, not before the initial term's.
 */
export function noticeEffect(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  notice: GivenNotice,
): NoticeEffect {
  const countedOn = countedDay(terms, calendar, notice);
  const none = { countedOn, ends: null, lateFor: null, opensOn: null };
  const rule = noticeInForce(terms);
  if (rule.kind === 'unknown') return { ...none, because: 'not-known' };
  if (terms.renewal.kind === 'evergreen' && terms.endedEarlyOn === null) {
    const initial = initialEnd(terms);
    if (initial === null) return { ...none, because: 'not-known' };
    const lastDay = laterOf(endAfterNotice(countedOn, rule) ?? countedOn, initial);
    return { ...none, because: 'in-time', ends: { termNumber: 1, lastDay } };
  }
  return { ...none, ...firstThatItMeets(termsFrom(terms, calendar, notice.sentOn), countedOn) };
}

/** Under a notice that counts a contract ends with the day that it sets, unless it ends before. */
export function termsUnderNotice(
  terms: ContractTerms,
  notice: { readonly endsOn: IsoDate | null } | null,
): ContractTerms {
  const endsOn = notice?.endsOn ?? null;
  if (endsOn === null) return terms;
  const { endedEarlyOn } = terms;
  return { ...terms, endedEarlyOn: endedEarlyOn === null ? endsOn : earlierOf(endedEarlyOn, endsOn) };
}

function countedDay(terms: ContractTerms, { holidays }: BusinessCalendar, notice: GivenNotice): IsoDate {
  if (terms.noticeBasis === 'sent-by') return notice.sentOn;
  return notice.receivedOn ?? addBusinessDays(notice.sentOn, terms.deliveryDays, holidays);
}

function* termsFrom(terms: ContractTerms, calendar: BusinessCalendar, day: IsoDate): Generator<Term> {
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  for (let number = schedule.firstNotOver(day); number <= schedule.count; number += 1) {
    yield schedule.term(number);
  }
}

type Met = Pick<NoticeEffect, 'because'> & Partial<NoticeEffect>;

function firstThatItMeets(terms: Iterable<Term>, countedOn: IsoDate): Met {
  let lateFor: TermEnd | null = null;
  for (const term of terms) {
    // The other side has agreed to more: no notice ends a term that an agreed one follows.
    if (term.ending === 'agreed') continue;
    const ends = { termNumber: term.number, lastDay: term.lastDay };
    const late = lateFor === null ? null : ('late' as const);
    if (endsUnlessAgreed(term)) {
      if (countedOn <= term.lastDay) return { because: late ?? 'ends-anyway', ends, lateFor };
    } else if (countedOn > (term.lastNoticeDay ?? term.lastDay)) {
      lateFor = ends;
    } else if (term.opensOn !== null && countedOn < term.opensOn) {
      return { because: late ?? 'before-window', lateFor, opensOn: term.opensOn };
    } else {
      return { because: late ?? 'in-time', ends, lateFor };
    }
  }
  return { because: lateFor === null ? 'nothing-to-end' : 'late', lateFor };
}

function endsUnlessAgreed({ ending }: Term): boolean {
  return ending === 'ends' || ending === 'agreement-needed';
}

export function noticeInForce(terms: ContractTerms): Notice {
  return amendmentsInOrder(terms).findLast(({ notice }) => notice !== null)?.notice ?? terms.notice;
}

/** The last day of the initial term; null where that is not known. */
export function initialEnd({
  serviceStartOn,
  effectiveOn,
  initial,
}: Pick<ContractTerms, 'serviceStartOn' | 'effectiveOn' | 'initial'>): IsoDate | null {
  const start = serviceStartOn ?? effectiveOn;
  switch (initial.kind) {
    case 'last-day':
      return initial.lastDay;
    case 'unknown':
      return null;
    case 'months':
      return start === null ? null : addDays(addMonths(start, initial.months), -1);
    case 'days':
      return start === null ? null : addDays(start, initial.days - 1);
  }
}

/** The first last day for which a notice that counts from `given` is in time; null where no notice is known. */
export function endAfterNotice(given: IsoDate, notice: Notice): IsoDate | null {
  switch (notice.kind) {
    case 'none':
    case 'unknown':
      return null;
    case 'days':
      return addDays(given, notice.days);
    case 'window':
      return addDays(given, notice.closesDays);
    case 'months': {
      let lastDay = addMonths(given, notice.months);
      // Month ends make both readings differ by up to four days.
      while ((lastNoticeDayOf(lastDay, notice) ?? lastDay) < given) lastDay = addDays(lastDay, 1);
      return lastDay;
    }
  }
}
