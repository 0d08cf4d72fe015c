import { Injectable } from '@nestjs/common';
import { OverruledGrounds } from '@countersign/assessments';
import { ContractChanges } from '@countersign/contracts';
import { Batches, Database, forEachOrganisation, type JobActor, type Weighed } from '@countersign/platform';
import { EndingService } from '@countersign/engagements';
import { FormulaChange } from '../standings/formula-change';
import { Standings } from '../standings/standings';
import { TierOverrideService } from '../tier/tier-override.service';
import { Recount } from './recount';

const DAILY_CHANGES = 'daily changes';

/**
 * What changes at midnight without a write: engagements that end, terms, findings that become overdue, approvals and overrides that end,
 * rejected findings whose ground still stands. It asks for what
 * is due instead of waiting for the hour, so a machine that slept through midnight catches up, and a round that was
 * killed goes on where it stopped: each transaction holds about a hundred rows and leaves them no longer due.
 */
@Injectable()
export class DailyChanges {
  constructor(
    private readonly database: Database,
    private readonly batches: Batches,
    private readonly recount: Recount,
    private readonly contracts: ContractChanges,
    private readonly overruled: OverruledGrounds,
    private readonly standings: Standings,
    private readonly formula: FormulaChange,
    private readonly overrides: TierOverrideService,
    private readonly ending: EndingService,
  ) {}

  followAll(stopping?: AbortSignal): Promise<void> {
    const round = { name: DAILY_CHANGES, which: 'all', stopping } as const;
    return forEachOrganisation(this.database, round, ({ organisationId }) =>
      this.follow(organisationId, stopping),
    );
  }

  async follow(organisationId: string, stopping?: AbortSignal): Promise<void> {
    const actor: JobActor = { kind: 'job', organisationId, name: DAILY_CHANGES };
    await this.database.run(actor, () => this.contracts.addHolidays());
    await this.recount.markDue(actor, stopping);
    const each = async (
      what: string,
      find: () => Promise<readonly Weighed[]>,
      work: (ids: readonly string[]) => Promise<void>,
    ) => {
      const due = await this.database.run(actor, find);
      await this.batches.run(due, { actor, what, work, stopping });
    };
    await each(
      'Change of the formula',
      () => this.formula.due(),
      (ids) => this.formula.carry(ids),
    );
    await each(
      'Ends of engagements',
      () => this.ending.due(),
      (ids) => this.ending.endDue(ids),
    );
    await each(
      'Terms of contracts',
      () => this.contracts.due(),
      (ids) => this.contracts.followDue(ids),
    );
    await each(
      'Rejected findings',
      () => this.overruled.due(),
      (ids) => this.overruled.lookAgain(ids),
    );
    await each(
      'Overrides of tiers',
      () => this.overrides.due(),
      (ids) => this.overrides.expire(ids),
    );
    await each(
      'Standings',
      () => this.standings.due(),
      (ids) => this.standings.recomputeDue(ids),
    );
  }
}
