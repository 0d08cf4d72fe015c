import {
  addDays,
  addMonths,
  amendmentsInOrder,
  earlierOf,
  isBusinessDay,
  laterOf,
  type AgreedTerm,
  type Amendment,
  type BusinessCalendar,
  type ContractTerms,
  type Holidays,
  type IsoDate,
  type Notice,
  type Term,
  type TermEnding,
} from '@countersign/domain';

/**
 * The rules of DESIGN section 5 as a person would follow them: every term from the first day on, under every amendment
 * in turn, day by day back over weekends. Far too slow for the product; `walked-schedule.spec.ts` holds the product to it.
 */

// A series of one-month terms over 200 years; stops a broken contract from filling the table.
const MOST_TERMS = 2_400;

interface Period {
  readonly number: number;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly notice: Notice;
  /** The latest end cuts the series here. */
  readonly closes: boolean;
  readonly agreed: boolean;
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
  const known = laterOf(until, terms.endedEarlyOn ?? until);
  const furthest = inOrder.reduce((day, { agreedOn }) => laterOf(day, agreedOn), known);
  const passed = new Map<number, NoticeDays>();
  let schedule = termsUnder(terms, [], calendar, furthest);
  inOrder.forEach((amendment, index) => {
    const amended = termsUnder(terms, inOrder.slice(0, index + 1), calendar, furthest);
    keepPassedNotice(passed, { amendment, before: schedule, amended });
    schedule = amended;
  });
  const told = schedule
    .map((term) => ({ ...term, ...passed.get(term.number) }))
    .map((term) => (term.ending === 'ends' ? { ...term, ...NOTHING_TO_SEND } : term));
  return endEarly(told, terms).filter(
    ({ firstDay }) => firstDay <= until || terms.renewal.kind === 'evergreen',
  );
}

type NoticeDays = Pick<Term, 'opensOn' | 'sendFrom' | 'lastNoticeDay' | 'lastSendDay'>;

const NOTHING_TO_SEND = { opensOn: null, sendFrom: null, lastNoticeDay: null, lastSendDay: null };

function termsUnder(
  terms: ContractTerms,
  amendments: readonly Amendment[],
  calendar: BusinessCalendar,
  until: IsoDate,
): readonly Term[] {
  const periods = periodsUnder(terms, amendments, until);
  return periods
    .map((period, index) => ({
      ...withNoticeDays(period, terms, calendar),
      ending: endingOf(terms, period, periods[index + 1]),
    }))
    .filter(({ firstDay }) => firstDay <= until);
}

function endingOf(terms: ContractTerms, period: Period, next: Period | undefined): TermEnding {
  if (next !== undefined) return terms.renewal.kind === 'auto' && !next.agreed ? 'renews' : 'agreed';
  // A term that was agreed may run past the latest end, and then nothing cuts it.
  if (terms.latestEnd !== null && period.closes) return 'ends';
  switch (terms.renewal.kind) {
    case 'by-agreement':
      return terms.maximumRenewals !== null && period.number > terms.maximumRenewals
        ? 'ends'
        : 'agreement-needed';
    case 'unknown':
      return 'not-known';
    default:
      return 'ends';
  }
}

/** Those that start by a day, and one more where there is one, so that each knows whether another follows. */
function periodsUnder(
  terms: ContractTerms,
  amendments: readonly Amendment[],
  until: IsoDate,
): readonly Period[] {
  const anchor = startOf(terms);
  if (terms.renewal.kind === 'evergreen' || terms.initial.kind === 'unknown' || anchor === null) return [];
  const periods: Period[] = [];
  let rules = { notice: terms.notice, renewalMonths: renewalMonthsOf(terms) };
  let start: Position = { anchor, months: 0 };
  for (let number = 1; number <= lastTermNumber(terms); number += 1) {
    const firstDay = addMonths(start.anchor, start.months);
    if (terms.latestEnd !== null && firstDay > terms.latestEnd) break;
    if ((periods.at(-1)?.firstDay ?? '') > until) return periods;
    const ruling = amendments.filter((amendment) => amendment.fromTerm === number);
    for (const { notice, renewalMonths } of ruling) {
      rules = { notice: notice ?? rules.notice, renewalMonths: renewalMonths ?? rules.renewalMonths };
    }
    const newLastDay = lastDayIn(ruling);
    start = nextStart({ terms, number, start, firstDay, newLastDay, renewalMonths: rules.renewalMonths });
    const lastDay = addDays(addMonths(start.anchor, start.months), -1);
    // A last day before the first is refused by validateContractTerms; it ends the series here.
    if (lastDay < firstDay) break;
    const closed = terms.latestEnd === null ? lastDay : earlierOf(lastDay, terms.latestEnd);
    const closes = closed === terms.latestEnd;
    periods.push({ number, firstDay, lastDay: closed, notice: rules.notice, closes, agreed: false });
  }
  return [...periods, ...agreedAfter(periods.at(-1), terms, amendments)];
}

function lastDayIn(ruling: readonly Amendment[]): IsoDate | null {
  return ruling.findLast(({ lastDay }) => lastDay !== null)?.lastDay ?? null;
}

function agreedAfter(
  last: Period | undefined,
  terms: ContractTerms,
  amendments: readonly Amendment[],
): readonly Period[] {
  const periods: Period[] = [];
  let before = last;
  for (const agreed of terms.agreedTerms ?? []) {
    if (before === undefined) break;
    const number = before.number + 1;
    const ruling = amendments.filter((amendment) => amendment.fromTerm === number);
    const lastDay = lastDayIn(ruling) ?? agreed.lastDay;
    const firstDay = addDays(before.lastDay, 1);
    if (lastDay < firstDay) break;
    const notice = ruling.findLast((one) => one.notice !== null)?.notice ?? before.notice;
    before = { number, firstDay, lastDay, notice, closes: before.closes, agreed: true };
    periods.push(before);
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
    case 'unknown':
      throw new Error('Such a contract has no terms.');
  }
}

function withNoticeDays(
  { number, firstDay, lastDay, notice }: Period,
  terms: ContractTerms,
  { holidays }: BusinessCalendar,
): Omit<Term, 'ending'> {
  const lastNoticeDay = lastNoticeDayOf(lastDay, notice);
  const opensOn = notice.kind === 'window' ? addDays(lastDay, 1 - notice.opensDays) : null;
  return {
    number,
    firstDay,
    lastDay,
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
    case 'unknown':
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

/** Only of the term in which an amendment was agreed can the notice day have passed for good. */
function keepPassedNotice(
  passed: Map<number, NoticeDays>,
  change: {
    readonly amendment: Amendment;
    readonly before: readonly Term[];
    readonly amended: readonly Term[];
  },
): void {
  const { agreedOn, reopens } = change.amendment;
  const then = change.before.find(({ firstDay, lastDay }) => firstDay <= agreedOn && agreedOn <= lastDay);
  const now = change.amended.find(({ number }) => number === then?.number);
  if (then === undefined || now === undefined) return;
  if (now.lastDay !== then.lastDay || reopens === true) {
    passed.delete(then.number);
    return;
  }
  const { opensOn, sendFrom, lastNoticeDay, lastSendDay } = then;
  if (passed.has(then.number) || lastNoticeDay === null || lastNoticeDay >= agreedOn) return;
  passed.set(then.number, { opensOn, sendFrom, lastNoticeDay, lastSendDay });
}

// After an early end no notice is left to give: the term counts to its last day.
function endEarly(schedule: readonly Term[], terms: ContractTerms): readonly Term[] {
  const lastDay = terms.endedEarlyOn;
  if (lastDay === null) return schedule;
  const ended = { ending: 'ends' as const, ...NOTHING_TO_SEND };
  if (terms.renewal.kind === 'evergreen') {
    const firstDay = startOf(terms);
    return firstDay === null || lastDay < firstDay ? [] : [{ number: 1, firstDay, lastDay, ...ended }];
  }
  const kept = schedule.filter((term) => term.firstDay <= lastDay);
  const last = kept.at(-1);
  if (last === undefined) return [];
  // A contract of unknown renewal may turn out to have run past its first term.
  const ranOn = terms.renewal.kind === 'unknown' && last.lastDay < lastDay;
  const endsOn = last.lastDay > lastDay || ranOn ? lastDay : last.lastDay;
  return [...kept.slice(0, -1), { ...last, ...ended, lastDay: endsOn }];
}

/** Where a day stands: its term, the first one of whose dates is not past, that date, and until when it is locked in. */
export function walkedPlaces(
  stated: ContractTerms,
  calendar: BusinessCalendar,
  today: IsoDate,
): {
  readonly current: Term | null;
  readonly actionable: Term | null;
  readonly date: IsoDate | null;
  readonly lockedInUntil: IsoDate | null;
} {
  // Nobody knows on a day what is signed after it.
  const agreedTerms: AgreedTerm[] = [];
  for (const term of stated.agreedTerms ?? []) {
    if (term.signedOn > today) break;
    agreedTerms.push(term);
  }
  const terms = { ...stated, agreedTerms };
  // Where each term was agreed there are few, and the last may lie decades ahead.
  const { renewal, maximumRenewals, latestEnd } = terms;
  const ahead = renewal.kind === 'auto' && maximumRenewals === null && latestEnd === null ? 60 : 600;
  const until = addMonths(laterOf(today, startOf(terms) ?? today), ahead);
  const schedule = walkedSchedule(terms, calendar, { until });
  const current = schedule.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay) ?? null;
  const actionable =
    schedule.find((term) => term.lastDay >= today && walkedDates(term).some((date) => date >= today)) ?? null;
  const date = actionable === null ? null : (walkedDates(actionable).find((day) => day >= today) ?? null);
  const closed = current?.ending === 'renews' && (current.lastNoticeDay ?? '9999') < today;
  const later = closed && actionable !== null && actionable.number > current.number;
  return { current, actionable, date, lockedInUntil: later ? actionable.lastDay : null };
}

function startOf({ serviceStartOn, effectiveOn }: ContractTerms): IsoDate | null {
  return serviceStartOn ?? effectiveOn;
}

function walkedDates({ ending, lastDay, lastSendDay }: Term): readonly IsoDate[] {
  if (ending === 'agreed') return [];
  if (ending === 'ends') return [lastDay];
  if (ending === 'renews') return [lastSendDay ?? lastDay];
  return lastSendDay === null ? [lastDay] : [lastSendDay, lastDay];
}

function walk(date: IsoDate, step: 1 | -1, holidays: Holidays): IsoDate {
  let day = date;
  for (let tries = 0; tries < 366; tries += 1) {
    if (isBusinessDay(day, holidays)) return day;
    day = addDays(day, step);
  }
  return date;
}
