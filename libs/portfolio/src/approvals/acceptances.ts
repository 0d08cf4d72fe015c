import { Injectable } from '@nestjs/common';
import { acceptanceState, type AcceptedRisk } from '@countersign/domain';
import { Database } from '@countersign/platform';
import type { Acceptance } from './acceptance.dto';

type AcceptanceRow = Omit<Acceptance, 'state'>;

/** The risk acceptances of an engagement, latest first. */
@Injectable()
export class Acceptances {
  constructor(private readonly database: Database) {}

  async ofEngagement(
    engagementId: string,
    risk: AcceptedRisk & { readonly today: string },
  ): Promise<Acceptance[]> {
    const rows = await this.database.query<AcceptanceRow>(
      `
      select r.id, r.rating, r.knockouts, array(
          select f.title from app.finding f
          where f.organisation_id = r.organisation_id and f.id::text = any (r.findings)
          order by f.severity_rank, f.id) as findings,
        r.reason, r.until, r.by_name as by, r.at, r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason
      from app.risk_acceptance r
      where r.organisation_id = :organisationId and r.engagement_id = :engagementId
      order by r.at desc, r.id desc`,
      { engagementId },
    );
    return rows.map((row) => ({
      ...row,
      state: row.withdrawnAt === null ? acceptanceState(row, risk) : 'withdrawn',
    }));
  }
}
