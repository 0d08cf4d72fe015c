import { isBusinessDay, type Holidays } from '../../dates/business-days';
import { addDays, addMonths, earlierOf, laterOf, type IsoDate } from '../../dates/calendar';
import { amendmentsInOrder } from '../amended-terms';
import type { BusinessCalendar } from '../schedule';
import type { Amendment, ContractTerms, Notice, Term } from '../terms';

/**
 * The rules of DESIGN section 5 as a person would follow them: every term from the first day on, under every amendment
 * in turn, day by day back over weekends. Far too slow for the product; `schedule.spec.ts` holds the product to it.
 */

// A series of one-month terms over 200 years; stops a broken contract from filling the table.
const MOST_TERMS = 2_400;

interface Period {
  readonly number: number;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly notice: Notice;
}

/** Where a series counts from: term k starts `months` after the anchor, so that clamped days never drift. */
interface Position {
  readonly anchor: IsoDate;
  readonly months: number;
}

/**
 * The terms that start on or before `until`, in order (DESIGN section 5, rules 1 to 5 and 7). Evergreen has no
 * terms, unless it has ended; an unknown renewal has term 1 only.
 */
export function walkedSchedule(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  { until }: { readonly until: IsoDate },
): readonly Term[] {
  // Each amendment rules over the schedule as it stood before it.
  const inOrder = amendmentsInOrder(terms);
  let schedule = termsUnder(terms, [], calendar, until);
  inOrder.forEach((amendment, index) => {
    const amended = termsUnder(terms, inOrder.slice(0, index + 1), calendar, until);
    schedule = keepPassedNotices(amended, schedule, amendment);
  });
  return endEarly(schedule, terms);
}

function termsUnder(
  terms: ContractTerms,
  amendments: readonly Amendment[],
  calendar: BusinessCalendar,
  until: IsoDate,
): readonly Term[] {
  return periodsUnder(terms, amendments, until).map((period) => withNoticeDays(period, terms, calendar));
}

function periodsUnder(
  terms: ContractTerms,
  amendments: readonly Amendment[],
  until: IsoDate,
): readonly Period[] {
  if (terms.renewal.kind === 'evergreen') return [];
  const periods: Period[] = [];
  let rules = { notice: terms.notice, renewalMonths: renewalMonthsOf(terms) };
  let start: Position = { anchor: terms.serviceStartOn ?? terms.effectiveOn, months: 0 };
  for (let number = 1; number <= lastTermNumber(terms); number += 1) {
    const firstDay = addMonths(start.anchor, start.months);
    if (firstDay > until || (terms.latestEnd !== null && firstDay > terms.latestEnd)) break;
    const ruling = amendments.filter((amendment) => amendment.fromTerm === number);
    for (const { notice, renewalMonths } of ruling) {
      rules = { notice: notice ?? rules.notice, renewalMonths: renewalMonths ?? rules.renewalMonths };
    }
    const newLastDay = ruling.findLast(({ lastDay }) => lastDay !== null)?.lastDay ?? null;
    start = nextStart({ terms, number, start, firstDay, newLastDay, renewalMonths: rules.renewalMonths });
    const lastDay = addDays(addMonths(start.anchor, start.months), -1);
    // A last day before the first is refused by validateContractTerms; it ends the series here.
    if (lastDay < firstDay) break;
    const closed = terms.latestEnd === null ? lastDay : earlierOf(lastDay, terms.latestEnd);
    periods.push({ number, firstDay, lastDay: closed, notice: rules.notice });
  }
  return periods;
}

function renewalMonthsOf({ renewal }: ContractTerms): number {
  return renewal.kind === 'auto' || renewal.kind === 'by-agreement' ? renewal.months : 0;
}

function lastTermNumber(terms: ContractTerms): number {
  const most = terms.maximumRenewals === null ? MOST_TERMS : terms.maximumRenewals + 1;
  switch (terms.renewal.kind) {
    case 'auto':
      return Math.min(most, MOST_TERMS);
    case 'by-agreement':
      return Math.min(most, (terms.agreedRenewals ?? 0) + 1);
    case 'none':
    case 'unknown':
      return 1;
    case 'evergreen':
      return 0;
  }
}

function nextStart(from: {
  readonly terms: ContractTerms;
  readonly number: number;
  readonly start: Position;
  readonly firstDay: IsoDate;
  readonly newLastDay: IsoDate | null;
  readonly renewalMonths: number;
}): Position {
  const { terms, number, start, firstDay, newLastDay, renewalMonths } = from;
  if (newLastDay !== null) return { anchor: addDays(newLastDay, 1), months: 0 };
  if (number > 1) return { anchor: start.anchor, months: start.months + renewalMonths };
  switch (terms.initial.kind) {
    case 'months':
      return { anchor: start.anchor, months: terms.initial.months };
    case 'days':
      return { anchor: addDays(firstDay, terms.initial.days), months: 0 };
    case 'last-day':
      return { anchor: addDays(terms.initial.lastDay, 1), months: 0 };
  }
}

function withNoticeDays(
  { notice, ...period }: Period,
  terms: ContractTerms,
  { holidays }: BusinessCalendar,
): Term {
  const lastNoticeDay = lastNoticeDayOf(period.lastDay, notice);
  const opensOn = notice.kind === 'window' ? addDays(period.lastDay, 1 - notice.opensDays) : null;
  return {
    ...period,
    opensOn,
    sendFrom: opensOn === null ? null : walk(opensOn, 1, holidays),
    lastNoticeDay,
    lastSendDay: lastNoticeDay === null ? null : lastSendDayOf(lastNoticeDay, terms, holidays),
  };
}

/** The last day on which notice counts, before business days: safe under both readings of "months". */
function lastNoticeDayOf(lastDay: IsoDate, notice: Notice): IsoDate | null {
  switch (notice.kind) {
    case 'none':
      return null;
    case 'days':
      return addDays(lastDay, -notice.days);
    case 'window':
      return addDays(lastDay, -notice.closesDays);
    case 'months': {
      const nextStart = addDays(lastDay, 1);
      return earlierOf(addMonths(lastDay, -notice.months), addDays(addMonths(nextStart, -notice.months), -1));
    }
  }
}

function lastSendDayOf(lastNoticeDay: IsoDate, terms: ContractTerms, holidays: Holidays): IsoDate {
  let day = walk(lastNoticeDay, -1, holidays);
  const allowance = terms.noticeBasis === 'sent-by' ? 0 : terms.deliveryDays;
  for (let left = allowance; left > 0; left -= 1) day = walk(addDays(day, -1), -1, holidays);
  return day;
}

function keepPassedNotices(
  amended: readonly Term[],
  before: readonly Term[],
  { fromTerm, agreedOn }: Amendment,
): readonly Term[] {
  const passed = new Map(
    before
      .filter(
        ({ number, lastSendDay }) => number >= fromTerm && lastSendDay !== null && lastSendDay < agreedOn,
      )
      .map((term) => [term.number, term]),
  );
  return amended.map((term) => {
    const old = passed.get(term.number);
    if (old === undefined) return term;
    const { opensOn, sendFrom, lastNoticeDay, lastSendDay } = old;
    return { ...term, opensOn, sendFrom, lastNoticeDay, lastSendDay };
  });
}

// After an early end no notice is left to give: the term counts to its last day.
function endEarly(schedule: readonly Term[], terms: ContractTerms): readonly Term[] {
  const lastDay = terms.endedEarlyOn;
  if (lastDay === null) return schedule;
  const open = { opensOn: null, sendFrom: null, lastNoticeDay: null, lastSendDay: null };
  const firstDay = terms.serviceStartOn ?? terms.effectiveOn;
  if (terms.renewal.kind === 'evergreen') {
    return lastDay < firstDay ? [] : [{ number: 1, firstDay, lastDay, ...open }];
  }
  const kept = schedule.filter((term) => term.firstDay <= lastDay);
  const last = kept.at(-1);
  if (last === undefined) return [];
  // A contract of unknown renewal may turn out to have run past its first term.
  const ranOn = terms.renewal.kind === 'unknown' && last.lastDay < lastDay;
  if (last.lastDay <= lastDay && !ranOn) return kept;
  return [...kept.slice(0, -1), { ...last, ...open, lastDay }];
}

/** Which terms a day stands in: the current one, and the first whose date is not past. */
export function walkedPlaces(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  today: IsoDate,
): { readonly current: Term | null; readonly actionable: Term | null; readonly last: Term | null } {
  const schedule = walkedSchedule(terms, calendar, { until: walkedHorizon(terms, today) });
  return {
    current: schedule.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay) ?? null,
    actionable:
      schedule.find(({ lastDay, lastSendDay }) => lastDay >= today && (lastSendDay ?? lastDay) >= today) ??
      null,
    last: schedule.at(-1) ?? null,
  };
}

function walkedHorizon(terms: ContractTerms, today: IsoDate): IsoDate {
  const notices = [terms.notice, ...terms.amendments.map(({ notice }) => notice)];
  const longest = Math.max(...notices.map((notice) => (notice === null ? 0 : noticeDays(notice))));
  return addDays(
    laterOf(today, terms.serviceStartOn ?? terms.effectiveOn),
    longest + 2 * terms.deliveryDays + 60,
  );
}

function noticeDays(notice: Notice): number {
  switch (notice.kind) {
    case 'none':
      return 0;
    case 'days':
      return notice.days;
    case 'months':
      return notice.months * 31;
    case 'window':
      return notice.closesDays;
  }
}

function walk(date: IsoDate, step: 1 | -1, holidays: Holidays): IsoDate {
  let day = date;
  for (let tries = 0; tries < 366; tries += 1) {
    if (isBusinessDay(day, holidays)) return day;
    day = addDays(day, step);
  }
  return date;
}
