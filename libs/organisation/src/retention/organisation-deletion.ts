import { Injectable } from '@nestjs/common';
import { Audit, TrailLosses } from '@countersign/audit';
import { conflict, Database, type RunningJob, say } from '@countersign/platform';
import { PersonSearch } from './person-search';
import { StoredFiles } from './stored-files';

const PERCENT_OF_FREEZING = 5;

/**
 * Takes a whole organisation away. What is left is the proof: the lines of its trail without names and values, the
 * digests of its answers, the seals, and a name that says that it was deleted.
 */
@Injectable()
export class OrganisationDeletion {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly losses: TrailLosses,
    private readonly search: PersonSearch,
    private readonly files: StoredFiles,
  ) {}

  /**
   * First, and committed, nobody may come in any more; what a last request wrote
   * meanwhile may fail the deletion, which is then tried again.
   */
  async delete(job: RunningJob): Promise<void> {
    await this.database.run(job.actor, async () => {
      // It waits for every request that has begun to write.
      await this.database.allowStatements({ minutes: 5 });
      const hold = await this.search.activeHold();
      if (hold !== null) throw conflict('deletion-blocked', hold);
      await job.hold();
      await this.database.query('select lookup.freeze_organisation(:job)', { job: job.id });
    });
    await job.report(PERCENT_OF_FREEZING);
    await this.database.run(job.actor, async () => {
      await this.database.allowStatements({ minutes: 120 });
      await this.takeAway(job);
    });
  }

  private async takeAway(job: RunningJob): Promise<void> {
    const keys = await this.files.keys();
    const removing = [...new Set(keys.map(({ key }) => key))];
    const { id } = await this.database.one<{ id: string }>('select uuidv7() as id');
    const { result: places, trail } = await this.losses.during(() =>
      this.database.query<{ place: string; rows: number }>(
        'select place, rows from lookup.delete_organisation(:job, :erasure) order by place',
        { job: job.id, erasure: id },
      ),
    );
    const rows = places.reduce((sum, place) => sum + place.rows, 0);
    await job.conclude({ result: say('job.deleted', { rows, files: removing.length }), removing });
    await this.audit.record({
      id,
      what: 'organisation.erased',
      object: { kind: 'organisation', id: job.organisationId },
      detail: {
        jobId: job.id,
        rows: Object.fromEntries(places.map(({ place, rows: count }) => [place, count])),
        trail,
        files: removing.length,
        rule: 'M.G.L. c. 93I s. 2',
      },
    });
  }
}
