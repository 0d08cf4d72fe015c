import type { QuestionScore, ResidualRisk, Score } from '@countersign/domain';
import type { ScoreDocument } from './assessment-scoring';

/** A score as it is read today, whichever formula wrote it: 2026.1 knew no V. */
export function readableScore(document: ScoreDocument): ScoreDocument {
  const { score } = document;
  if (score.formulaVersion !== '2026.1') return document;
  return {
    protectedData: (document as { readonly holdsPI?: boolean }).holdsPI ?? false,
    disputes: document.disputes,
    proposals: document.proposals.map((proposal) => ({ ...proposal, counts: proposal.adds.length > 0 })),
    score: {
      ...score,
      verifiedNumerator: 0,
      verifiedHundredths: null,
      knockoutQuestions: [],
      changesOn: null,
      questions: score.questions.map(readableQuestion),
    } satisfies Score,
  };
}

function readableQuestion(question: QuestionScore): QuestionScore {
  return { ...question, earned: question.points, verified: false };
}

/** A rating as it is read today; of an engagement that the change of the formula has not reached yet too. */
export function readableResidual(residual: ResidualRisk): ResidualRisk {
  const former = residual as Partial<Pick<ResidualRisk, 'verifiedHundredths'>> & ResidualRisk;
  return { ...residual, verifiedHundredths: former.verifiedHundredths ?? null };
}
