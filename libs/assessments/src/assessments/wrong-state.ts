import type { AssessmentState } from '@countersign/domain';
import { conflict, type Problem, say } from '@countersign/platform';

/** What is asked does not go with where the assessment stands. */
export function wrongState(state: AssessmentState): Problem {
  return conflict('wrong-state', say('refusal.wrong-state', { state: say(`wrong-state.${state}`) }), {
    state,
  });
}
