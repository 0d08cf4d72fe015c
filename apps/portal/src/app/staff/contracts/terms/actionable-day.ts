import type { ContractRow } from '@countersign/api-types';
import type { ContractStanding, ContractTerms, Term } from '@countersign/domain';
import { daysBetween } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { message } from '../../../language/message';
import { detailOf, wordsOf } from '../../tables/contract-outcome';

/** The one day on which somebody has to act, in words. */
export interface ActionableDay {
  readonly label: string;
  readonly day: string;
  readonly left: string;
  readonly urgent: boolean;
  /** Something is wrong already. */
  readonly alarming?: boolean;
  readonly notes: readonly string[];
}

const URGENT_DAYS = 30;

/** The term about which something is left to do. */
export type DueTerm = Pick<
  Term,
  'number' | 'lastDay' | 'ending' | 'sendFrom' | 'lastNoticeDay' | 'lastSendDay'
>;

export interface StandingOnDay {
  readonly terms: ContractTerms;
  readonly standing: ContractStanding;
  readonly today: string;
  /** Null where nothing is left to do. */
  readonly due: { readonly term: DueTerm; readonly date: string } | null;
  readonly outcome: ContractRow['outcome'];
}

export function actionableDay(on: StandingOnDay): ActionableDay {
  return settledDay(on) ?? endlessDay(on) ?? dueDay(on);
}

/** What is decided stays in sight, also after its day. */
function settledDay({ outcome, due, today }: StandingOnDay): ActionableDay | null {
  if (outcome === null || !SETTLED.includes(outcome.kind)) {
    return null;
  }
  const [words, detail] = [wordsOf(outcome, today), detailOf(outcome)];
  const { day } = outcome;
  const ahead = day !== null && day >= today ? daysLeft(daysBetween(today, day)) : '';
  return { label: sentence(detail), day: words.text, left: ahead, urgent: false, notes: nextNote(due) };
}

const SETTLED: readonly string[] = ['ends-by-notice', 'left-to-end', 'renewed', 'until-further-notice'];

function nextNote(due: StandingOnDay['due']): readonly string[] {
  return due === null
    ? []
    : [
        $localize`:@@actionable-day.next-to-decide:Next to decide: term ${due.term.number}:number:, by ${formatDay(due.date)}:formatDay:.`,
      ];
}

function sentence(text: string): string {
  return text === ''
    ? $localize`:@@actionable-day.nothing-left-to-do:Nothing is left to do`
    : text.charAt(0).toUpperCase() + text.slice(1);
}

function endlessDay({ standing }: StandingOnDay): ActionableDay | null {
  if (standing.state !== 'evergreen') {
    return null;
  }
  const ends = standing.noticeTodayEndsOn;
  return {
    label: $localize`:@@actionable-day.no-end-date:No end date`,
    day:
      ends === null
        ? $localize`:@@actionable-day.notice-can-be-given:Notice can be given at any time`
        : $localize`:@@actionable-day.notice-today-ends-it:Notice today ends it on ${formatDay(ends)}:formatDay:`,
    left: $localize`:@@actionable-day.review-it-once-a:Review it once a year`,
    urgent: false,
    notes: notesOn(standing, null),
  };
}

function dueDay(on: StandingOnDay): ActionableDay {
  const { terms, standing, today, due, outcome } = on;
  const notes = notesOn(standing, due?.term ?? null);
  if (due === null) {
    return { ...nothingToDo(standing), notes };
  }
  const left = daysBetween(today, due.date);
  return {
    label: labelOf(due.term, due.date),
    day: formatDay(due.date),
    left: daysLeft(left),
    urgent: left <= URGENT_DAYS,
    notes: [
      ...outcomeNote(outcome, today),
      ...windowNote(due.term, today),
      ...endingNote(due.term),
      ...unknownNote(terms),
      ...notes,
    ],
  };
}

/** A notice that is still to be sent, was missed or came too late; a further term that is only wished for. */
function outcomeNote(outcome: StandingOnDay['outcome'], today: string): readonly string[] {
  if (outcome === null) {
    return [];
  }
  return [`${wordsOf(outcome, today).text}: ${detailOf(outcome)}.`];
}

function labelOf({ number, ending, lastDay, lastSendDay }: DueTerm, day: string): string {
  if (ending === 'ends') {
    return $localize`:@@actionable-day.ends-by-itself-on:Term ${number}:number: ends by itself on`;
  }
  if (day !== lastSendDay || (ending !== 'renews' && day === lastDay)) {
    return $localize`:@@actionable-day.last-day-of-term:Last day of term ${number}:number:`;
  }
  return ending === 'agreement-needed'
    ? $localize`:@@actionable-day.last-day-to-ask:Last day to ask for a further term after term ${number}:number:`
    : $localize`:@@actionable-day.last-day-to-send:Last day to send notice for term ${number}:number:`;
}

function endingNote({ ending }: Pick<DueTerm, 'ending'>): readonly string[] {
  switch (ending) {
    case 'ends':
      return [
        $localize`:@@actionable-day.nothing-has-to-be-sent:Nothing has to be sent to end it. To go on, agree a further term before that day.`,
      ];
    case 'agreement-needed':
      return [
        $localize`:@@actionable-day.unless-agreed:It ends with its last day unless a further term is agreed.`,
      ];
    default:
      return [];
  }
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
  return { label, day, left: '', urgent: false, alarming: state === 'held-over' };
}

function daysLeft(days: number): string {
  return message(
    $localize`:@@actionable-day.days-left:{n, plural, =0 {today is the last day} one {# day left} other {# days left}}`,
    { n: days },
  );
}

function windowNote({ sendFrom: opens }: DueTerm, today: string): readonly string[] {
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

function notesOn({ currentTerm, lockedInUntil }: ContractStanding, due: DueTerm | null): readonly string[] {
  const given = due?.ending === 'renews' ? due.lastNoticeDay : null;
  const sent = due?.lastSendDay ?? null;
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
