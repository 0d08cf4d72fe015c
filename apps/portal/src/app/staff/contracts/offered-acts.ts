import {
  agreedTermProblems,
  amendmentProblems,
  type BusinessCalendar,
  nextAgreedFrom,
  noticeEffect,
} from '@countersign/domain';
import { type ContractView, isVoid } from './contract-view';

type Offering = Pick<ContractView, 'row' | 'schedule' | 'terms' | 'signedOn' | 'notices' | 'engagements'>;

/** What the pages of a contract offer to whoever may change it: only what the product takes (its spec asks it). */
export interface OfferedActs {
  /** The term that can be decided: the first that is due, else the one whose date is next; null where none can. */
  readonly decide: number | null;
  readonly notice: boolean;
  readonly receipt: boolean;
  readonly acceptance: boolean;
  readonly withdrawNotice: boolean;
  readonly agree: boolean;
  readonly correctAgreed: boolean;
  /** The place of the agreed term that can be withdrawn: the last; null where none can. */
  readonly withdrawAgreed: number | null;
  readonly amend: boolean;
  /** Its terms and its signature, its details, its clauses and what it covers, or the contract as a whole. */
  readonly change: boolean;
  readonly uncover: boolean;
  readonly bringBack: boolean;
}

const NOTHING: OfferedActs = {
  decide: null,
  notice: false,
  receipt: false,
  acceptance: false,
  withdrawNotice: false,
  agree: false,
  correctAgreed: false,
  withdrawAgreed: null,
  amend: false,
  change: false,
  uncover: false,
  bringBack: false,
};

/** What hangs on the days off is offered once they are known. */
export function offeredActs(
  contract: Offering,
  calendar: BusinessCalendar | null,
  today: string,
): OfferedActs {
  if (isVoid(contract)) return { ...NOTHING, bringBack: true };
  const notice = standingNotice(contract);
  return {
    ...NOTHING,
    ...(notice === null ? moving(contract, calendar, today) : noticed(contract, notice)),
    decide: decidableTerm(contract),
    change: true,
    uncover: contract.engagements.length > 1,
  };
}

type StandingNotice = ContractView['notices'][number];

export function standingNotice({ notices }: Pick<Offering, 'notices'>): StandingNotice | null {
  return notices.findLast(({ withdrawnAt }) => withdrawnAt === null) ?? null;
}

function decidableTerm(contract: Offering): number | null {
  const ends = standingNotice(contract)?.endsOn ?? null;
  const { row, schedule } = contract;
  const number = row.dueTermNumber ?? row.actionableTermNumber;
  return ends === null && schedule.some((term) => term.number === number) ? number : null;
}

function noticed({ terms }: Offering, notice: StandingNotice): Partial<OfferedActs> {
  return {
    receipt: terms.noticeBasis !== 'sent-by' && notice.receivedOn === null,
    acceptance: notice.lateFor !== null && notice.acceptedOn === null,
    withdrawNotice: true,
  };
}

/** While no notice stands: one that does is withdrawn first. */
function moving(contract: Offering, calendar: BusinessCalendar | null, today: string): Partial<OfferedActs> {
  const last = contract.terms.agreedTerms?.length ?? 0;
  const withdrawAgreed = last > 0 ? last : null;
  if (calendar === null) return { withdrawAgreed };
  const further = mayFurtherTerm(contract, calendar, today);
  return {
    notice: mayNotice(contract, calendar, today),
    agree: further && contract.schedule.at(-1)?.ending !== 'renews',
    correctAgreed: further && last > 0,
    withdrawAgreed,
    amend: mayAmend(contract, calendar, today),
  };
}

/** One that was sent a while ago may have been in time where one of today would not. */
function mayNotice({ terms, signedOn }: Offering, calendar: BusinessCalendar, today: string): boolean {
  if (signedOn === null) return false;
  return [today, signedOn].some((sentOn) => {
    const { because } = noticeEffect(terms, calendar, { sentOn, receivedOn: null });
    return because === 'in-time' || because === 'late';
  });
}

/** Whether one that is signed today and begins where the last term ends would be taken. */
function mayFurtherTerm({ terms, signedOn }: Offering, calendar: BusinessCalendar, today: string): boolean {
  const lastDay = nextAgreedFrom({ terms, calendar });
  if (lastDay === null) return false;
  const position = (terms.agreedTerms ?? []).length + 1;
  const term = { lastDay, signedOn: today };
  return agreedTermProblems({ terms, signedOn, calendar, today }, term, position).length === 0;
}

/** Whether the least of them would be taken, of today and from the last term on: sixty are the most that it can have. */
function mayAmend(
  { terms, signedOn, schedule }: Offering,
  calendar: BusinessCalendar,
  today: string,
): boolean {
  const fromTerm = schedule.at(-1)?.number ?? 1;
  const least = {
    fromTerm,
    agreedOn: today,
    lastDay: null,
    renewalMonths: null,
    notice: null,
    reopens: true,
  };
  return amendmentProblems({ terms, signedOn, calendar, today }, least).length === 0;
}
