import { FULL_POINTS, type Effectiveness, type QuestionScore } from './score';

/** The share of full points that these questions earn; exact in its fraction. */
export function effectivenessOf(
  questions: readonly Pick<QuestionScore, 'weight' | 'points'>[],
): Effectiveness {
  let numerator = 0;
  let denominator = 0;
  for (const { weight, points } of questions) {
    if (points === null) continue;
    numerator += weight * points;
    denominator += weight * FULL_POINTS;
  }
  return { ceHundredths: hundredthsOf(numerator, denominator), numerator, denominator };
}

/** Rounded down, so that what is shown never reaches an edge that the fraction does not. */
export function hundredthsOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator);
}

/** True where the share lies below this many hundredths, compared as fractions. */
export function isBelow(
  { numerator, denominator }: Pick<Effectiveness, 'numerator' | 'denominator'>,
  hundredths: number,
): boolean {
  return numerator * 10_000 < denominator * hundredths;
}
