import type { RuleSaid } from '../text/rule-code';
import { said } from '../text/said';
import type { AuthorQuestion, QuestionType, Scoring } from './document';

const KINDS: Readonly<Record<Scoring['kind'], readonly QuestionType[]>> = {
  options: ['single', 'yes_no', 'yes_no_partial_na'],
  coverage: ['multi'],
  count: ['multi'],
  'age-in-months': ['date'],
  'number-at-least': ['number'],
  'number-at-most': ['number'],
  'table-completeness': ['table'],
};

/** What is wrong with how a question is scored. */
export function checkScoring(question: AuthorQuestion): readonly RuleSaid[] {
  const { scored, weight, scoring } = question;
  if (!scored)
    return question.knockout === true || question.knockoutWhen !== undefined
      ? [said('check-scoring.knock-out')]
      : [];
  const problems: RuleSaid[] = [];
  if (weight === undefined || !Number.isInteger(weight) || weight < 1 || weight > 5) {
    problems.push(said('check-scoring.weight'));
  }
  if (scoring === undefined) return [...problems, said('check-scoring.how')];
  if (!KINDS[scoring.kind].includes(question.type)) {
    problems.push(said('check-scoring.kind', { kind: scoring.kind }));
  }
  const shares = sharesOf(scoring);
  if ([...shares, ...(scoring.reviewerPoints ?? [])].some((share) => !(share >= 0 && share <= 1))) {
    problems.push(said('check-scoring.share'));
  }
  return [...problems, ...problemsOfKind(question, scoring)];
}

function sharesOf(scoring: Scoring): readonly number[] {
  switch (scoring.kind) {
    case 'options':
      return Object.values(scoring.points);
    case 'coverage':
      return [];
    case 'table-completeness':
      return [scoring.complete, scoring.incomplete, scoring.empty];
    default:
      return scoring.bands.map(({ points }) => points);
  }
}

function problemsOfKind(question: AuthorQuestion, scoring: Scoring): readonly RuleSaid[] {
  const options = new Set(optionIds(question));
  switch (scoring.kind) {
    case 'options': {
      const same = options.size === Object.keys(scoring.points).length;
      return same && Object.keys(scoring.points).every((id) => options.has(id))
        ? []
        : [said('check-scoring.options')];
    }
    case 'coverage':
      return scoring.of.every((id) => options.has(id)) ? [] : [said('check-scoring.coverage')];
    case 'count': {
      const known = scoring.fullOption === undefined || options.has(scoring.fullOption);
      return [...(known ? [] : [said('check-scoring.full-option')]), ...bandsFall(scoring.bands, 'atLeast')];
    }
    case 'number-at-least':
      return bandsFall(scoring.bands, 'atLeast');
    case 'number-at-most':
    case 'age-in-months':
      return bandsFall(scoring.bands, 'atMost');
    case 'table-completeness':
      return [];
  }
}

function optionIds(question: AuthorQuestion): readonly string[] {
  if (question.type === 'yes_no') return ['yes', 'no'];
  if (question.type === 'yes_no_partial_na') return ['yes', 'partial', 'no'];
  return (question.options ?? []).map(({ id }) => id);
}

// Bands are read in order: each earns less than the one before, and the last takes everything else.
function bandsFall<Key extends 'atLeast' | 'atMost'>(
  bands: readonly ({ readonly points: number } & { readonly [K in Key]?: number })[],
  key: Key,
): readonly RuleSaid[] {
  const edges = bands.slice(0, -1).map((band) => band[key]);
  const step = key === 'atLeast' ? -1 : 1;
  const falls = bands.every((band, index) => index === 0 || band.points < (bands[index - 1]?.points ?? 0));
  const ordered = edges.every(
    (edge, index) => edge !== undefined && (index === 0 || (edge - (edges[index - 1] ?? edge)) * step > 0),
  );
  const closes = bands.length > 0 && bands.at(-1)?.[key] === undefined;
  return falls && ordered && closes ? [] : [said('check-scoring.bands')];
}
