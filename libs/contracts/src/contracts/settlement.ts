import type { TermEnding } from '@countersign/domain';
import type { Decision } from './contract-words';

/** How nothing is left to do about a term: it renews by decision, its notice has been sent, or it is left to end. */
export type Settlement = 'renewed' | 'notice-sent' | 'ending';

interface DecidedTerm {
  readonly ending: TermEnding | null;
  readonly decision: Decision | null;
  readonly noticeSent: boolean;
}

/**
 * Null while something is left to do (DESIGN section 5, rule 8): to renew settles only what renews by itself, to end
 * only what ends by itself or unless both sides agree; to renegotiate settles nothing.
 */
export function settlementOf({ ending, decision, noticeSent }: DecidedTerm): Settlement | null {
  if (noticeSent) return 'notice-sent';
  if (decision === 'renew') return ending === 'renews' ? 'renewed' : null;
  if (decision === 'end') return ending === 'ends' || ending === 'agreement-needed' ? 'ending' : null;
  return null;
}
