import type { ContractRow } from '@countersign/api-types';
import type { ContractStanding, ContractTerms, Term } from '@countersign/domain';
import { daysBetween } from '@countersign/domain';
import { formatDay } from '../../../ui/dates';
import { count } from '../../../ui/words';

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
      left: `${count(daysBetween(today, term.lastDay), 'day')} left`,
      urgent: false,
      notes: [],
    };
  }
  const day = standing.actionableDate ?? term.lastDay;
  const left = daysBetween(today, day);
  const renewed = decision === 'renew' && term.ending === 'renews';
  return {
    label: labelOf(term, day),
    day: formatDay(day),
    left: daysLeft(left),
    urgent: left <= URGENT_DAYS && !renewed,
    notes: [...windowNote(standing, today), ...endingNote(term), ...unknownNote(terms), ...notes],
  };
}

function labelOf({ number, ending, lastDay, lastSendDay }: Term, day: string): string {
  if (ending === 'ends') {
    return `Term ${number} ends by itself on`;
  }
  if (day !== lastSendDay || (ending !== 'renews' && day === lastDay)) {
    return `Last day of term ${number}`;
  }
  return ending === 'agreement-needed'
    ? `Last day to ask for a further term after term ${number}`
    : `Last day to send notice for term ${number}`;
}

function endingNote({ ending }: Term): readonly string[] {
  switch (ending) {
    case 'ends':
      return ['Nothing has to be sent to end it. To go on, agree a further term before that day.'];
    case 'agreement-needed':
      return ['It ends with its last day unless a further term is agreed.'];
    default:
      return [];
  }
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
  if (days === 0) {
    return 'today is the last day';
  }
  return `${count(days, 'day')} left`;
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
  const given = actionableTerm?.ending === 'renews' ? actionableTerm.lastNoticeDay : null;
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
