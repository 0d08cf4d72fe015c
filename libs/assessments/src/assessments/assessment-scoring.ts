import { Injectable } from '@nestjs/common';
import {
  type AnswerReview,
  effectiveFacts,
  findingsFromAnswers,
  holdsPI,
  type IntakeFacts,
  type ScopeDispute,
  type ScopeProposal,
  type Score,
  scoreAssessment,
  SCORED_STATES,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { Database, expression, textList } from '@countersign/platform';
import { Questionnaires } from '../questionnaires/questionnaires';
import { AnswerFindings } from './answer-findings';
import { AnswerReader } from './answer.reader';
import { ScoreEntity } from './score.entity';
import type { AnswerReviewEntity } from './answer-review.entity';

/** What is kept with a score: every step, and where the two sides see the scope differently. */
export interface ScoreDocument {
  readonly score: Score;
  readonly holdsPI: boolean;
  readonly disputes: readonly ScopeDispute[];
  readonly proposals: readonly ScopeProposal[];
}

interface ScoredAssessment {
  readonly id: string;
  readonly engagementId: string;
  readonly questionnaireVersionId: string;
  readonly facts: IntakeFacts;
  readonly submittedOn: string;
}

/** Scores a submitted assessment and makes its findings; again whenever a review, a finding or the intake moves it. */
@Injectable()
export class AssessmentScoring {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly findings: AnswerFindings,
  ) {}

  /** Not while the vendor corrects its answers: until then the score of what it submitted stands. */
  async rescoreWhereSubmitted(assessmentId: string): Promise<void> {
    const submitted = await this.database.maybeOne(
      `select a.id from app.assessment a
       where a.organisation_id = :organisationId
         and a.id = :assessmentId and a.state in (${textList(SCORED_STATES)})
       for no key update`,
      { assessmentId },
    );
    if (submitted !== null) await this.rescore(assessmentId);
  }

  /** Writes score and findings. */
  async rescore(assessmentId: string): Promise<void> {
    const assessment = await this.database.one<ScoredAssessment>(
      `select a.id, a.engagement_id, a.questionnaire_version_id, a.facts,
         (a.submitted_at at time zone a.time_zone)::date as submitted_on
       from app.assessment a
       where a.organisation_id = :organisationId and a.id = :assessmentId and a.submitted_at is not null`,
      { assessmentId },
      'submitted-assessment',
    );
    const questionnaire = await this.questionnaires.compiled(assessment.questionnaireVersionId);
    const answers = await this.answers.sheet(assessmentId);
    const today = assessment.submittedOn;
    const effective = effectiveFacts({
      intake: assessment.facts,
      answers,
      catalogue: factCatalogue,
      questionnaire,
      today,
    });
    const reviews = await this.reviews(assessmentId);
    const pi = holdsPI(effective.facts);
    const score = scoreAssessment({
      questionnaire,
      answers,
      facts: assessment.facts,
      holdsPI: pi,
      reviews,
      verifiedFindings: await this.verified(assessmentId),
      evidence: await this.evidence(assessmentId),
      submittedOn: assessment.submittedOn,
      today,
    });
    const { disputes, proposals } = effective;
    await this.write(assessmentId, { score, holdsPI: pi, disputes, proposals });
    if (!(await this.isLatest(assessment))) return;
    // A knock-out is one only where the engagement holds PI: elsewhere its finding may be rejected.
    const knockouts = new Set(score.knockouts.map(({ question }) => question));
    await this.findings.follow(
      assessment,
      findingsFromAnswers({ questionnaire, answers, reviews, score }).map((finding) => ({
        ...finding,
        knockout: knockouts.has(finding.question),
      })),
    );
  }

  /** Findings belong to the engagement and follow its latest submission: an older score moves none of them. */
  private async isLatest({ id, engagementId }: ScoredAssessment): Promise<boolean> {
    const latest = await this.latestSubmitted(engagementId);
    return latest === null || latest === id;
  }

  private async latestSubmitted(engagementId: string): Promise<string | null> {
    const latest = await this.database.maybeOne<{ id: string }>(
      `select a.id from app.assessment a
       where a.organisation_id = :organisationId
         and a.engagement_id = :engagementId and a.state <> 'cancelled' and a.submitted_at is not null
       order by a.submitted_at desc, a.id desc limit 1`,
      { engagementId },
    );
    return latest?.id ?? null;
  }

  /** What a cancelled assessment proposed is gone; the one before it speaks again. */
  async forget(assessmentId: string, engagementId: string): Promise<void> {
    await this.findings.forget(assessmentId);
    await this.rescoreLatest(engagementId);
  }

  /** The submission that speaks for the engagement, where there is one. */
  async rescoreLatest(engagementId: string): Promise<void> {
    const latest = await this.latestSubmitted(engagementId);
    if (latest !== null) await this.rescoreWhereSubmitted(latest);
  }

  /** A verdict judges the answer it was given on: a corrected answer waits for a new one. */
  private async reviews(assessmentId: string): Promise<Record<string, AnswerReview>> {
    const rows = await this.database.query<Pick<AnswerReviewEntity, 'question'> & AnswerReview>(
      `select w.question, w.verdict, w.points / 10000.0::float8 as points
       from app.answer_review w
       where w.organisation_id = :organisationId
         and w.assessment_id = :assessmentId
         and w.revision = coalesce((
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
             and r.question = w.question), 0)`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, ...review }) => [question, review]));
  }

  /** Only of this assessment: an answer of the next one that shows the gap again is a gap again. */
  private async verified(assessmentId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ question: string }>(
      `select f.question from app.finding f
       where f.organisation_id = :organisationId
         and f.assessment_id = :assessmentId and f.source = 'answer'
         and f.state = 'closed' and f.closed_because = 'verified'`,
      { assessmentId },
    );
    return new Set(rows.map(({ question }) => question));
  }

  /** What was withdrawn counts until the next submission goes without it. */
  private async evidence(assessmentId: string): Promise<Record<string, { verified: boolean }>> {
    const rows = await this.database.query<{ question: string; verified: boolean }>(
      `select v.question, bool_or(v.verified) as verified from app.evidence v
       join app.assessment a on a.organisation_id = v.organisation_id and a.id = v.assessment_id
       where v.organisation_id = :organisationId
         and v.assessment_id = :assessmentId and v.question is not null
         and (v.withdrawn_at is null or v.submitted_at = a.submitted_at)
       group by v.question`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, verified }) => [question, { verified }]));
  }

  private async write(assessmentId: string, document: ScoreDocument): Promise<void> {
    const { score } = document;
    await this.database.put(
      ScoreEntity,
      { assessmentId },
      {
        ceHundredths: score.ceHundredths,
        numerator: score.numerator,
        denominator: score.denominator,
        document,
        formulaVersion: score.formulaVersion,
        computedAt: expression`app.now()`,
      },
    );
  }
}
