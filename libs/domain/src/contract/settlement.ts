import type { IsoDate } from '../dates/calendar';
import type { ContractTerms, Term } from './terms';

/** What somebody may decide about a term; `until-further-notice` speaks of all that follow as well. */
export type TermDecision = 'renew' | 'renegotiate' | 'end' | 'until-further-notice';

/** A decision that stands. */
export interface DecidedTerm {
  readonly termNumber: number;
  readonly decision: TermDecision;
}

/** A notice that was not withdrawn. */
export interface StandingNotice {
  readonly sentOn: IsoDate;
  /** The day on which the contract ends by it; null where it came too late to end anything. */
  readonly endsOn: IsoDate | null;
  /** The last day of the term for which it came too late. */
  readonly lateEndsOn: IsoDate | null;
}

export interface Decided {
  readonly decisions: readonly DecidedTerm[];
  readonly notice: StandingNotice | null;
}

/** How nothing is left to do about a term: it renews by decision, its notice has been sent, or it is left to end. */
export type TermSettlement = 'renewed' | 'notice-sent' | 'ending';

/** Longer terms are worth a decision each. */
export const FURTHER_NOTICE_MONTHS = 3;

/** True where all further terms can be settled at once (DESIGN section 5, rule 8). */
export function mayRenewUntilFurtherNotice({ renewal, amendments }: ContractTerms): boolean {
  if (renewal.kind !== 'auto') return false;
  const months = amendments.map(({ renewalMonths }) => renewalMonths ?? 0);
  return Math.max(renewal.months, ...months) <= FURTHER_NOTICE_MONTHS;
}

/** What is decided about a term: its own decision, or that it renews until further notice since an earlier one. */
export function decisionOn(decisions: readonly DecidedTerm[], termNumber: number): DecidedTerm | null {
  const last = decisions
    .filter((decided) => decided.termNumber <= termNumber)
    .reduce<DecidedTerm | null>(
      (latest, one) => (latest && latest.termNumber > one.termNumber ? latest : one),
      null,
    );
  if (last === null || last.termNumber === termNumber || last.decision === 'until-further-notice')
    return last;
  return null;
}

/**
 * Null while something is left to do (DESIGN section 5, rule 8): to renew settles only what renews by itself, to end
 * only what ends by itself or unless both sides agree; to renegotiate settles nothing. A notice that counts leaves
 * nothing to do about any term.
 */
export function settlementOf(
  { number, ending }: Pick<Term, 'number' | 'ending'>,
  { decisions, notice }: Decided,
): TermSettlement | null {
  if (notice !== null && notice.endsOn !== null) return 'notice-sent';
  switch (decisionOn(decisions, number)?.decision) {
    case 'renew':
    case 'until-further-notice':
      return ending === 'renews' ? 'renewed' : null;
    case 'end':
      return ending === 'ends' || ending === 'agreement-needed' ? 'ending' : null;
    case 'renegotiate':
    case undefined:
      return null;
  }
}
