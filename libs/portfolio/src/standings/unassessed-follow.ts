import { Injectable } from '@nestjs/common';
import { mayGoUnassessed } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Database } from '@countersign/platform';
import type { ComputedStanding } from './standing-rows';

/**
 * "No assessment needed" falls away by itself when the tier rises or protected data appear: what it has hidden is work
 * again, and the trail says so. It does not come back when they go.
 */
@Injectable()
export class UnassessedFollow {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async follow(standings: readonly ComputedStanding[]): Promise<void> {
    for (const { engagementId: id, engagement } of standings) {
      const { tier, facts, unassessed } = engagement;
      const { protectedData } = facts;
      if (!unassessed || mayGoUnassessed({ tier, protectedData })) continue;
      const before = await this.database.one<{ reason: string; by: string }>(
        `
        update app.engagement e
        set unassessed_reason = null, unassessed_by = null, unassessed_on = null,
          details_revision = e.details_revision + 1
        where e.organisation_id = :organisationId and e.id = :id
        returning old.unassessed_reason as reason, old.unassessed_by as by`,
        { organisationId: this.database.organisationId, id },
        'engagement',
      );
      await this.audit.record({
        what: 'engagement.assessment-needed-again',
        object: { kind: 'engagement', id },
        before: { reason: before.reason },
        after: { tier, protectedData },
      });
    }
  }
}
