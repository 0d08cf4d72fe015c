import type { Params } from '@angular/router';
import { daysBetween } from '@countersign/domain';
import { formatDay } from '../../language/formats';
import { message } from '../../language/message';
import { unknownInWords } from '../tables/unknown-terms';
import type { ContractView } from './contract-view';
import type { OfferedActs } from './offered-acts';

export interface ContractNext {
  readonly text: string;
  readonly settled: boolean;
  readonly action: string;
  /** Where the action leads on this page; null where it lies elsewhere. */
  readonly params: Params | null;
  /** Another page of the contract, by the last part of its address. */
  readonly page?: 'terms';
}

const CLAUSES = { tab: 'clauses', show: 'gaps' };

/** The first thing that is due: notice, then the decision, then signature and clauses. Null: not known yet what is offered. */
export function contractNext(
  contract: ContractView,
  today: string,
  offered: OfferedActs | null,
): ContractNext {
  return (
    wholeStep(contract, offered) ??
    termStep(contract, today, offered) ??
    clauseStep(contract, today) ?? {
      text: settled(contract),
      settled: true,
      action: '',
      params: null,
    }
  );
}

function settled({ row }: ContractView): string {
  if (row.dueOn !== null && row.dueTermNumber !== null) {
    return $localize`:@@contract-next.decided-so-far:Term ${row.dueTermNumber}:term: is to be decided by ${formatDay(row.dueOn)}:day:, and no clause is missing.`;
  }
  return row.outcome === null
    ? $localize`:@@contract-next.no-term-has-to:No term has to be decided and no clause is missing.`
    : $localize`:@@contract-next.the-term-is-decided:The term is decided and no clause is missing.`;
}

function wholeStep({ row }: ContractView, offered: OfferedActs | null): ContractNext | null {
  if (row.state === 'held-over') {
    if (offered?.agree === false) return replaceStep();
    return {
      text: $localize`:@@contract-next.the-contract-has-ended:The contract has ended while its service goes on. Record the agreed term under which it goes on, or the contract that replaces it.`,
      settled: false,
      action: $localize`:@@contract-next.record-the-agreed-term:Record the agreed term`,
      params: act('agree'),
    };
  }
  const missing = unknownInWords(row);
  return missing === ''
    ? null
    : {
        text: $localize`:@@contract-next.complete-its-terms:${missing}:missing: and completes the terms.`,
        settled: false,
        action: $localize`:@@contract-next.complete-the-terms:Complete the terms`,
        params: null,
        page: 'terms',
      };
}

/** After a notice or an early end no further term follows. */
function replaceStep(): ContractNext {
  return {
    text: $localize`:@@contract-next.ended-for-good:The contract has ended while its service goes on. Record the contract that replaces it, or that the service has ended.`,
    settled: false,
    action: '',
    params: null,
  };
}

type Due = ContractView['schedule'][number];

function act(form: 'decide' | 'notice' | 'agree'): Params {
  return { tab: 'terms', act: form };
}

/** As long before its date as somebody is reminded of it. */
const AHEAD_DAYS = 120;

function termStep(
  { row, schedule, signedOn }: ContractView,
  today: string,
  offered: OfferedActs | null,
): ContractNext | null {
  const term = schedule.find(({ number }) => number === row.dueTermNumber);
  const renewed = row.outcome?.kind === 'renewed' && daysBetween(today, row.dueOn ?? today) > AHEAD_DAYS;
  if (term === undefined || renewed) {
    return null;
  }
  switch (row.outcome?.kind) {
    case 'notice-not-sent':
      return offered?.notice === false ? laterNoticeStep(term, signedOn) : noticeStep(term);
    case 'notice-late':
      return {
        text: $localize`:@@contract-next.the-notice-came-too-late:The notice came too late: record whether the vendor accepts it.`,
        settled: false,
        action: $localize`:@@contract-next.see-the-notice:See the notice`,
        params: { tab: 'terms' },
      };
    case 'renewal-wished':
      return agreeStep(term);
    case 'renegotiating':
      return term.ending === 'ends' || term.ending === 'agreement-needed'
        ? agreeStep(term)
        : renegotiateStep(term);
    default:
      return term.ending === 'ends' || term.ending === 'agreement-needed'
        ? endStep(term, row.dueOn)
        : decideStep(term);
  }
}

function noticeStep({ number, lastSendDay }: Due): ContractNext {
  const sendBy = lastSendDay === null ? null : formatDay(lastSendDay);
  return {
    text:
      sendBy === null
        ? $localize`:@@contract-next.send-the-notice-for:Send the notice for term ${number}:number:, then record it here.`
        : $localize`:@@contract-next.send-the-notice-for-2:Send the notice for term ${number}:number: by ${sendBy}:sendBy:, then record it here.`,
    settled: false,
    action: $localize`:@@contract-next.record-the-notice:Record the notice`,
    params: act('notice'),
  };
}

/** A notice is given under a signed contract, and not before its window opens. */
function laterNoticeStep(term: Due, signedOn: string | null): ContractNext {
  if (signedOn === null) {
    return {
      text: $localize`:@@contract-next.sign-before-notice:Record the signature: a notice is recorded of a signed contract alone.`,
      settled: false,
      action: $localize`:@@contract-next.record-the-signature:Record the signature`,
      params: null,
      page: 'terms',
    };
  }
  const { number, opensOn, lastSendDay } = term;
  if (opensOn === null || lastSendDay === null) return noticeStep(term);
  const [opens, sendBy] = [formatDay(opensOn), formatDay(lastSendDay)];
  return {
    text: $localize`:@@contract-next.the-window-opens:Send the notice for term ${number}:number: from ${opens}:opens: to ${sendBy}:sendBy:, then record it here. One before its window is void.`,
    settled: false,
    action: '',
    params: null,
  };
}

/** Where it does not renew by itself only a further term keeps it going. */
function agreeStep({ lastDay }: Due): ContractNext {
  const ends = lastDay === null ? '' : formatDay(lastDay);
  return {
    text: $localize`:@@contract-next.agree-a-further-term:Agree a further term before ${ends}:ends:: nothing renews by itself.`,
    settled: false,
    action: $localize`:@@contract-next.record-the-agreed-term:Record the agreed term`,
    params: act('agree'),
  };
}

function renegotiateStep({ number, lastSendDay }: Due): ContractNext {
  const sendBy = lastSendDay === null ? null : formatDay(lastSendDay);
  return {
    text:
      sendBy === null
        ? $localize`:@@contract-next.term-is-being-renegotiated:Term ${number}:number: is being renegotiated. Renew it or end it; notice has to be sent in time.`
        : $localize`:@@contract-next.term-is-being-renegotiated-2:Term ${number}:number: is being renegotiated. Renew it or end it; notice has to be sent by ${sendBy}:sendBy:.`,
    settled: false,
    action: $localize`:@@contract-next.decide-the-term:Decide the term`,
    params: act('decide'),
  };
}

function decideStep({ number, lastSendDay }: Due): ContractNext {
  const sendBy = lastSendDay === null ? null : formatDay(lastSendDay);
  return {
    text:
      sendBy === null
        ? $localize`:@@contract-next.decide-on-term-renew:Decide on term ${number}:number:: renew, renegotiate or end. Notice has to be sent in time.`
        : $localize`:@@contract-next.decide-on-term-renew-2:Decide on term ${number}:number:: renew, renegotiate or end. Notice has to be sent by ${sendBy}:sendBy:.`,
    settled: false,
    action: $localize`:@@contract-next.decide-the-term:Decide the term`,
    params: act('decide'),
  };
}

function endStep({ number, lastDay, ending }: Due, dueOn: string | null): ContractNext {
  const ends = lastDay === null ? '' : formatDay(lastDay);
  const asks = ending === 'agreement-needed' && dueOn !== null && dueOn !== lastDay;
  const askBy = asks ? formatDay(dueOn) : null;
  return {
    text:
      askBy === null
        ? $localize`:@@contract-next.does-not-renew:Term ${number}:number: ends on ${ends}:ends: and does not renew by itself: decide whether to go on.`
        : $localize`:@@contract-next.does-not-renew-ask-by:Term ${number}:number: ends on ${ends}:ends: and does not renew by itself: decide whether to go on. Ask for a further term by ${askBy}:askBy:.`,
    settled: false,
    action: $localize`:@@contract-next.decide-the-term:Decide the term`,
    params: act('decide'),
  };
}

function clauseStep({ row }: ContractView, today: string): ContractNext | null {
  if (row.toReview > 0) {
    const day = row.reviewDueOn === null ? '' : formatDay(row.reviewDueOn);
    const overdue = row.reviewDueOn !== null && row.reviewDueOn < today;
    return {
      text: message(
        overdue
          ? $localize`:@@contract-next.review-the-contract-overdue:Review the contract, overdue since {day}: {n, plural, one {# required clause} other {# required clauses}} to look for.`
          : $localize`:@@contract-next.review-the-contract:Review the contract: {n, plural, one {# required clause} other {# required clauses}} to look for by {day}.`,
        { n: row.toReview, day },
      ),
      settled: false,
      action: $localize`:@@contract-next.review-the-clauses:Review the clauses`,
      params: { tab: 'clauses', show: 'to-review' },
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
    : {
        text: $localize`:@@contract-next.the-contract-is-not:The contract is not signed yet; no clause is in force before that.`,
        settled: false,
        action: $localize`:@@contract-next.record-the-signature:Record the signature`,
        params: null,
        page: 'terms',
      };
}
