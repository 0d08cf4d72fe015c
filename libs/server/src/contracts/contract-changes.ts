import { Injectable } from '@nestjs/common';
import { Clock, Database } from '../platform';
import { Standings } from '../standings/standings';
import { ContractCalendar } from './contract-calendar';
import { ContractSchedules } from './contract-schedules';

/** What every change of a contract ends with, and what the passing of days does by itself. */
@Injectable()
export class ContractChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: ContractCalendar,
    private readonly schedules: ContractSchedules,
    private readonly standings: Standings,
  ) {}

  /** Terms, milestones, findings of clauses and the standings of the engagements, in this order. */
  async follow(contractIds: readonly string[]): Promise<void> {
    const engagementIds = await this.schedules.bringUpToDate(contractIds);
    await this.standings.recompute(engagementIds);
  }

  /** For the contracts over an engagement that was opened or has ended. */
  async followEngagement(engagementId: string): Promise<void> {
    const contracts = await this.database.query<{ id: string }>(
      `
      select ce.contract_id as id
      from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.engagement_id = :engagementId
      order by ce.contract_id`,
      { organisationId: this.database.organisationId, engagementId },
    );
    await this.follow(contracts.map(({ id }) => id));
  }

  /**
   * The daily work of one organisation, in a transaction of its own: what changes today without a write, terms
   * up to 24 months ahead, holidays of a new year. Idempotent; gives back how many contracts it brought up to date.
   */
  async extendTerms(): Promise<number> {
    const daysAdded = await this.calendar.seedHolidays(this.database.organisationId);
    const due = await this.database.query<{ id: string }>(
      `
      select c.id
      from app.contract c
      where c.organisation_id = :organisationId and (:daysAdded::boolean or c.changes_on <= :today)
      order by c.id`,
      { organisationId: this.database.organisationId, daysAdded, today: await this.clock.today() },
    );
    await this.follow(due.map(({ id }) => id));
    return due.length;
  }
}
