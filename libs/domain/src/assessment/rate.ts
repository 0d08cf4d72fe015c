import { findingDueOn } from '../levels/severity';
import type { IsoDate } from '../dates/calendar';
import type { FactCatalogue } from '../facts/catalogue';
import type { IntakeFacts } from '../facts/intake';
import { engagementFacts, type EngagementFacts } from '../questionnaire/effective-facts';
import { inherentRisk, type InherentRisk } from '../risk/inherent-risk';
import { residualRisk, type OpenFinding, type ResidualRisk } from '../risk/residual-risk';
import { findingsFromAnswers, type AnswerFinding } from '../score/findings';
import { poolScores } from '../score/pool';
import type { Rated, Score, ScoreInput } from '../score/score';
import { scoreAssessment } from '../score/score-assessment';

/** The latest submission of one questionnaire. */
export type Submission = Omit<ScoreInput, 'facts' | 'protectedData' | 'today' | 'submittedOn'> & {
  readonly submittedOn: IsoDate;
};

export interface RatedEngagement extends EngagementFacts {
  readonly inherent: InherentRisk;
  /** Of each submission, in their order. */
  readonly scores: readonly Score[];
  /** Null where nothing is submitted. */
  readonly pooled: Rated | null;
  readonly findings: readonly (AnswerFinding & { readonly dueOn: IsoDate })[];
  readonly residual: ResidualRisk;
}

/**
 * All that follows from an intake and the latest submission of each questionnaire, oldest first: what support, the
 * documents and anybody's own check compute from a file. Findings count as open since the submission.
 */
export function rateEngagement(input: {
  readonly intake: IntakeFacts;
  readonly submissions: readonly Submission[];
  readonly catalogue: FactCatalogue;
  /** Open findings from elsewhere, such as a missing clause. */
  readonly otherFindings?: readonly OpenFinding[];
  readonly today: IsoDate;
}): RatedEngagement {
  const { intake, submissions, catalogue, otherFindings = [], today } = input;
  const scopes = submissions.map(({ questionnaire, answers, settlements = [], submittedOn }) => ({
    questionnaire,
    answers,
    settlements,
    today: submittedOn,
  }));
  const scope = engagementFacts({ intake, catalogue, submissions: scopes });
  const { protectedData } = scope.facts;
  const scored = submissions.map((submission) => {
    const asked: ScoreInput = { ...submission, facts: scope.stated, protectedData, today };
    const score = scoreAssessment(asked);
    const findings = findingsFromAnswers({ ...asked, score }).map((finding) => ({
      ...finding,
      dueOn: findingDueOn(finding.severity, submission.submittedOn),
    }));
    return { score, findings };
  });
  const scores = scored.map(({ score }) => score);
  const findings = scored.flatMap((one) => one.findings);
  const inherent = inherentRisk(scope.facts, { catalogue }, intake.peopleAffected);
  const pooled = poolScores(scores);
  const openFindings = findings.map(({ severity, dueOn }) => ({
    severity,
    overdue: dueOn < today,
    open: true,
  }));
  const residual = residualRisk({
    inherent,
    score: pooled,
    protectedData,
    openFindings: [...openFindings, ...otherFindings],
  });
  return { ...scope, inherent, scores, pooled, findings, residual };
}
