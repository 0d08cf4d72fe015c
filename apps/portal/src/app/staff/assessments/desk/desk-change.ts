import type { DeskChange, DeskNews, Score } from '@countersign/api-types';
import type { AssessmentView } from '../assessment-view';

/** What somebody has said, on the page that is open. */
export function withNews(assessment: AssessmentView, { reviews }: DeskNews): AssessmentView {
  return { ...assessment, reviews: { ...assessment.reviews, ...reviews } };
}

/** What an act has changed, on the page that is open. */
export function withChange(assessment: AssessmentView, change: DeskChange): AssessmentView {
  const { state, residual, findings } = change;
  const score = scoreWith(assessment.score, change);
  return {
    ...withNews(assessment, change),
    row: { ...assessment.row, state, ceHundredths: score?.ceHundredths ?? assessment.row.ceHundredths },
    score,
    residual: residual ?? assessment.residual,
    findings: [
      ...assessment.findings.map((known) => findings.find(({ id }) => id === known.id) ?? known),
      ...findings.filter(({ id }) => !assessment.findings.some((known) => known.id === id)),
    ],
  };
}

function scoreWith(before: Score | null, { score, knockoutsOver }: DeskChange): Score | null {
  if (score === null || before === null) return score ?? before;
  const standing = before.knockouts.filter(({ question }) => !knockoutsOver.includes(question));
  const known = new Set(standing.map(({ question }) => question));
  return {
    ...score,
    sections: replaced(before.sections, score.sections),
    requirements: replaced(before.requirements, score.requirements),
    questions: replaced(before.questions, score.questions),
    knockouts: [
      ...standing.map((one) => score.knockouts.find(({ question }) => question === one.question) ?? one),
      ...score.knockouts.filter(({ question }) => !known.has(question)),
    ],
  };
}

function replaced<Line extends { readonly id: string }>(
  before: readonly Line[],
  changed: readonly Line[],
): Line[] {
  const known = new Set(before.map(({ id }) => id));
  return [
    ...before.map((line) => changed.find(({ id }) => id === line.id) ?? line),
    ...changed.filter(({ id }) => !known.has(id)),
  ];
}
