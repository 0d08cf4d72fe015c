import type { FieldProblem } from '@countersign/domain';
import { message, type Values } from './message';
import { ruleTexts } from './rule-texts';

/** One thing wrong with a value, in words: as the api sends it, and as a rule that is asked here is put into words. */
export interface WordedProblem {
  readonly field: string;
  readonly message: string;
}

/** What a rule of `domain` says, as the server would say it. */
export function ruleWords({
  code,
  parameters,
}: {
  readonly code: string;
  readonly parameters: Values;
}): string {
  return message(ruleTexts[code] ?? code, parameters);
}

export const worded = (problems: readonly FieldProblem[]): readonly WordedProblem[] =>
  problems.map(({ field, message: said }) => ({ field, message: ruleWords(said) }));
