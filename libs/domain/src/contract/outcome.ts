import { addMonths, laterOf, NO_END, type IsoDate } from '../dates/calendar';
import { contractSchedule, dateOn, openSchedule, type BusinessCalendar, type Schedule } from './schedule';
import { decisionOn, settlementOf, type Decided } from './settlement';
import { actionableTermOf } from './standing';
import { firstDayOf, type ContractTerms, type Term, type TermEnding } from './terms';

const MONTHS_AHEAD = 24;

/** The terms that are kept: 24 months ahead of today, or of the first day of a contract that lies ahead. */
export function keptSchedule(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  today: IsoDate,
  actionable: Term | null,
): readonly Term[] {
  const ahead = addMonths(laterOf(today, firstDayOf(terms) ?? today), MONTHS_AHEAD);
  // A notice period of years makes a term actionable that begins later still.
  const until = actionable === null ? ahead : laterOf(ahead, actionable.firstDay);
  return contractSchedule(terms, calendar, { until });
}

/** The first term about which something is left to do, with the date by which it has to be done. */
export interface DueTerm {
  readonly termNumber: number;
  readonly date: IsoDate;
  readonly ending: TermEnding;
}

/** Null where nothing is left to do: a settled term is nowhere due (DESIGN section 5, rule 8). */
export function dueTermOf(schedule: readonly Term[], decided: Decided, today: IsoDate): DueTerm | null {
  const open = schedule.filter((term) => settlementOf(term, decided) === null);
  const term = actionableTermOf(open, today);
  const date = term === null ? null : dateOn(term, today);
  return term === null || date === null ? null : { termNumber: term.number, date, ending: term.ending };
}

/**
 * What was decided and holds on a day, also after the date of its term has passed: that the contract ends, by a notice
 * or by being left to; that it is renewed, until a day or until further notice; that a notice is still to be sent, was
 * missed or came too late; that a further term is wished for; or that it is renegotiated.
 */
export type OutcomeKind =
  | 'ends-by-notice'
  | 'left-to-end'
  | 'renewed'
  | 'until-further-notice'
  | 'notice-not-sent'
  | 'notice-missed'
  | 'notice-late'
  | 'renewal-wished'
  | 'renegotiating';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** The term that was decided about; null for a notice. */
  readonly termNumber: number | null;
  /** On which it ends, until which it is renewed, or by which something is to be sent or agreed. */
  readonly day: IsoDate | null;
}

/** Null where nothing is decided. `terms` are those under the notice. */
export function contractOutcome(
  terms: ContractTerms,
  calendar: BusinessCalendar,
  today: IsoDate,
  decided: Decided,
): Outcome | null {
  const { notice } = decided;
  if (notice !== null && notice.endsOn !== null) {
    return { kind: 'ends-by-notice', termNumber: null, day: notice.endsOn };
  }
  if (notice !== null) return { kind: 'notice-late', termNumber: null, day: notice.lateEndsOn };
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  const current = schedule.firstNotOver(today);
  for (let number = firstNotPast(schedule, current, today); number >= Math.max(1, current - 1); number -= 1) {
    const outcome = number > schedule.count ? null : outcomeOfTerm(schedule, number, { decided, today });
    if (outcome !== null) return outcome;
  }
  return null;
}

function firstNotPast(schedule: Schedule, current: number, today: IsoDate): number {
  let number = current;
  while (number <= schedule.count && schedule.isPast(number, today)) number += 1;
  return number;
}

function outcomeOfTerm(
  schedule: Schedule,
  number: number,
  on: { readonly decided: Decided; readonly today: IsoDate },
): Outcome | null {
  const term = schedule.term(number);
  const outcome = (kind: OutcomeKind, day: IsoDate | null): Outcome => ({ kind, termNumber: number, day });
  if (term.ending === 'agreed') return outcome('renewed', lastAgreed(schedule, number));
  switch (decisionOn(on.decided.decisions, number)?.decision) {
    case undefined:
      return null;
    case 'renew':
      return term.ending === 'renews'
        ? outcome('renewed', schedule.term(number + 1).lastDay)
        : outcome('renewal-wished', term.lastDay);
    case 'until-further-notice':
      return outcome('until-further-notice', null);
    case 'renegotiate':
      return outcome('renegotiating', term.lastDay);
    case 'end':
      return endOf(term, on.today);
  }
}

/** To end what renews is carried out by a notice; what ends unless both sides agree is left to. */
function endOf({ number, ending, lastDay, lastNoticeDay, lastSendDay }: Term, today: IsoDate): Outcome {
  if (ending === 'ends' || ending === 'agreement-needed') {
    return { kind: 'left-to-end', termNumber: number, day: lastDay };
  }
  const [sendBy, givenBy] = [lastSendDay ?? lastDay, lastNoticeDay ?? lastDay];
  if (givenBy < today) return { kind: 'notice-missed', termNumber: number, day: givenBy };
  return { kind: 'notice-not-sent', termNumber: number, day: sendBy < today ? givenBy : sendBy };
}

/** The last day of the terms agreed one after another. */
function lastAgreed(schedule: Schedule, from: number): IsoDate {
  let number = from + 1;
  while (number < schedule.count && schedule.term(number).ending === 'agreed') number += 1;
  return schedule.term(number).lastDay;
}
