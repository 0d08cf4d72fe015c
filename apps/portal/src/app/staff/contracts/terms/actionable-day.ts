import type { ContractRow } from '@countersign/api-types';
import type { ContractStanding, ContractTerms } from '@countersign/domain';
import { daysBetween } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { message } from '../../../language/message';

/** The one day on which somebody has to act, in words. */
export interface ActionableDay {
  readonly label: string;
  readonly day: string;
  readonly left: string;
  readonly urgent: boolean;
  readonly notes: readonly string[];
}

const URGENT_DAYS = 30;

export interface StandingOnDay {
  readonly terms: ContractTerms;
  readonly standing: ContractStanding;
  readonly today: string;
  readonly decision: ContractRow['decision'];
  /** The day on which the notice for the actionable term was sent; null while it was not. */
  readonly noticeSentOn: string | null;
}

export function actionableDay(on: StandingOnDay): ActionableDay {
  const { terms, standing, today, decision, noticeSentOn } = on;
  const notes = notesOn(standing);
  if (standing.state === 'evergreen') {
    const ends = standing.noticeTodayEndsOn;
    return {
      label: $localize`:@@actionable-day.no-end-date:No end date`,
      day:
        ends === null
          ? $localize`:@@actionable-day.notice-can-be-given:Notice can be given at any time`
          : $localize`:@@actionable-day.notice-today-ends-it:Notice today ends it on ${formatDay(ends)}:formatDay:`,
      left: $localize`:@@actionable-day.review-it-once-a:Review it once a year`,
      urgent: false,
      notes,
    };
  }
  const term = standing.actionableTerm;
  if (term === null) {
    return { ...nothingToDo(standing), notes };
  }
  if (noticeSentOn !== null) {
    return {
      label: $localize`:@@actionable-day.notice-for-term-sent:Notice for term ${term.number}:number: sent on ${formatDay(noticeSentOn)}:formatDay:`,
      day: $localize`:@@actionable-day.ends-on:Ends on ${formatDay(term.lastDay)}:formatDay:`,
      left: daysLeft(daysBetween(today, term.lastDay)),
      urgent: false,
      notes: [],
    };
  }
  const day = term.lastSendDay ?? term.lastDay;
  const left = daysBetween(today, day);
  return {
    label:
      term.lastSendDay === null
        ? $localize`:@@actionable-day.last-day-of-term:Last day of term ${term.number}:number:`
        : $localize`:@@actionable-day.last-day-to-send:Last day to send notice for term ${term.number}:number:`,
    day: formatDay(day),
    left: daysLeft(left),
    urgent: left <= URGENT_DAYS && decision !== 'renew',
    notes: [...windowNote(standing, today), ...unknownNote(terms), ...notes],
  };
}

function nothingToDo({ state }: ContractStanding): Omit<ActionableDay, 'notes'> {
  const words: Readonly<Record<ContractStanding['state'], readonly [string, string]>> = {
    'not-started': [
      $localize`:@@actionable-day.not-started:Not started`,
      $localize`:@@actionable-day.no-notice-day-yet:No notice day yet`,
    ],
    'in-term': [
      $localize`:@@actionable-day.no-further-notice-day:No further notice day`,
      $localize`:@@actionable-day.the-series-of-terms:The series of terms ends`,
    ],
    ended: [
      $localize`:@@actionable-day.ended:Ended`,
      $localize`:@@actionable-day.nothing-left-to-give:Nothing left to give notice of`,
    ],
    'held-over': [
      $localize`:@@actionable-day.ended:Ended`,
      $localize`:@@actionable-day.the-service-goes-on:The service goes on without a running contract`,
    ],
    evergreen: [
      $localize`:@@actionable-day.no-end-date:No end date`,
      $localize`:@@actionable-day.notice-can-be-given:Notice can be given at any time`,
    ],
    unknown: [
      $localize`:@@actionable-day.not-known:Not known`,
      $localize`:@@actionable-day.find-out-how-this:Find out how this contract renews`,
    ],
  };
  const [label, day] = words[state];
  return { label, day, left: '', urgent: state === 'held-over' };
}

function daysLeft(days: number): string {
  return message(
    $localize`:@@actionable-day.days-left:{n, plural, =0 {today is the last day} one {# day left} other {# days left}}`,
    { n: days },
  );
}

function windowNote({ actionableTerm }: ContractStanding, today: string): readonly string[] {
  const opens = actionableTerm?.sendFrom ?? null;
  return opens !== null && opens > today
    ? [
        $localize`:@@actionable-day.not-before-the-notice:Not before ${formatDay(opens)}:formatDay:: the notice window opens then.`,
      ]
    : [];
}

function unknownNote({ renewal }: ContractTerms): readonly string[] {
  return renewal.kind === 'unknown'
    ? [$localize`:@@actionable-day.how-it-renews-is:How it renews is not known: only term 1 is computed.`]
    : [];
}

function notesOn({ actionableTerm, currentTerm, lockedInUntil }: ContractStanding): readonly string[] {
  const given = actionableTerm?.lastNoticeDay ?? null;
  const sent = actionableTerm?.lastSendDay ?? null;
  const notes: string[] = [];
  if (given !== null && given !== sent) {
    notes.push(
      $localize`:@@actionable-day.it-must-be-given:It must be given by ${formatDay(given)}:formatDay:.`,
    );
  }
  if (currentTerm !== null && lockedInUntil !== null) {
    notes.push(
      $localize`:@@actionable-day.the-notice-day-of:The notice day of term ${currentTerm.number}:number: has passed: locked in until ${formatDay(lockedInUntil)}:formatDay:.`,
    );
  }
  return notes;
}
