import { addBusinessDays } from '../dates/business-days';
import { laterOf, NO_END, type IsoDate } from '../dates/calendar';
import { openSchedule, type BusinessCalendar } from './schedule';
import { endAfterNotice, initialEnd, noticeInForce } from './standing';
import type { ContractTerms, Term } from './terms';

export interface SentNotice {
  readonly sentOn: IsoDate;
  /** Where its arrival is proved. */
  readonly receivedOn: IsoDate | null;
}

/**
 * What a notice does (DESIGN section 5, rule 9). `countsOn` is the day by which it is measured: the day sent, or where
 * it has to arrive in time the day received, proved or by the allowance for delivery.
 */
export type NoticeEffect =
  | {
      readonly kind: 'ends';
      readonly countsOn: IsoDate;
      /** The term with which the contract ends; null where it has no terms. */
      readonly term: Term | null;
      readonly endsOn: IsoDate;
      /** The term then current where the notice came too late for it; it ends that one only if the other side accepts. */
      readonly late: Term | null;
    }
  /** Void: it was sent before the notice window of this term opened. */
  | { readonly kind: 'before-window'; readonly countsOn: IsoDate; readonly term: Term }
  /** No notice is needed or possible: the contract is over, ends by itself, or cannot be ended by notice. */
  | { readonly kind: 'nothing-to-end'; readonly countsOn: IsoDate };

export function noticeEffect(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  notice: SentNotice,
): NoticeEffect {
  const countsOn = countingDay(terms, calendar, notice);
  if (terms.endedEarlyOn !== null) return { kind: 'nothing-to-end', countsOn };
  if (terms.renewal.kind === 'evergreen') return endOfEvergreen(terms, countsOn);
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  const first = schedule.firstNotOver(notice.sentOn);
  for (let number = first; number <= schedule.count; number += 1) {
    const term = schedule.term(number);
    if (term.ending === 'ends') break;
    if (term.ending === 'agreed' || (term.lastNoticeDay ?? term.lastDay) < countsOn) continue;
    if (term.opensOn !== null && notice.sentOn < term.opensOn) {
      return { kind: 'before-window', countsOn, term };
    }
    const current = schedule.term(first);
    const isLate = number > first && current.ending === 'renews';
    return { kind: 'ends', countsOn, term, endsOn: term.lastDay, late: isLate ? current : null };
  }
  return { kind: 'nothing-to-end', countsOn };
}

function countingDay(
  { noticeBasis, deliveryDays }: ContractTerms,
  { holidays }: BusinessCalendar,
  { sentOn, receivedOn }: SentNotice,
): IsoDate {
  if (noticeBasis === 'sent-by') return sentOn;
  return receivedOn ?? addBusinessDays(sentOn, deliveryDays, holidays);
}

/** On the first day for which it is in time, not before the initial term is over. */
function endOfEvergreen(terms: ContractTerms, countsOn: IsoDate): NoticeEffect {
  const earliest = endAfterNotice(countsOn, noticeInForce(terms));
  if (earliest === null) return { kind: 'nothing-to-end', countsOn };
  return { kind: 'ends', countsOn, term: null, endsOn: laterOf(earliest, initialEnd(terms)), late: null };
}
