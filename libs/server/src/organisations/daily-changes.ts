import { Injectable, Logger } from '@nestjs/common';
import { OverruledGrounds } from '../assessments/overruled-grounds';
import { ContractChanges } from '../contracts';
import { Database } from '../platform';
import { Standings } from '../standings/standings';

/**
 * What changes at midnight without a write: terms, findings that become overdue, approvals that end,
 * rejected findings whose ground still stands. It asks for what
 * is due instead of waiting for the hour, so a machine that slept through midnight catches up.
 */
@Injectable()
export class DailyChanges {
  private readonly logger = new Logger(DailyChanges.name);

  constructor(
    private readonly database: Database,
    private readonly contracts: ContractChanges,
    private readonly overruled: OverruledGrounds,
    private readonly standings: Standings,
  ) {}

  /** One organisation's error never stops the rest. */
  async followAll(): Promise<void> {
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.organisations() as id'),
    );
    for (const { id } of organisations) {
      try {
        await this.follow(id);
      } catch (error) {
        this.logger.error(error, `The daily changes of organisation ${id} failed.`);
      }
    }
  }

  async follow(organisationId: string): Promise<void> {
    await this.database.run({ kind: 'job', organisationId, name: 'daily changes' }, async () => {
      await this.contracts.extendTerms();
      await this.overruled.lookAgain();
      await this.standings.recomputeDue();
    });
  }
}
