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
      label: 'No end date',
      day: ends === null ? 'Notice can be given at any time' : `Notice today ends it on ${formatDay(ends)}`,
      left: 'Review it once a year',
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
      label: `Notice for term ${term.number} sent on ${formatDay(noticeSentOn)}`,
      day: `Ends on ${formatDay(term.lastDay)}`,
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
        ? `Last day of term ${term.number}`
        : `Last day to send notice for term ${term.number}`,
    day: formatDay(day),
    left: daysLeft(left),
    urgent: left <= URGENT_DAYS && decision !== 'renew',
    notes: [...windowNote(standing, today), ...unknownNote(terms), ...notes],
  };
}

function nothingToDo({ state }: ContractStanding): Omit<ActionableDay, 'notes'> {
  const words: Readonly<Record<ContractStanding['state'], readonly [string, string]>> = {
    'not-started': ['Not started', 'No notice day yet'],
    'in-term': ['No further notice day', 'The series of terms ends'],
    ended: ['Ended', 'Nothing left to give notice of'],
    'held-over': ['Ended', 'The service goes on without a running contract'],
    evergreen: ['No end date', 'Notice can be given at any time'],
    unknown: ['Not known', 'Find out how this contract renews'],
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
    ? [`Not before ${formatDay(opens)}: the notice window opens then.`]
    : [];
}

function unknownNote({ renewal }: ContractTerms): readonly string[] {
  return renewal.kind === 'unknown' ? ['How it renews is not known: only term 1 is computed.'] : [];
}

function notesOn({ actionableTerm, currentTerm, lockedInUntil }: ContractStanding): readonly string[] {
  const given = actionableTerm?.lastNoticeDay ?? null;
  const sent = actionableTerm?.lastSendDay ?? null;
  const notes: string[] = [];
  if (given !== null && given !== sent) {
    notes.push(`It must be given by ${formatDay(given)}.`);
  }
  if (currentTerm !== null && lockedInUntil !== null) {
    notes.push(
      `The notice day of term ${currentTerm.number} has passed: locked in until ${formatDay(lockedInUntil)}.`,
    );
  }
  return notes;
}
