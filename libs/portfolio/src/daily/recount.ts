import { Injectable } from '@nestjs/common';
import { OrganisationEntity } from '@countersign/identity';
import { Batches, Clock, Database, type Actor } from '@countersign/platform';

interface Asked {
  readonly contracts: boolean;
  readonly standingsFrom: string | null;
  readonly revision: number;
}

/** Carries what was changed for all rows of an organisation to them: calls them due, a hundred in a transaction. */
@Injectable()
export class Recount {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly batches: Batches,
  ) {}

  async markDue(actor: Actor, stopping?: AbortSignal): Promise<void> {
    const asked = await this.database.run(actor, () => this.asked());
    if (!asked.contracts && asked.standingsFrom === null) return;
    const contracts = await this.database.run(actor, () => this.contracts(asked));
    const standings = await this.database.run(actor, () => this.standings(asked));
    const marking = { actor, what: 'Counting again', stopping };
    await this.batches.run(contracts, { ...marking, work: (ids) => this.markContracts(ids) });
    await this.batches.run(standings, { ...marking, work: (ids) => this.markStandings(ids) });
    if (!stopping?.aborted) await this.database.run(actor, () => this.done(asked));
  }

  private asked(): Promise<Asked> {
    return this.database.one<Asked>(
      `
      select o.recount_contracts as contracts, o.recount_standings_from as standings_from, o.revision
      from app.organisation o
      where o.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
  }

  private contracts({ contracts }: Asked): Promise<{ id: string; rows: number }[]> {
    return this.database.query(
      `
      select c.id, 1 as rows from app.contract c
      where c.organisation_id = :organisationId and :contracts::boolean and app.contract_counts(c)
      order by c.id`,
      { contracts },
    );
  }

  /** Those computed since that day began anywhere on earth: whatever zone it was counted in, none is missed. */
  private standings({ standingsFrom }: Asked): Promise<{ id: string; rows: number }[]> {
    return this.database.query(
      `
      select s.engagement_id as id, 1 as rows from app.standing s
      where s.organisation_id = :organisationId
        and s.computed_at >= :standingsFrom::timestamp at time zone 'Etc/GMT-14'
      order by s.engagement_id`,
      { standingsFrom },
    );
  }

  private async markContracts(ids: readonly string[]): Promise<void> {
    await this.database.query(
      `
      with held as (
        select c.id from app.contract c
        where c.organisation_id = :organisationId and c.id = any(:ids::uuid[]) and app.contract_counts(c)
        order by c.id
        for no key update
      )
      update app.contract c set changes_on = :today
      from held
      where c.organisation_id = :organisationId and c.id = held.id`,
      { ids, today: await this.clock.today() },
    );
  }

  private async markStandings(ids: readonly string[]): Promise<void> {
    await this.database.query(
      `
      with held as (
        select s.engagement_id from app.standing s
        where s.organisation_id = :organisationId and s.engagement_id = any(:ids::uuid[])
        order by s.engagement_id
        for no key update
      )
      update app.standing s set changes_on = :today
      from held
      where s.organisation_id = :organisationId and s.engagement_id = held.engagement_id`,
      { ids, today: await this.clock.today() },
    );
  }

  /** Unless the zone has been changed once more meanwhile: then the next round begins again. */
  private async done({ revision }: Asked): Promise<void> {
    await this.database.update(
      OrganisationEntity,
      { revision },
      { recountContracts: false, recountStandingsFrom: null },
    );
  }
}
