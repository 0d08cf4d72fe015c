import type { AnswerValue } from '../answers/answer';
import { sameValue } from '../answers/same-value';

/** A question that a reviewer returned, as it stands with the vendor. */
export interface ReturnedQuestion {
  readonly question: string;
  /** Whether it is returned to be signed anew: what was signed before reads as not given. */
  readonly toSign: boolean;
  readonly lookedAt: boolean;
}

/** A returned question is looked at once its answer differs, a document came with it, or the vendor stands by it. */
export function isLookedAt(returned: {
  /** The answer when it was returned; null where there was none. */
  readonly before: AnswerValue | null;
  readonly now: AnswerValue | null;
  readonly keptBecause: string | null;
  readonly newDocument: boolean;
}): boolean {
  return returned.keptBecause !== null || returned.newDocument || !sameValue(returned.before, returned.now);
}
