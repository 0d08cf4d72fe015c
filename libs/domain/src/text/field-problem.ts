import type { RuleSaid } from './rule-code';

/** One thing wrong with a value somebody entered; `field` is a dotted path, '' for the whole. */
export interface FieldProblem {
  readonly field: string;
  readonly message: RuleSaid;
}
