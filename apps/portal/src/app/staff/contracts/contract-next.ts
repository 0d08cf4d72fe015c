import type { Params } from '@angular/router';
import { formatDay } from '../../language/formats';
import { message } from '../../language/message';
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
      text: settled(contract),
      settled: true,
      action: '',
      params: null,
    }
  );
}

function settled({ standing }: ContractView): string {
  return standing.actionableTerm === null
    ? $localize`:@@contract-next.no-term-has-to:No term has to be decided and no clause is missing.`
    : $localize`:@@contract-next.the-term-is-decided:The term is decided and no clause is missing.`;
}

function renewalStep({ row }: ContractView): ContractNext | null {
  switch (row.state) {
    case 'unknown':
      return step(
        $localize`:@@contract-next.nobody-knows-how-this:Nobody knows how this contract renews. Ask the vendor and correct the terms.`,
      );
    case 'held-over':
      return step(
        $localize`:@@contract-next.the-contract-has-ended:The contract has ended while its service is still open. Record the contract under which it goes on.`,
      );
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
  const { number, lastSendDay } = term;
  const sendBy = lastSendDay === null ? null : formatDay(lastSendDay);
  const sent = notices.some(({ termNumber }) => termNumber === term.number);
  if (term.ending === 'ends' || term.ending === 'agreement-needed') {
    return endStep(standing, decision);
  }
  if (decision === 'end' && !sent) {
    return {
      text:
        sendBy === null
          ? $localize`:@@contract-next.send-the-notice-for:Send the notice for term ${number}:number:, then record it here.`
          : $localize`:@@contract-next.send-the-notice-for-2:Send the notice for term ${number}:number: by ${sendBy}:sendBy:, then record it here.`,
      settled: false,
      action: $localize`:@@contract-next.record-the-notice:Record the notice`,
      params: { tab: 'terms' },
    };
  }
  if (decision === 'renegotiate') {
    return {
      text:
        sendBy === null
          ? $localize`:@@contract-next.term-is-being-renegotiated:Term ${number}:number: is being renegotiated. Renew it or end it; notice has to be sent in time.`
          : $localize`:@@contract-next.term-is-being-renegotiated-2:Term ${number}:number: is being renegotiated. Renew it or end it; notice has to be sent by ${sendBy}:sendBy:.`,
      settled: false,
      action: $localize`:@@contract-next.decide-the-term:Decide the term`,
      params: { tab: 'terms' },
    };
  }
  if (decision === null) {
    return {
      text:
        sendBy === null
          ? $localize`:@@contract-next.decide-on-term-renew:Decide on term ${number}:number:: renew, renegotiate or end. Notice has to be sent in time.`
          : $localize`:@@contract-next.decide-on-term-renew-2:Decide on term ${number}:number:: renew, renegotiate or end. Notice has to be sent by ${sendBy}:sendBy:.`,
      settled: false,
      action: $localize`:@@contract-next.decide-the-term:Decide the term`,
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
  if (decision !== null) {
    return step(
      $localize`:@@contract-next.agree-a-further-term:Agree a further term before ${ends}:ends:: nothing renews by itself.`,
    );
  }
  const { number } = term;
  const asks = term.ending === 'agreement-needed' && actionableDate !== null && actionableDate < term.lastDay;
  const askBy = asks ? formatDay(actionableDate) : null;
  return {
    text:
      askBy === null
        ? $localize`:@@contract-next.does-not-renew:Term ${number}:number: ends on ${ends}:ends: and does not renew by itself: decide whether to go on.`
        : $localize`:@@contract-next.does-not-renew-ask-by:Term ${number}:number: ends on ${ends}:ends: and does not renew by itself: decide whether to go on. Ask for a further term by ${askBy}:askBy:.`,
    settled: false,
    action: $localize`:@@contract-next.decide-the-term:Decide the term`,
    params: { tab: 'terms' },
  };
}

function clauseStep({ row, clauses }: ContractView): ContractNext | null {
  const unmarked = clauses.filter(({ level, status }) => level === 'required' && status === null).length;
  if (unmarked > 0) {
    return {
      text: message(
        $localize`:@@contract-next.mark-unmarked:Mark the clauses: {n, plural, one {# required clause} other {# required clauses}} not looked at yet.`,
        { n: unmarked },
      ),
      settled: false,
      action: $localize`:@@contract-next.mark-the-clauses:Mark the clauses`,
      params: CLAUSES,
    };
  }
  if (row.gaps > 0) {
    return {
      text: message(
        $localize`:@@contract-next.close-gaps:Close {n, plural, one {# clause gap} other {# clause gaps}} with the vendor.`,
        { n: row.gaps },
      ),
      settled: false,
      action: $localize`:@@contract-next.see-the-gaps:See the gaps`,
      params: CLAUSES,
    };
  }
  return row.signed
    ? null
    : step(
        $localize`:@@contract-next.the-contract-is-not:The contract is not signed yet; no clause is in force before that.`,
      );
}

function step(text: string): ContractNext {
  return { text, settled: false, action: '', params: null };
}
