import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  Changes,
  Clock,
  Database,
  defineChange,
  organisationIds,
  ROWS_AT_A_TIME,
  type Actor,
} from '@countersign/platform';
import { differencesOf, type Difference } from './standing-rows';
import { Standings } from './standings';

const repaired = defineChange<{ readonly engagementIds: readonly string[] }>('repair');

export interface CheckedStandings {
  readonly slug: string;
  readonly standings: number;
  /** What is stored and what a recompute from nothing gives are two things. */
  readonly differing: readonly string[];
  /** They differ because their day has come: the daily round writes them. */
  readonly due: number;
}

/** Tells of the work while it goes on: how many of how many. */
export type Progress = (done: number, of: number) => void;

/** For operators and specs: compares what is stored with what a recompute from nothing gives, and puts it right. */
@Injectable()
export class StandingsCheck {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly standings: Standings,
  ) {}

  organisations(): Promise<string[]> {
    return organisationIds(this.database, 'living');
  }

  async check(organisationId: string): Promise<CheckedStandings> {
    const actor = actorOf(organisationId);
    const { slug } = await this.database.run(actor, () =>
      this.database.one<{ slug: string }>(
        'select o.slug from app.organisation o where o.organisation_id = :organisationId',
        { organisationId },
      ),
    );
    const differences: Difference[] = [];
    let standings = 0;
    let page: readonly string[] = [];
    do {
      page = await this.database.run(actor, () => this.engagementsAfter(page.at(-1) ?? null));
      differences.push(...(await this.database.run(actor, () => this.differing(page))));
      standings += page.length;
    } while (page.length === ROWS_AT_A_TIME);
    return {
      slug,
      standings,
      differing: differences.filter(({ due }) => !due).map(({ engagementId }) => engagementId),
      due: differences.filter(({ due }) => due).length,
    };
  }

  /** In transactions of a hundred, each committed by itself: whoever interrupts it may run it again. */
  async repair(organisationId: string, differing: readonly string[], told: Progress): Promise<void> {
    for (let done = 0; done < differing.length; done += ROWS_AT_A_TIME) {
      const engagementIds = differing.slice(done, done + ROWS_AT_A_TIME);
      await this.database.run(actorOf(organisationId), async () => {
        if (done === 0) await this.record(organisationId, differing.length);
        this.changes.note(repaired({ engagementIds }));
      });
      told(done + engagementIds.length, differing.length);
    }
  }

  private async engagementsAfter(last: string | null): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `
      select e.id from app.engagement e
      where e.organisation_id = :organisationId and (:last::uuid is null or e.id > :last)
      order by e.id
      limit :most`,
      { organisationId: this.database.organisationId, last, most: ROWS_AT_A_TIME },
    );
    return rows.map(({ id }) => id);
  }

  /** Compared once more under the lock that every change takes, so that one under way is not taken for a difference. */
  private async differing(ids: readonly string[]): Promise<Difference[]> {
    const suspected = (await this.compare(ids)).map(({ engagementId }) => engagementId);
    if (suspected.length === 0) return [];
    await this.standings.lock(suspected);
    return this.compare(suspected);
  }

  private async compare(ids: readonly string[]): Promise<Difference[]> {
    if (ids.length === 0) return [];
    return differencesOf(this.database, await this.standings.computed(ids), await this.clock.today());
  }

  private async record(organisationId: string, standings: number): Promise<void> {
    await this.audit.record({
      what: 'standings.repaired',
      object: { kind: 'organisation', id: organisationId },
      detail: { standings },
    });
  }
}

function actorOf(organisationId: string): Actor {
  return { kind: 'job', organisationId, name: 'recompute' };
}
