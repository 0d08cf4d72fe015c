import { addBusinessDays, rollForward } from '../dates/business-days';
import { laterOf, NO_END, type IsoDate } from '../dates/calendar';
import { endAfterNotice, initialEnd, noticeInForce } from './notice-effect';
import { dateOn, openSchedule, type BusinessCalendar, type Schedule } from './schedule';
import {
  firstDayOf,
  type ContractStanding,
  type ContractState,
  type ContractTerms,
  type Term,
} from './terms';

/**
 * Where a contract stands on a day (DESIGN section 5, rules 6 and 7). "Held over" needs to know whether a
 * service under it is still in use that no other running contract covers.
 */
export function contractStanding(
  stated: ContractTerms,
  calendar: BusinessCalendar,
  today: IsoDate,
  { stillServed }: { readonly stillServed: boolean },
): ContractStanding {
  const terms = termsSignedBy(stated, today);
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  const currentTerm = termOn(schedule, today);
  const actionableTerm = firstNotPast(schedule, today);
  const state = stateOf({ terms, schedule, currentTerm, today, stillServed });
  return {
    state,
    currentTerm,
    actionableTerm,
    actionableDate: actionableTerm === null ? null : dateOn(actionableTerm, today),
    lockedInUntil: lockedInUntil(currentTerm, actionableTerm, today),
    noticeTodayEndsOn: state === 'evergreen' ? noticeTodayEndsOn(terms, calendar, today) : null,
  };
}

/** A term that is agreed later is not in force before it is signed (DESIGN section 5, rule 8). */
function termsSignedBy(terms: ContractTerms, today: IsoDate): ContractTerms {
  const { agreedTerms = [] } = terms;
  const later = agreedTerms.findIndex(({ signedOn }) => signedOn > today);
  return later === -1 ? terms : { ...terms, agreedTerms: agreedTerms.slice(0, later) };
}

function termOn(schedule: Schedule, today: IsoDate): Term | null {
  const number = schedule.firstNotOver(today);
  const term = number > schedule.count ? null : schedule.term(number);
  return term === null || term.firstDay > today ? null : term;
}

/** As `actionableTermOf` finds it, without computing the terms before it. */
function firstNotPast(schedule: Schedule, today: IsoDate): Term | null {
  for (let number = schedule.firstNotOver(today); number <= schedule.count; number += 1) {
    if (!schedule.isPast(number, today)) return schedule.term(number);
  }
  return null;
}

/** The first term not yet over one of whose dates is not past. */
export function actionableTermOf(schedule: readonly Term[], today: IsoDate): Term | null {
  return schedule.find((term) => term.lastDay >= today && dateOn(term, today) !== null) ?? null;
}

function stateOf(what: {
  readonly terms: ContractTerms;
  readonly schedule: Schedule;
  readonly currentTerm: Term | null;
  readonly today: IsoDate;
  readonly stillServed: boolean;
}): ContractState {
  const { terms, schedule, currentTerm, today, stillServed } = what;
  const ended = stillServed ? 'held-over' : 'ended';
  if (terms.endedEarlyOn !== null && terms.endedEarlyOn < today) return ended;
  const start = firstDayOf(terms);
  if (start === null) return 'unknown';
  if (today < start) return 'not-started';
  if (terms.renewal.kind === 'evergreen') return 'evergreen';
  if (terms.renewal.kind === 'unknown' && terms.endedEarlyOn === null) return 'unknown';
  if (currentTerm !== null) return 'in-term';
  return schedule.count > 0 ? ended : 'unknown';
}

function lockedInUntil(current: Term | null, actionable: Term | null, today: IsoDate): IsoDate | null {
  if (current?.ending !== 'renews' || actionable === null) return null;
  const closed = current.lastNoticeDay !== null && current.lastNoticeDay < today;
  return closed && actionable.number !== current.number ? actionable.lastDay : null;
}

function noticeTodayEndsOn(
  terms: ContractTerms,
  { holidays }: BusinessCalendar,
  today: IsoDate,
): IsoDate | null {
  if (terms.endedEarlyOn !== null) return terms.endedEarlyOn;
  const counts =
    terms.noticeBasis === 'sent-by'
      ? rollForward(today, holidays)
      : addBusinessDays(today, terms.deliveryDays, holidays);
  const earliest = endAfterNotice(counts, noticeInForce(terms));
  const initial = initialEnd(terms);
  return earliest === null || initial === null ? null : laterOf(earliest, initial);
}
