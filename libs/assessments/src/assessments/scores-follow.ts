import { Injectable } from '@nestjs/common';
import { findingAccepted, findingVerified } from '@countersign/findings';
import { Clock, Database, dayCame, type Change, type Consequence } from '@countersign/platform';
import { evidenceJudged } from '@countersign/evidence';
import {
  answerReviewed,
  assessmentBroughtBack,
  assessmentCancelled,
  assessmentClosed,
  assessmentRescheduled,
  assessmentSent,
  assessmentSubmitted,
  factsChanged,
  followUpSent,
  scopeSettled,
} from './assessment-changes';
import { AssessmentScoring } from './assessment-scoring';

/** What moves facts in force and scores, and with them the findings that the answers show. */
@Injectable()
export class ScoresFollow implements Consequence {
  constructor(
    private readonly scoring: AssessmentScoring,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async follow(changes: readonly Change[]): Promise<void> {
    const submittedNow = new Set(assessmentSubmitted.among(changes).map(({ assessmentId }) => assessmentId));
    const cancelled = assessmentCancelled.among(changes);
    for (const { assessmentId, engagementId } of cancelled)
      await this.scoring.forget(assessmentId, engagementId, submittedNow);
    const engagementIds = [
      ...[
        assessmentSent,
        followUpSent,
        assessmentBroughtBack,
        assessmentRescheduled,
        assessmentSubmitted,
        answerReviewed,
        assessmentClosed,
        scopeSettled,
        evidenceJudged,
      ].flatMap((kind) => kind.among(changes).map(({ engagementId }) => engagementId)),
      ...factsChanged.among(changes).map(({ engagementId }) => engagementId),
      ...findingVerified.among(changes).map(({ engagementId }) => engagementId),
      ...findingAccepted
        .among(changes)
        .filter(({ from }) => from === 'rejected')
        .map(({ engagementId }) => engagementId),
      ...(await this.due(dayCame.among(changes).flatMap((day) => day.engagementIds ?? []))),
    ];
    for (const id of [...new Set(engagementIds)].sort())
      await this.scoring.rescoreEngagement(id, submittedNow);
  }

  /** Those of which a document has lapsed or a question fallen due. */
  private async due(engagementIds: readonly string[]): Promise<string[]> {
    if (engagementIds.length === 0) return [];
    const due = await this.database.query<{ engagementId: string }>(
      `select distinct a.engagement_id
       from app.score s
       join app.assessment a on a.organisation_id = s.organisation_id and a.id = s.assessment_id
       where s.organisation_id = :organisationId and a.engagement_id = any(:engagementIds::uuid[])
         and s.changes_on <= :today`,
      { engagementIds, today: await this.clock.today() },
    );
    return due.map(({ engagementId }) => engagementId);
  }
}
