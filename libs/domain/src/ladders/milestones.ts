import { datesOf } from '../contract/schedule';
import { firstDayOf, type ContractStanding, type ContractTerms, type Term } from '../contract/terms';
import { addBusinessDays, type Holidays } from '../dates/business-days';
import { addDays, addMonths, daysBetween, laterOf, type IsoDate } from '../dates/calendar';
import { HELD_OVER_DAYS, UNOPENED_LINK_BUSINESS_DAYS } from './ladders';

/** Terms shorter than this warn only from 14 days before. */
const SHORT_TERM_DAYS = 180;
/** The day after its last send day another term is already actionable. */
const MILESTONE_FROM_DAYS = -1;
const MILESTONE_UNTIL_DAYS = 120;
/** A review that was not held is told of until this many days after its day. */
export const REVIEW_UNTIL_DAYS = 30;

export interface ContractMilestone {
  readonly termNumber: number;
  /** `act-by`: until it something can be sent, or decided; `last-day`: the contract ends with it, or may. */
  readonly about: 'act-by' | 'last-day';
  readonly targetDate: IsoDate;
  readonly shortTerm: boolean;
  /** The first business day of the notice window: the target of the ladder 'contract-window'. */
  readonly windowOpensOn: IsoDate | null;
}

/** Of every term one of whose dates lies 1 day back to 120 days ahead (MAIL.md, item 1). */
export function contractMilestones(schedule: readonly Term[], today: IsoDate): readonly ContractMilestone[] {
  const [from, until] = [addDays(today, MILESTONE_FROM_DAYS), addDays(today, MILESTONE_UNTIL_DAYS)];
  return schedule.flatMap(milestonesOf).filter(({ targetDate }) => targetDate >= from && targetDate <= until);
}

function milestonesOf(term: Term): readonly ContractMilestone[] {
  const shortTerm = daysBetween(term.firstDay, term.lastDay) + 1 < SHORT_TERM_DAYS;
  return datesOf(term).map((targetDate) => {
    const about = term.ending === 'renews' || targetDate !== term.lastDay ? 'act-by' : 'last-day';
    return {
      termNumber: term.number,
      about,
      targetDate,
      shortTerm,
      windowOpensOn: about === 'act-by' ? term.sendFrom : null,
    };
  });
}

/** The first day without a term, counted anew once its ladder is over. */
export function heldOverTarget(lastDay: IsoDate, today: IsoDate): IsoDate {
  const first = addDays(lastDay, 1);
  const rounds = Math.floor(Math.max(0, daysBetween(first, today)) / HELD_OVER_DAYS);
  return addDays(first, rounds * HELD_OVER_DAYS);
}

/**
 * The day of the yearly review of a contract without end, counted from its first day; null for others. Once its end is
 * set it is reviewed until then.
 */
export function reviewTarget(
  terms: ContractTerms,
  { state }: Pick<ContractStanding, 'state'>,
  today: IsoDate,
): IsoDate | null {
  const start = firstDayOf(terms);
  if (state !== 'evergreen' || start === null) return null;
  const review = yearlyReviewOn(start, today);
  return terms.endedEarlyOn !== null && review > terms.endedEarlyOn ? null : review;
}

/** The same day each year: the one whose ladder is not yet over. */
export function yearlyReviewOn(start: IsoDate, today: IsoDate): IsoDate {
  const since = laterOf(start, addDays(today, -REVIEW_UNTIL_DAYS));
  const years = Math.max(1, Number(since.slice(0, 4)) - Number(start.slice(0, 4)));
  const thisYear = addMonths(start, years * 12);
  return thisYear >= since ? thisYear : addMonths(start, (years + 1) * 12);
}

/** The fifth business day after a link was sent. */
export function unopenedLinkTarget(sentOn: IsoDate, holidays: Holidays): IsoDate {
  return addBusinessDays(sentOn, UNOPENED_LINK_BUSINESS_DAYS, holidays);
}
