import { Injectable } from '@nestjs/common';
import { GROUND_STANDS } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Database, forbidden } from '@countersign/platform';
import type { JudgingMember } from './judging-member';

interface OverruledFinding {
  readonly id: string;
  readonly title: string;
  readonly verdictNote: string | null;
  readonly verdictAt: string | null;
}

/** Findings that stand with their ground and that somebody has rejected all the same. */
@Injectable()
export class OverruledFindings {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Whoever may decide on the engagement answers for its risk: the role `risk` alone. */
  refuseUnlessRisk({ permissions }: JudgingMember): void {
    if (permissions.includes('engagement.approve')) return;
    throw forbidden(
      'This is a knock-out or the missing clause CL-01: only a member with the role risk may reject it. Accept it, or review the answer or the clause instead.',
    );
  }

  /** The knock-outs that fire still, although rejected: proposed again, and the former verdict is in the trail. */
  async reopenAnswers(engagementId: string, questions: readonly string[]): Promise<void> {
    const overruled = await this.database.query<OverruledFinding>(
      `select f.id, f.title, f.verdict_note, f.verdict_at
       from app.finding f
       where f.engagement_id = :engagementId and f.source = 'answer' and f.state = 'rejected'
         and f.question = any(:questions::text[])
       order by f.id
       for update`,
      { engagementId, questions },
    );
    if (overruled.length === 0) return;
    await this.database.query(
      `update app.finding
       set state = 'proposed', verdict_by = null, verdict_note = null, verdict_at = null
       where id = any(:ids::uuid[])`,
      { ids: overruled.map(({ id }) => id) },
    );
    for (const { id, title, verdictNote, verdictAt } of overruled) {
      await this.audit.record({
        what: 'finding.reopened',
        object: { kind: 'engagement', id: engagementId },
        before: { state: 'rejected', note: verdictNote, rejectedAt: verdictAt },
        after: { findingId: id, title, because: GROUND_STANDS },
      });
    }
  }
}
