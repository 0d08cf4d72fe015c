import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit';
import { conflict, Database } from '../platform';
import { actorOf, type RunningJob } from './data-job';
import { PersonSearch } from './person-search';
import { StoredFiles } from './stored-files';

/**
 * Takes a whole organisation away. What is left is the proof: the lines of its trail without names and values, the
 * digests of its answers, the seals, and a name that says that it was deleted.
 */
@Injectable()
export class OrganisationDeletion {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly search: PersonSearch,
    private readonly files: StoredFiles,
  ) {}

  /** Gives the keys whose bytes must go now. */
  async delete(job: RunningJob): Promise<readonly string[]> {
    if (job.removing.length > 0) return job.removing;
    return this.database.run(actorOf(job), async () => {
      await this.database.query(`set local statement_timeout = '2h'`);
      const hold = await this.search.activeHold();
      if (hold !== null) throw conflict('deletion-blocked', hold);
      return this.takeAway(job);
    });
  }

  private async takeAway(job: RunningJob): Promise<readonly string[]> {
    const keys = await this.files.keys();
    const removing = [...new Set(keys.map(({ key }) => key))];
    const { id } = await this.database.one<{ id: string }>('select uuidv7() as id');
    const places = await this.database.query<{ place: string; rows: number }>(
      'select place, rows from lookup.delete_organisation(:job, :erasure) order by place',
      { job: job.id, erasure: id },
    );
    const rows = places.reduce((sum, place) => sum + place.rows, 0);
    await this.database.query(
      'update app.data_job set removing = :removing, result = :result where id = :id',
      {
        id: job.id,
        removing,
        result: `${rows} rows and ${removing.length} files`,
      },
    );
    await this.audit.record({
      id,
      what: 'organisation.erased',
      object: { kind: 'organisation', id: job.organisationId },
      detail: {
        jobId: job.id,
        rows: Object.fromEntries(places.map(({ place, rows: count }) => [place, count])),
        files: removing.length,
        rule: 'M.G.L. c. 93I s. 2',
      },
    });
    return removing;
  }
}
