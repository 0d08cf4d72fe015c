import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, type MemberActor } from '@countersign/platform';
import type { FormulaRiseEntity } from './formula-rise.entity';
import type { FormulaRise, FormulaRiseList } from './formula-rises.dto';

type RiseRow = Omit<FormulaRiseEntity, 'organisationId' | 'byDefault'>;

/** What rose by a change of the formula alone, until somebody with the role `risk` has seen it. */
@Injectable()
export class FormulaRises {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<FormulaRiseList> {
    const items = await this.database.query<RiseRow & Pick<FormulaRise, 'engagementName' | 'vendorName'>>(
      `select r.engagement_id, e.name as engagement_name, v.name as vendor_name, r.former_version, r.formula_version,
         r.tier_before, r.tier_after, r.rating_before, r.rating_after, r.at, r.seen_at, r.seen_by
       from app.formula_rise r
       join app.engagement e on e.organisation_id = r.organisation_id and e.id = r.engagement_id
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       where r.organisation_id = :organisationId
       order by r.seen_at is not null, r.at desc, lower(v.name), lower(e.name), r.engagement_id
       limit 1000`,
    );
    return { items, unseen: items.filter(({ seenAt }) => seenAt === null).length };
  }

  async see(member: MemberActor): Promise<void> {
    const seen = await this.database.query<Pick<FormulaRiseEntity, 'engagementId'>>(
      `update app.formula_rise r set seen_at = app.now(), seen_by = :name
       where r.organisation_id = :organisationId and r.seen_at is null
       returning r.engagement_id`,
      { name: member.name },
    );
    if (seen.length === 0) return;
    await this.audit.record({
      what: 'formula.rises-seen',
      object: { kind: 'organisation', id: this.database.organisationId },
      after: { engagements: seen.length },
    });
  }
}
