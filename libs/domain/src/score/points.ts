import type { ConditionContext } from '../conditions/condition';
import { expectedOptions, selected, tableState } from '../conditions/evaluate';
import { isIsoDate, isOlderThanMonths, type IsoDate } from '../dates/calendar';
import type { AtLeastBand, AtMostBand, CompiledQuestion, Scoring } from '../questionnaire/document';
import { FULL_POINTS } from './score';

/** A share from 0 to 1 as whole ten-thousandths. */
export function toPoints(share: number): number {
  return Math.min(FULL_POINTS, Math.max(0, Math.round(share * FULL_POINTS)));
}

/**
 * What an answer earns, 0 to 10,000. The caller has dealt with unanswered, not applicable and reviewed
 * answers; an answer that the scoring does not know earns nothing.
 */
export function pointsOf(
  question: CompiledQuestion,
  answer: unknown,
  context: ConditionContext,
  /** As of the submission. */
  then: ConditionContext = context,
): number {
  const { scoring } = question;
  if (scoring === null) return 0;
  switch (scoring.kind) {
    case 'options':
      return toPoints(bestOption(scoring.points, selected(answer)));
    case 'coverage':
      return coveragePoints(scoring, answer, { now: context, then });
    case 'count':
      return countPoints(scoring, question, answer);
    case 'age-in-months':
      return toPoints(agePoints(scoring.bands, answer, context.today));
    case 'number-at-least':
      return typeof answer === 'number' ? toPoints(atLeastPoints(scoring.bands, answer)) : 0;
    case 'number-at-most':
      return typeof answer === 'number' ? toPoints(atMostPoints(scoring.bands, (most) => answer <= most)) : 0;
    case 'table-completeness':
      return toPoints(scoring[tableState(answer, requiredColumns(question))]);
  }
}

/** The ids of the columns every row must fill. */
export function requiredColumns(question: Pick<CompiledQuestion, 'columns'>): readonly string[] {
  return question.columns.filter(({ required }) => required).map(({ id }) => id);
}

/** The options that a count question counts: neither "none" nor the one that gives full points alone. */
export function countedOptions(
  question: Pick<CompiledQuestion, 'options'>,
  fullOption: string | undefined,
): readonly string[] {
  return question.options
    .filter(({ id, exclusive }) => exclusive !== true && id !== fullOption)
    .map(({ id }) => id);
}

function bestOption(points: Readonly<Record<string, number>>, chosen: readonly string[]): number {
  return Math.max(0, ...chosen.map((id) => (Object.hasOwn(points, id) ? (points[id] ?? 0) : 0)));
}

/** What has come to be expected since the submission may cost points and earns none: nobody was asked for it. */
function coveragePoints(
  { of, leaveOut = [] }: Extract<Scoring, { kind: 'coverage' }>,
  answer: unknown,
  { now, then }: { readonly now: ConditionContext; readonly then: ConditionContext },
): number {
  const chosen = selected(answer);
  const expected = expectedOptions(of, leaveOut, now);
  const asked = expectedOptions(of, leaveOut, then);
  const both = expected.filter((option) => asked.includes(option));
  return Math.min(shareOf(chosen, expected), shareOf(chosen, both));
}

function shareOf(chosen: readonly string[], expected: readonly string[]): number {
  if (expected.length === 0) return FULL_POINTS;
  const covered = expected.filter((option) => chosen.includes(option)).length;
  return Math.floor((covered * FULL_POINTS) / expected.length);
}

function countPoints(
  scoring: Extract<Scoring, { kind: 'count' }>,
  question: CompiledQuestion,
  answer: unknown,
): number {
  const chosen = selected(answer);
  if (scoring.fullOption !== undefined && chosen.includes(scoring.fullOption)) return FULL_POINTS;
  const count = countedOptions(question, scoring.fullOption).filter((id) => chosen.includes(id)).length;
  return toPoints(atLeastPoints(scoring.bands, count));
}

function agePoints(bands: readonly AtMostBand[], answer: unknown, today: IsoDate): number {
  if (!isIsoDate(answer)) return atMostPoints(bands, () => false);
  return atMostPoints(bands, (months) => !isOlderThanMonths(answer, months, today));
}

function atMostPoints(bands: readonly AtMostBand[], within: (atMost: number) => boolean): number {
  return bands.find(({ atMost }) => atMost === undefined || within(atMost))?.points ?? 0;
}

function atLeastPoints(bands: readonly AtLeastBand[], value: number): number {
  return bands.find(({ atLeast }) => atLeast === undefined || value >= atLeast)?.points ?? 0;
}
