import type { IsoDate } from '../dates/calendar';

export type InitialTerm =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'last-day'; readonly lastDay: IsoDate }
  | { readonly kind: 'unknown' };

/** Evergreen has no end and is known; unknown is work and never guessed. */
export type Renewal =
  | { readonly kind: 'auto'; readonly months: number }
  | { readonly kind: 'by-agreement'; readonly months: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'evergreen' }
  | { readonly kind: 'unknown' };

export type Notice =
  | { readonly kind: 'none' }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'months'; readonly months: number }
  /** From `opensDays` to `closesDays` days before the end. */
  | { readonly kind: 'window'; readonly opensDays: number; readonly closesDays: number }
  | { readonly kind: 'unknown' };

/** More are a new contract; each costs at every reading. */
export const MOST_AMENDMENTS = 60;

/**
 * A change that rules from a named term on, the one current when it was agreed or a later one (DESIGN section 5, rule
 * 10). A notice day that had passed for the term then current stays passed, unless its last day moves or it is reopened.
 */
export interface Amendment {
  readonly fromTerm: number;
  readonly agreedOn: IsoDate;
  /** A new last day of that term; renewals are then counted from the day after it. */
  readonly lastDay: IsoDate | null;
  readonly renewalMonths: number | null;
  readonly notice: Notice | null;
  /** Gives the term then current its notice day again. Absent is no. */
  readonly reopens?: boolean;
}

/** The parts of a contract's terms that can be not known yet. */
export type TermsPart = 'effectiveOn' | 'initial' | 'renewal' | 'notice' | 'noticeBasis';

/** What nobody knows yet, in the order in which it is asked for. */
export function unknownParts(terms: ContractTerms): readonly TermsPart[] {
  const { effectiveOn, initial, renewal, notice, noticeBasis } = terms;
  const parts: readonly (readonly [TermsPart, boolean])[] = [
    ['effectiveOn', effectiveOn === null],
    ['initial', initial.kind === 'unknown'],
    ['renewal', renewal.kind === 'unknown'],
    ['notice', notice.kind === 'unknown'],
    ['noticeBasis', noticeBasis === 'unknown' && notice.kind !== 'unknown'],
  ];
  return parts.flatMap(([part, unknown]) => (unknown ? [part] : []));
}

/** The first day of term 1; null while it is not known. */
export function firstDayOf({
  serviceStartOn,
  effectiveOn,
}: Pick<ContractTerms, 'serviceStartOn' | 'effectiveOn'>): IsoDate | null {
  return serviceStartOn ?? effectiveOn;
}

/** A further term that both sides have signed; it follows the last one without a gap. */
export interface AgreedTerm {
  readonly lastDay: IsoDate;
  readonly signedOn: IsoDate;
}

/** What a contract says about its time; what nobody knows yet is never guessed, and is work. */
export interface ContractTerms {
  /** Null while it is not known: then there are no terms. */
  readonly effectiveOn: IsoDate | null;
  /** Where stated, term 1 starts here. */
  readonly serviceStartOn: IsoDate | null;
  readonly initial: InitialTerm;
  readonly renewal: Renewal;
  readonly maximumRenewals: number | null;
  readonly latestEnd: IsoDate | null;
  readonly notice: Notice;
  /** While it is not known the safer reading counts: received. */
  readonly noticeBasis: 'sent-by' | 'received-by' | 'unknown';
  /** Business days allowed for delivery; counts not for 'sent-by'. */
  readonly deliveryDays: number;
  readonly amendments: readonly Amendment[];
  readonly endedEarlyOn: IsoDate | null;
  /** Renewals both sides have agreed so far; only 'by-agreement' reads it. Absent is none. */
  readonly agreedRenewals?: number;
  /** Terms agreed one by one, after those that follow from the contract itself. Absent is none. */
  readonly agreedTerms?: readonly AgreedTerm[];
}

/**
 * What follows a term's last day unless somebody acts: the next term by itself, an agreed one, nothing, nothing unless
 * one is agreed, or what nobody knows.
 */
export type TermEnding = 'renews' | 'agreed' | 'ends' | 'agreement-needed' | 'not-known';

/** One period of a contract; both days belong to it. */
export interface Term {
  readonly number: number;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly ending: TermEnding;
  /** First day of the notice window. */
  readonly opensOn: IsoDate | null;
  /** First business day of the window. */
  readonly sendFrom: IsoDate | null;
  readonly lastNoticeDay: IsoDate | null;
  /** Null where nothing is to be sent: count to the last day. */
  readonly lastSendDay: IsoDate | null;
}

export type ContractState = 'not-started' | 'in-term' | 'ended' | 'held-over' | 'evergreen' | 'unknown';

export interface ContractStanding {
  readonly state: ContractState;
  readonly currentTerm: Term | null;
  /** The first term, from the current one on, one of whose dates is not past. */
  readonly actionableTerm: Term | null;
  /** That date. */
  readonly actionableDate: IsoDate | null;
  /** Where the current term's last notice day has passed: the earliest day on which the contract can now end. */
  readonly lockedInUntil: IsoDate | null;
  /** Evergreen only: a notice sent today ends the contract on this day. */
  readonly noticeTodayEndsOn: IsoDate | null;
}
