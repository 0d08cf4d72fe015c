import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { TierOverrideView } from './tier.dto';

/** The overrides of an engagement's tier, latest first. */
@Injectable()
export class TierOverrides {
  constructor(private readonly database: Database) {}

  async ofEngagement(engagementId: string): Promise<TierOverrideView[]> {
    return this.database.query(
      `
      select t.id, case when t.lifted_at is not null then 'lifted' when t.until < app.today(o.time_zone) then 'ended'
          else 'in-force' end as state,
        t.tier, t.computed_tier as computed_then, t.reason, t.until, t.by_name as by, t.at, t.lifted_by, t.lifted_reason
      from app.tier_override t
      join app.organisation o on o.organisation_id = t.organisation_id
      where t.organisation_id = :organisationId and t.engagement_id = :engagementId
      order by t.at desc, t.id desc`,
      { organisationId: this.database.organisationId, engagementId },
    );
  }
}
