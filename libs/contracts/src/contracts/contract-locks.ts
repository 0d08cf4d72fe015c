import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/**
 * Contracts over one service hang together: whether one of them is held over depends on the others. So whoever changes
 * one locks all of them first, in the order of their ids, and several at once stand in one line. One order everywhere:
 * the service, the contracts over it, its standing.
 */
@Injectable()
export class ContractLocks {
  constructor(private readonly database: Database) {}

  /** They do not end, and their facts do not change, while they come under a contract. */
  async services(engagementIds: readonly string[]): Promise<void> {
    await this.database.query(
      `select from app.engagement e
       where e.organisation_id = :organisationId and e.id = any(:engagementIds::uuid[])
       order by e.id for share`,
      { engagementIds },
    );
  }

  /** Several contracts, each with all that cover what it covers. */
  async along(contractIds: readonly string[]): Promise<void> {
    await this.lock(contractIds, []);
  }

  /** The contract with all that cover what it covers; `coming` is an engagement that comes under it. */
  async besides(contractId: string, coming: string | null = null): Promise<void> {
    const engagementIds = coming === null ? [] : [coming];
    await this.lock([contractId], engagementIds);
  }

  /** All over these engagements, with those that cover what they cover. */
  async over(engagementIds: readonly string[]): Promise<void> {
    await this.lock([], engagementIds);
  }

  private async lock(contractIds: readonly string[], engagementIds: readonly string[]): Promise<void> {
    await this.database.query(
      `
      with meant as (
        select unnest(:contractIds::uuid[]) as id
        union
        select ce.contract_id from app.contract_engagement ce
        where ce.organisation_id = :organisationId and ce.engagement_id = any(:engagementIds::uuid[])
      )
      select from app.contract c
      where c.organisation_id = :organisationId and c.id in (
        select m.id from meant m
        union
        select beside.contract_id
        from app.contract_engagement own
        join app.contract_engagement beside
          on beside.organisation_id = own.organisation_id and beside.engagement_id = own.engagement_id
        where own.organisation_id = :organisationId and own.contract_id in (select m.id from meant m))
      order by c.id
      for update of c`,
      { contractIds, engagementIds },
    );
  }
}
