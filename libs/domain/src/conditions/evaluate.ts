import { isIsoDate, isOlderThanMonths } from '../dates/calendar';
import { isAnswered, isBlank } from '../answers/answer';
import type {
  Condition,
  ConditionContext,
  FactCondition,
  FactValue,
  LeaveOut,
  QuestionCondition,
  TableState,
} from './condition';

// null is "cannot be told": the question is unanswered or the fact is not stated. It makes `not` false too,
// so that an unanswered question opens nothing.
type Truth = boolean | null;

// Named conditions may not refer to themselves (checkQuestionnaire); a stored document is still read safely.
const DEEPEST_NESTING = 50;

/**
 * Whether a condition holds. Total: an unknown name, an unanswered question or a fact not stated makes the
 * condition false, and so does `not` over any of them.
 */
export function evaluate(condition: Condition, context: ConditionContext): boolean {
  return truthOf(condition, context, 0) === true;
}

function truthOf(condition: Condition, context: ConditionContext, depth: number): Truth {
  if (depth > DEEPEST_NESTING) return null;
  if ('always' in condition) return condition.always;
  if ('all' in condition) return allOf(condition.all.map((part) => truthOf(part, context, depth + 1)));
  if ('any' in condition) return anyOf(condition.any.map((part) => truthOf(part, context, depth + 1)));
  if ('not' in condition) return negate(truthOf(condition.not, context, depth + 1));
  if ('condition' in condition) {
    const named = Object.hasOwn(context.conditions, condition.condition)
      ? context.conditions[condition.condition]
      : undefined;
    return named === undefined ? null : truthOf(named, context, depth + 1);
  }
  if ('fact' in condition) return truthOfFact(condition, context);
  return truthOfAnswer(condition, context);
}

function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

function negate(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

function truthOfFact(condition: FactCondition, { facts }: ConditionContext): Truth {
  const value: FactValue = Object.hasOwn(facts, condition.fact) ? (facts[condition.fact] ?? null) : null;
  if (value === null) return null;
  if ('includesAny' in condition) return selected(value).some((item) => condition.includesAny.includes(item));
  if ('equals' in condition) return value === condition.equals;
  if (typeof value !== 'number') return null;
  return 'atLeast' in condition ? value >= condition.atLeast : value <= condition.atMost;
}

function truthOfAnswer(condition: QuestionCondition, context: ConditionContext): Truth {
  if (!isAnswered(context.answers, condition.question)) return null;
  const answer = context.answers[condition.question]?.answer;
  if ('answered' in condition) return true;
  if ('includesAny' in condition) return selected(answer).some((id) => condition.includesAny.includes(id));
  if ('selectsFewerThan' in condition) {
    return countOf(selected(answer), condition.of) < condition.selectsFewerThan;
  }
  if ('coversLessThan' in condition) {
    const expected = expectedOptions(condition.of, condition.leaveOut, context);
    const { numerator, denominator } = condition.coversLessThan;
    return countOf(selected(answer), expected) * denominator < expected.length * numerator;
  }
  if ('olderThanMonths' in condition) {
    if (answer === 'never') return true;
    return isIsoDate(answer) ? isOlderThanMonths(answer, condition.olderThanMonths, context.today) : null;
  }
  if ('tableIs' in condition)
    return condition.tableIs.includes(tableState(answer, condition.requiredColumns));
  if (typeof answer !== 'number') return null;
  return 'below' in condition ? answer < condition.below : answer > condition.above;
}

function countOf(chosen: readonly string[], of: readonly string[]): number {
  return of.filter((id) => chosen.includes(id)).length;
}

/** The option ids an answer or a fact names: none, one or several. */
export function selected(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === 'string');
}

/** The options of a coverage question that count for this vendor. */
export function expectedOptions(
  of: readonly string[],
  leaveOut: readonly LeaveOut[],
  context: ConditionContext,
): readonly string[] {
  const left = leaveOut.filter((rule) => !evaluate(rule.unless, context)).map((rule) => rule.option);
  return of.filter((option) => !left.includes(option));
}

/** Rows without any entry do not count; one missing required cell makes the table incomplete. */
export function tableState(value: unknown, requiredColumns: readonly string[]): TableState {
  const rows = Array.isArray(value) ? value.filter((row) => !isBlank(row)) : [];
  if (rows.length === 0) return 'empty';
  const complete = rows.every((row: unknown) =>
    requiredColumns.every((column) => !isBlank(cellOf(row, column))),
  );
  return complete ? 'complete' : 'incomplete';
}

function cellOf(row: unknown, column: string): unknown {
  if (typeof row !== 'object' || row === null || !Object.hasOwn(row, column)) return null;
  return (row as Record<string, unknown>)[column];
}
