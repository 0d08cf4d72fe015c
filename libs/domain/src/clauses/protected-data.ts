import type { ClauseLibrary } from './library';
import { evaluate } from '../conditions/evaluate';
import { inForce } from '../facts/in-force';
import type { IntakeFacts } from '../facts/intake';

/**
 * True where the engagement holds PI, or personal data under another law that binds it: gates required
 * clauses, CL-01 and the release of data. The clause library's condition PROTECTED decides.
 */
export function protectedData(facts: IntakeFacts, library: ClauseLibrary): boolean {
  // The library's conditions read facts only, so the day is of no account.
  const context = { conditions: library.conditions, answers: {}, facts: inForce(facts), today: '1970-01-01' };
  return evaluate({ condition: 'PROTECTED' }, context);
}
