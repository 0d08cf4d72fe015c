import { Injectable } from '@nestjs/common';
import { FindingService } from '@countersign/findings';
import type { MemberActor } from '@countersign/platform';
import { Standings } from '@countersign/findings';
import { AssessmentScoring } from './assessment-scoring';

/** A gap that is closed as verified counts in full, so score and standing follow. */
@Injectable()
export class VerifiedFindings {
  constructor(
    private readonly findings: FindingService,
    private readonly scoring: AssessmentScoring,
    private readonly standings: Standings,
  ) {}

  async close(id: string, note: string, member: MemberActor): Promise<void> {
    const { engagementId, assessmentId } = await this.findings.closeAsVerified(id, note, member);
    if (assessmentId !== null) await this.scoring.rescoreWhereSubmitted(assessmentId);
    await this.standings.recompute([engagementId]);
  }
}
