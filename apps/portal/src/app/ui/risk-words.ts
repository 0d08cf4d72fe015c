import type { AssuranceLift } from '@countersign/domain';
import { percent } from '../language/formats';

/** Rounded down, so that no share is shown to reach an edge that it does not. */
export const wholeShare = (hundredths: number): string => percent(Math.floor(hundredths / 100) / 100);

/** What lifts the assurance floor by its next step. */
export function liftText({ toHundredths, questions }: AssuranceLift): string {
  const share = wholeShare(toHundredths);
  const named = questions.join(', ');
  return $localize`:@@risk-words.lift:Verified evidence for ${named}:questions: would bring it to ${share}:share: and let the rating fall by a level.`;
}
