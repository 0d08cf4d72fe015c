import { earlierOf, type IsoDate } from '../dates/calendar';
import { FULL_POINTS, SCORABLE_WEIGHT, type QuestionScore, type Rated, type RequirementScore } from './score';
import { hundredthsOf, isBelow } from './effectiveness';

/**
 * What the latest submission of each questionnaire earns together: sums over sums, so that a long one weighs more
 * than a short one. Null where nothing is submitted.
 */
export function poolScores(
  scores: readonly (Rated & { readonly questions?: readonly QuestionScore[] })[],
): Rated | null {
  const submitted = scores.filter(({ submittedOn }) => submittedOn !== null);
  if (submitted.length === 0) return null;
  const sum = (part: (score: (typeof submitted)[number]) => number) =>
    submitted.reduce((total, score) => total + part(score), 0);
  const numerator = sum((score) => score.numerator);
  const denominator = sum((score) => score.denominator);
  const verifiedNumerator = sum((score) => score.verifiedNumerator);
  // Accepting "not applicable" never takes a score away, which would raise the rating to the inherent one.
  const left = submitted
    .flatMap((one) => one.questions ?? [])
    .filter(({ reason }) => reason === 'na-accepted');
  const weighed = left.reduce((total, { weight }) => total + weight * FULL_POINTS, denominator);
  const notScorable = denominator === 0 || weighed < SCORABLE_WEIGHT * FULL_POINTS;
  const dayOf = (days: readonly (IsoDate | null)[], choose: (a: IsoDate, b: IsoDate) => IsoDate) => {
    const known = days.filter((day): day is IsoDate => day !== null);
    return known.length === 0 ? null : known.reduce(choose);
  };
  return {
    numerator,
    denominator,
    ceHundredths: notScorable ? null : hundredthsOf(numerator, denominator),
    notScorable,
    verifiedNumerator,
    verifiedHundredths: notScorable ? null : hundredthsOf(verifiedNumerator, denominator),
    submittedOn: dayOf(
      submitted.map((score) => score.submittedOn),
      (a, b) => (a > b ? a : b),
    ),
    requirements: pooledRequirements(submitted),
    knockouts: submitted.flatMap(({ knockouts }) => knockouts),
    knockoutQuestions: submitted.flatMap(({ knockoutQuestions }) => knockoutQuestions),
    changesOn: dayOf(
      submitted.map((score) => score.changesOn),
      earlierOf,
    ),
  };
}

function pooledRequirements(scores: readonly Rated[]): readonly RequirementScore[] {
  const pooled = new Map<string, RequirementScore>();
  for (const requirement of scores.flatMap(({ requirements }) => requirements)) {
    const known = pooled.get(requirement.id);
    const numerator = (known?.numerator ?? 0) + requirement.numerator;
    const denominator = (known?.denominator ?? 0) + requirement.denominator;
    pooled.set(requirement.id, {
      ...(known ?? requirement),
      numerator,
      denominator,
      ceHundredths: hundredthsOf(numerator, denominator),
    });
  }
  return [...pooled.values()];
}

/** Names the knock-out "CE": control effectiveness below 50, which counts as one while it lasts. */
export const CE_KNOCKOUT = 'CE';

/** What an acceptance must name: the open knock-outs that fired, and "CE". */
export function openKnockoutsOf(rated: Rated | null, protectedData: boolean): readonly string[] {
  if (rated === null || !protectedData) return [];
  const fired = rated.knockouts.filter(({ status, open }) => open && status === 'fired');
  return [
    ...fired.map(({ question }) => question),
    ...(rated.ceHundredths !== null && isBelow(rated, 5_000) ? [CE_KNOCKOUT] : []),
  ];
}
