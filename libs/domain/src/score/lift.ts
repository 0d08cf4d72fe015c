import type { QuestionScore, Rated } from './score';
import { isBelow } from './effectiveness';

/** Shares of V, in hundredths, at which the assurance floor falls by a level and then away. */
export const ASSURANCE_STEPS = [2_500, 5_000] as const;

/** What lifts the assurance floor by its next step. */
export interface AssuranceLift {
  /** The share of V that lifts it, in hundredths. */
  readonly toHundredths: number;
  /** Weight x points, in ten-thousandths, that must still be verified. */
  readonly missing: number;
  /** The questions that earn most without being verified yet, in the order in which the fewest reach it. */
  readonly questions: readonly string[];
}

/** Null where V lies at 50 or above, or nothing is scored. */
export function assuranceLift(
  rated: Pick<Rated, 'numerator' | 'denominator' | 'verifiedNumerator' | 'notScorable'>,
  questions: readonly Pick<QuestionScore, 'id' | 'weight' | 'points' | 'verified'>[],
): AssuranceLift | null {
  const { denominator, verifiedNumerator: numerator } = rated;
  if (rated.notScorable || denominator === 0) return null;
  const toHundredths = ASSURANCE_STEPS.find((step) => isBelow({ numerator, denominator }, step));
  if (toHundredths === undefined) return null;
  const missing = Math.ceil((denominator * toHundredths) / 10_000) - numerator;
  return { toHundredths, missing, questions: fewestThatReach(missing, questions) };
}

function fewestThatReach(
  missing: number,
  questions: readonly Pick<QuestionScore, 'id' | 'weight' | 'points' | 'verified'>[],
): readonly string[] {
  const open = questions
    .filter(({ verified, points }) => !verified && points !== null && points > 0)
    .map(({ id, weight, points }) => ({ id, earns: weight * (points ?? 0) }))
    .sort((a, b) => b.earns - a.earns);
  const chosen: string[] = [];
  let reached = 0;
  for (const { id, earns } of open) {
    if (reached >= missing) break;
    chosen.push(id);
    reached += earns;
  }
  return chosen;
}
