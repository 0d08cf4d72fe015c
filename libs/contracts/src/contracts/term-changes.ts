import {
  addDays,
  addMonths,
  datesOf,
  firstDayOf,
  laterOf,
  heldOverTarget,
  HELD_OVER_DAYS,
  openSchedule,
  reviewTarget,
  REVIEW_UNTIL_DAYS,
  type BusinessCalendar,
  type ContractStanding,
  type ContractTerms,
  type IsoDate,
  type Term,
} from '@countersign/domain';

const MONTHS_AHEAD = 24;
/** A contract's ladder begins this many days before its date (MAIL.md, item 1). */
const LADDER_DAYS = 120;

/** The first day after today on which something about a contract changes without a write; null where nothing does. */
export function nextChangeOn(
  what: {
    readonly terms: ContractTerms;
    readonly schedule: readonly Term[];
    readonly standing: ContractStanding;
    /** The last days of the exceptions among its clauses. */
    readonly exceptionsUntil: readonly IsoDate[];
  },
  calendar: BusinessCalendar,
  today: IsoDate,
): IsoDate | null {
  const { terms, schedule, standing, exceptionsUntil } = what;
  const start = firstDayOf(terms);
  const last = schedule.at(-1)?.lastDay ?? terms.endedEarlyOn;
  const days = [
    ...(start === null ? [] : [start]),
    ...(terms.endedEarlyOn === null ? [] : [addDays(terms.endedEarlyOn, 1)]),
    ...schedule.filter((term) => isAhead(term, today)).flatMap(daysOfTerm),
    ...exceptionsUntil.map((until) => addDays(until, 1)),
    ...extensionDays(terms, { schedule, calendar, today }),
    ...ladderDays({ terms, standing, last }, today),
  ];
  return days.filter((day) => day > today).sort()[0] ?? null;
}

/** A term of years ago changes nothing any more, nor does an amended one whose send day had passed when it was agreed. */
function isAhead({ lastDay, lastSendDay }: Term, today: IsoDate): boolean {
  return laterOf(lastDay, lastSendDay ?? lastDay) >= today;
}

/** The day after its last notice day the contract is locked in, which may come later than its last send day. */
function daysOfTerm(term: Term): readonly IsoDate[] {
  const { firstDay, lastDay, lastNoticeDay } = term;
  return [
    firstDay,
    addDays(lastDay, 1),
    ...(lastNoticeDay === null ? [] : [addDays(lastNoticeDay, 1)]),
    ...datesOf(term).flatMap((date) => [addDays(date, -LADDER_DAYS), addDays(date, 1)]),
  ];
}

/** On which a ladder of the contract as a whole begins anew. */
function ladderDays(
  of: { readonly terms: ContractTerms; readonly standing: ContractStanding; readonly last: IsoDate | null },
  today: IsoDate,
): readonly IsoDate[] {
  const review = reviewTarget(of.terms, of.standing, today);
  if (review !== null) return [addDays(review, REVIEW_UNTIL_DAYS + 1)];
  if (of.standing.state !== 'held-over' || of.last === null) return [];
  return [addDays(heldOverTarget(of.last, today), HELD_OVER_DAYS)];
}

function extensionDays(
  terms: ContractTerms,
  kept: { readonly schedule: readonly Term[]; readonly calendar: BusinessCalendar; readonly today: IsoDate },
): readonly IsoDate[] {
  const last = kept.schedule.at(-1);
  if (last === undefined) return [];
  const nextFirstDay = addDays(last.lastDay, 1);
  const longer = openSchedule(terms, kept.calendar, { until: nextFirstDay });
  if (longer.count <= kept.schedule.length) return [];
  // Counting months back from a month's end can fall a few days early: then tomorrow tries again.
  return [laterOf(addMonths(nextFirstDay, -MONTHS_AHEAD), addDays(kept.today, 1))];
}
