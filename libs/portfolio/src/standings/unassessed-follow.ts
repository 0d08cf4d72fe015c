import { Injectable } from '@nestjs/common';
import { mayGoUnassessed } from '@countersign/domain';
import { assessmentBroughtBack, assessmentSent } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { type Change, Database } from '@countersign/platform';
import type { ComputedStanding } from './standing-rows';

/**
 * "No assessment needed" falls away by itself when somebody asks after all, when the tier rises or protected data
 * appear: what it has hidden is work again, and the trail says so. It does not come back when they go.
 */
@Injectable()
export class UnassessedFollow {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Before standings are counted, since the policy asks again. */
  async followAsking(changes: readonly Change[]): Promise<void> {
    for (const kind of [assessmentSent, assessmentBroughtBack]) {
      for (const { engagementId, assessmentId } of kind.among(changes)) {
        const reason = await this.takeBack(engagementId);
        if (reason === null) continue;
        await this.audit.record({
          what: 'engagement.assessment-wanted',
          object: { kind: 'engagement', id: engagementId },
          before: { reason },
          after: { assessmentId },
        });
      }
    }
  }

  async follow(standings: readonly ComputedStanding[]): Promise<void> {
    for (const { engagementId: id, engagement } of standings) {
      const { tier, facts, unassessed } = engagement;
      const { protectedData } = facts;
      if (!unassessed || mayGoUnassessed({ tier, protectedData })) continue;
      const reason = await this.takeBack(id);
      await this.audit.record({
        what: 'engagement.assessment-needed-again',
        object: { kind: 'engagement', id },
        before: { reason },
        after: { tier, protectedData },
      });
    }
  }

  /** The reason that was given; null where nobody has said that none is needed. */
  private async takeBack(id: string): Promise<string | null> {
    const taken = await this.database.maybeOne<{ reason: string }>(
      `
      update app.engagement e
      set unassessed_reason = null, unassessed_by = null, unassessed_on = null,
        details_revision = e.details_revision + 1
      where e.organisation_id = :organisationId and e.id = :id and e.unassessed_reason is not null
      returning old.unassessed_reason as reason`,
      { organisationId: this.database.organisationId, id },
    );
    return taken?.reason ?? null;
  }
}
