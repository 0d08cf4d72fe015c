import type { Params } from '@angular/router';
import { formatDay } from '../../ui/dates';
import { count } from '../../ui/words';
import type { TermDecision } from '../../ui/words';
import type { ContractView } from './contract-view';

type Standing = ContractView['standing'];

export interface ContractNext {
  readonly text: string;
  readonly settled: boolean;
  readonly action: string;
  /** Where the action leads on this page; null where it lies outside Countersign. */
  readonly params: Params | null;
}

const CLAUSES = { tab: 'clauses', show: 'gaps' };

/** The first thing that is due: notice, then the decision, then signature and clauses. */
export function contractNext(contract: ContractView): ContractNext {
  return (
    renewalStep(contract) ??
    termStep(contract) ??
    clauseStep(contract) ?? {
      text: `${termSettled(contract)} and no clause is missing.`,
      settled: true,
      action: '',
      params: null,
    }
  );
}

function termSettled({ standing }: ContractView): string {
  return standing.actionableTerm === null ? 'No term has to be decided' : 'The term is decided';
}

function renewalStep({ row }: ContractView): ContractNext | null {
  switch (row.state) {
    case 'unknown':
      return step('Nobody knows how this contract renews. Ask the vendor and correct the terms.');
    case 'held-over':
      return step('The contract has ended while its service is still open. Renew it or end the engagement.');
    default:
      return null;
  }
}

function termStep({ standing, decisions, notices }: ContractView): ContractNext | null {
  const term = standing.actionableTerm;
  if (term === null) {
    return null;
  }
  const decision = decisions.findLast(({ termNumber }) => termNumber === term.number)?.decision ?? null;
  const sent = notices.some(({ termNumber }) => termNumber === term.number);
  if (term.ending === 'ends' || term.ending === 'agreement-needed') {
    return endStep(standing, decision);
  }
  const sendBy = term.lastSendDay === null ? '' : ` by ${formatDay(term.lastSendDay)}`;
  if (decision === 'end' && !sent) {
    return {
      text: `Send the notice for term ${term.number}${sendBy}, then record it here.`,
      settled: false,
      action: 'Record the notice',
      params: { tab: 'terms' },
    };
  }
  if (decision === 'renegotiate') {
    return {
      text: `Term ${term.number} is being renegotiated. Renew it or end it; notice has to be sent${sendBy || ' in time'}.`,
      settled: false,
      action: 'Decide the term',
      params: { tab: 'terms' },
    };
  }
  if (decision === null) {
    return {
      text: `Decide on term ${term.number}: renew, renegotiate or end. Notice has to be sent${sendBy || ' in time'}.`,
      settled: false,
      action: 'Decide the term',
      params: { tab: 'terms' },
    };
  }
  return null;
}

/** Where it does not renew by itself, only a further term keeps it going, and only the wish to let it end settles it. */
function endStep(
  { actionableTerm: term, actionableDate }: Standing,
  decision: TermDecision | null,
): ContractNext | null {
  if (term === null || decision === 'end') {
    return null;
  }
  const ends = formatDay(term.lastDay);
  if (decision === null) {
    const ask =
      term.ending === 'agreement-needed' && actionableDate !== null && actionableDate < term.lastDay
        ? ` Ask for a further term by ${formatDay(actionableDate)}.`
        : '';
    return {
      text: `Term ${term.number} ends on ${ends} and does not renew by itself: decide whether to go on.${ask}`,
      settled: false,
      action: 'Decide the term',
      params: { tab: 'terms' },
    };
  }
  return step(`Agree a further term before ${ends}: nothing renews by itself.`);
}

function clauseStep({ row, clauses }: ContractView): ContractNext | null {
  const unmarked = clauses.filter(({ level, status }) => level === 'required' && status === null).length;
  if (unmarked > 0) {
    return {
      text: `Mark the clauses: ${count(unmarked, 'required clause')} not looked at yet.`,
      settled: false,
      action: 'Mark the clauses',
      params: CLAUSES,
    };
  }
  if (row.gaps > 0) {
    return {
      text: `Close ${count(row.gaps, 'clause gap')} with the vendor.`,
      settled: false,
      action: 'See the gaps',
      params: CLAUSES,
    };
  }
  return row.signed ? null : step('The contract is not signed yet; no clause is in force before that.');
}

function step(text: string): ContractNext {
  return { text, settled: false, action: '', params: null };
}
