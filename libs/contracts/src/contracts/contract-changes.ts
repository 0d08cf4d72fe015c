import { Injectable } from '@nestjs/common';
import { OrganisationEntity } from '@countersign/identity';
import { Changes, Clock, Database, dayCame, type Change, type Weighed } from '@countersign/platform';
import { ContractCalendar } from './contract-calendar';
import { ContractLocks } from './contract-locks';
import { contractsFollowed, coverageChanged, type MovedContracts } from './contract-kinds';
import { ContractSchedules } from './contract-schedules';

/** What every change of a contract ends with, and what the passing of days does by itself. */
@Injectable()
export class ContractChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: ContractCalendar,
    private readonly schedules: ContractSchedules,
    private readonly changes: Changes,
    private readonly locks: ContractLocks,
  ) {}

  /** Terms and milestones; what else follows is noted as a change of this kind. */
  async follow(contractIds: readonly string[], kind: (moved: MovedContracts) => Change): Promise<void> {
    if (contractIds.length === 0) return;
    const engagementIds = await this.schedules.bringUpToDate(contractIds);
    this.changes.note(kind({ contractIds, engagementIds }));
  }

  /** Where a service came under a contract or left it: the others over it may be held over now, or no longer. */
  async followCoverage(contractId: string, engagementId: string): Promise<void> {
    const contractIds = [...new Set([contractId, ...(await this.contractsOver(engagementId))])];
    const engagementIds = await this.schedules.bringUpToDate(contractIds);
    this.changes.note(
      coverageChanged({ contractIds, engagementIds: [...new Set([...engagementIds, engagementId])] }),
    );
  }

  /** For the contracts over an engagement whose facts or tier moved, whose use was stated, or that has ended. */
  async followEngagement(engagementId: string): Promise<void> {
    await this.locks.over([engagementId]);
    await this.follow(await this.contractsOver(engagementId), contractsFollowed);
  }

  private async contractsOver(engagementId: string): Promise<string[]> {
    const contracts = await this.database.query<{ id: string }>(
      `
      select ce.contract_id as id
      from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.engagement_id = :engagementId
      order by ce.contract_id`,
      { organisationId: this.database.organisationId, engagementId },
    );
    return contracts.map(({ id }) => id);
  }

  /** Holidays of a new year move notice days: every contract is counted again, by the round that finds it. */
  async addHolidays(): Promise<void> {
    const { organisationId } = this.database;
    if (!(await this.calendar.seedHolidays(organisationId))) return;
    await this.database.update(OrganisationEntity, {}, { recountContracts: true });
  }

  /** What changes today without a write, with the standings that each of them moves. */
  async due(): Promise<Weighed[]> {
    return this.database.query(
      `
      select c.id, greatest(1, (
        select count(*)::int from app.contract_engagement ce
        where ce.organisation_id = c.organisation_id and ce.contract_id = c.id)) as rows
      from app.contract c
      where c.organisation_id = :organisationId and c.changes_on <= :today and app.contract_counts(c)
      order by c.id`,
      { organisationId: this.database.organisationId, today: await this.clock.today() },
    );
  }

  /** Those of them that still are, once whoever changes one of them or of those beside them is done. */
  async followDue(contractIds: readonly string[]): Promise<void> {
    await this.locks.along(contractIds);
    const due = await this.database.query<{ id: string }>(
      `
      select c.id
      from app.contract c
      where c.organisation_id = :organisationId and c.id = any(:contractIds::uuid[]) and c.changes_on <= :today
        and app.contract_counts(c)
      order by c.id`,
      { organisationId: this.database.organisationId, contractIds, today: await this.clock.today() },
    );
    await this.follow(
      due.map(({ id }) => id),
      dayCame,
    );
  }
}
