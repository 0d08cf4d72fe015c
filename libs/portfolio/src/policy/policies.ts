import { Injectable } from '@nestjs/common';
import { shippedPolicy } from '@countersign/content';
import type { Policy } from '@countersign/domain';
import { Database } from '@countersign/platform';
import { PolicyEntity } from './policy.entity';

export interface PolicyVersion {
  /** 0 is what ships, for an organisation that has none of its own. */
  readonly version: number;
  readonly policy: Policy;
}

/** What the organisation demands before it approves: each version stays as it was. */
@Injectable()
export class Policies {
  constructor(private readonly database: Database) {}

  /** Copies the shipped policy as version 1 when an organisation is made; does nothing where one exists. */
  async seed(): Promise<void> {
    await this.database.insertIfNew(PolicyEntity, { number: 1, document: shippedPolicy }, ['number']);
  }

  async latest(): Promise<PolicyVersion> {
    const latest = await this.database.maybeOne<PolicyVersion>(
      `
      select p.number as version, p.document as policy
      from app.policy p
      where p.organisation_id = :organisationId
      order by p.number desc
      limit 1`,
      { organisationId: this.database.organisationId },
    );
    return latest ?? { version: 0, policy: shippedPolicy };
  }
}
