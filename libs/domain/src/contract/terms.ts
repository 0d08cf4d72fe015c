import type { IsoDate } from '../dates/calendar';

export type InitialTerm =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'last-day'; readonly lastDay: IsoDate };

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
  | { readonly kind: 'window'; readonly opensDays: number; readonly closesDays: number };

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

/** A further term that both sides have signed; it follows the last one without a gap. */
export interface AgreedTerm {
  readonly lastDay: IsoDate;
  readonly signedOn: IsoDate;
}

/** What a contract says about its time. */
export interface ContractTerms {
  readonly effectiveOn: IsoDate;
  /** Where stated, term 1 starts here. */
  readonly serviceStartOn: IsoDate | null;
  readonly initial: InitialTerm;
  readonly renewal: Renewal;
  readonly maximumRenewals: number | null;
  readonly latestEnd: IsoDate | null;
  readonly notice: Notice;
  readonly noticeBasis: 'sent-by' | 'received-by';
  /** Business days allowed for delivery; counts only for 'received-by'. */
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
