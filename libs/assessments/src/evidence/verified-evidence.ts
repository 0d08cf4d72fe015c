import { Injectable } from '@nestjs/common';
import { Database, type MemberActor } from '@countersign/platform';
import { Standings } from '@countersign/findings';
import { AssessmentScoring } from '../assessments/assessment-scoring';
import { EvidenceService } from './evidence.service';

/** Verified evidence moves the confidence of a score, so the score follows. */
@Injectable()
export class VerifiedEvidence {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly scoring: AssessmentScoring,
    private readonly standings: Standings,
    private readonly database: Database,
  ) {}

  async setVerified(id: string, verified: boolean, member: MemberActor): Promise<void> {
    const assessmentId = await this.evidence.setVerified(id, verified, member);
    await this.scoring.rescoreWhereSubmitted(assessmentId);
    const { engagementId } = await this.database.one<{ engagementId: string }>(
      'select a.engagement_id from app.assessment a where a.id = :assessmentId',
      { assessmentId },
      'assessment',
    );
    await this.standings.recompute([engagementId]);
  }
}
