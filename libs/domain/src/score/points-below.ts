import type { Condition } from '../conditions/condition';
import { countedOptions, requiredColumns, toPoints } from './points';
import { FULL_POINTS } from './score';
import type { CompiledQuestion } from '../questionnaire/document';

const NEVER: Condition = { always: false };

/**
 * "This question's answer earns less than `share`" as a condition over the answer itself, so that no worth
 * reaches the vendor's browser. Holds for answered questions only. Expects scoring whose bands fall from best
 * to worst, as checkQuestionnaire demands.
 */
export function pointsBelow(question: CompiledQuestion, share: number): Condition {
  const threshold = toPoints(share);
  const { id, scoring } = question;
  const below = (points: number) => toPoints(points) < threshold;
  if (scoring === null) return NEVER;
  switch (scoring.kind) {
    case 'options': {
      const low = Object.entries(scoring.points).filter(([, points]) => below(points));
      return low.length === 0 ? NEVER : { question: id, includesAny: low.map(([option]) => option) };
    }
    case 'coverage':
      return {
        question: id,
        coversLessThan: reduced(threshold, FULL_POINTS),
        of: scoring.of,
        leaveOut: scoring.leaveOut ?? [],
      };
    case 'count':
      return countBelow(question, scoring.fullOption, lowestOf(scoring.bands, 'atLeast', below));
    case 'number-at-least': {
      const edge = lowestOf(scoring.bands, 'atLeast', below);
      return compare(id, edge, (below_) => ({ question: id, below: below_ }));
    }
    case 'number-at-most': {
      const edge = lowestOf(scoring.bands, 'atMost', below);
      return compare(id, edge, (above) => ({ question: id, above }));
    }
    case 'age-in-months': {
      const edge = lowestOf(scoring.bands, 'atMost', below);
      return compare(id, edge, (olderThanMonths) => ({ question: id, olderThanMonths }));
    }
    case 'table-completeness': {
      const states = (['empty', 'incomplete', 'complete'] as const).filter((state) => below(scoring[state]));
      return { question: id, tableIs: states, requiredColumns: requiredColumns(question) };
    }
  }
}

/** The edge of the last band that still earns enough: a number, 'every' answer does, or 'none' does. */
type Edge = number | 'every' | 'none';

function lowestOf<Key extends 'atLeast' | 'atMost'>(
  bands: readonly ({ readonly points: number } & { readonly [K in Key]?: number })[],
  key: Key,
  below: (points: number) => boolean,
): Edge {
  const last = bands.findLast(({ points }) => !below(points));
  if (last === undefined) return 'none';
  return last[key] ?? 'every';
}

function compare(question: string, edge: Edge, condition: (edge: number) => Condition): Condition {
  if (edge === 'every') return NEVER;
  return edge === 'none' ? { question, answered: true } : condition(edge);
}

function countBelow(question: CompiledQuestion, fullOption: string | undefined, edge: Edge): Condition {
  const { id } = question;
  const few = compare(id, edge, (selectsFewerThan) => ({
    question: id,
    selectsFewerThan,
    of: countedOptions(question, fullOption),
  }));
  if (fullOption === undefined) return few;
  return { all: [few, { not: { question: id, includesAny: [fullOption] } }] };
}

function reduced(numerator: number, denominator: number): { numerator: number; denominator: number } {
  const divisor = greatestDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(1, a) : greatestDivisor(b, a % b);
}
