import { Injectable } from '@nestjs/common';
import { findingVerified } from '@countersign/findings';
import type { Change, Consequence } from '@countersign/platform';
import { evidenceJudged } from '../evidence/evidence-changes';
import {
  answerReviewed,
  assessmentCancelled,
  assessmentClosed,
  assessmentSubmitted,
  factsChanged,
} from './assessment-changes';
import { AssessmentScoring } from './assessment-scoring';

/** What moves a score, and with it the findings that the answers show. */
@Injectable()
export class ScoresFollow implements Consequence {
  constructor(private readonly scoring: AssessmentScoring) {}

  async follow(changes: readonly Change[]): Promise<void> {
    for (const { assessmentId, engagementId } of assessmentCancelled.among(changes))
      await this.scoring.forget(assessmentId, engagementId);
    const submitted = [
      ...[assessmentSubmitted, answerReviewed, assessmentClosed].flatMap((kind) =>
        kind.among(changes).map(({ assessmentId }) => assessmentId),
      ),
      ...factsChanged.among(changes).flatMap(({ assessmentIds }) => assessmentIds),
    ];
    for (const id of new Set(submitted)) await this.scoring.rescore(id);
    const wherever = [findingVerified, evidenceJudged].flatMap((kind) =>
      kind.among(changes).flatMap(({ assessmentId }) => assessmentId ?? []),
    );
    for (const id of new Set(wherever))
      if (!submitted.includes(id)) await this.scoring.rescoreWhereSubmitted(id);
  }
}
