import { Injectable } from '@nestjs/common';
import { Audit, TrailLosses, type TrailLoss } from '@countersign/audit';
import {
  conflict,
  Database,
  expression,
  JobEntity,
  say,
  type RunningJob,
  type Words,
} from '@countersign/platform';
import type { FoundPerson, Subject, SubjectKind } from './named-person';
import { PersonSearch } from './person-search';
import { StoredFiles, type StoredKey } from './stored-files';

type ErasureJob = RunningJob<SubjectKind>;

/** Looking into files is most of the work; what follows is one transaction. */
const PERCENT_OF_LOOKING = 90;

interface Done {
  /** The line of the trail that every erased part names. */
  readonly id: string;
  readonly places: readonly { place: string; rows: number }[];
  readonly trail: TrailLoss;
  readonly removing: readonly string[];
}

interface Scan {
  readonly looked: ReadonlySet<string>;
  readonly naming: readonly string[];
}

/**
 * Takes a person out of the whole organisation: rows, trail and files (`docs/decisions/7-erasure.md`). Files are read
 * outside any transaction; what is forgotten is committed before its bytes go.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly losses: TrailLosses,
    private readonly search: PersonSearch,
    private readonly files: StoredFiles,
  ) {}

  /** A conflict says what stands in the way. */
  async erase(job: ErasureJob): Promise<void> {
    const subject = job.about;
    let scan: Scan = { looked: new Set(), naming: [] };
    for (;;) {
      const { person, keys } = await this.look(job, subject);
      scan = await this.scan(job, keys, { person, before: scan });
      const seen = scan;
      if (await this.database.run(job.actor, () => this.forget(job, subject, seen))) return;
    }
  }

  private look(job: ErasureJob, subject: Subject): Promise<{ person: FoundPerson; keys: StoredKey[] }> {
    return this.database.run(job.actor, async () => ({
      person: await this.search.find(subject),
      keys: await this.files.keys(),
    }));
  }

  /** An export holds everybody, compressed: it goes unread. */
  private async scan(
    job: ErasureJob,
    keys: readonly StoredKey[],
    { person, before }: { readonly person: FoundPerson; readonly before: Scan },
  ): Promise<Scan> {
    const looked = new Set(before.looked);
    const naming = [...before.naming];
    for (const [index, { key, table }] of keys.entries()) {
      await job.report((index / keys.length) * PERCENT_OF_LOOKING);
      if (looked.has(key)) continue;
      looked.add(key);
      if (table === 'data_job' || (await this.files.names(key, person))) naming.push(key);
    }
    await job.report(PERCENT_OF_LOOKING);
    return { looked, naming };
  }

  /** False when a file has come that nobody has looked into yet. */
  private async forget(job: ErasureJob, subject: Subject, scan: Scan): Promise<boolean> {
    await this.database.allowStatements({ minutes: 30 });
    const keys = await this.files.keys();
    if (keys.some(({ key }) => !scan.looked.has(key))) return false;
    await job.hold();
    await this.search.holdOrganisation();
    const person = await this.search.find(subject);
    const blockedBy = await this.search.blockedBy(person);
    if (blockedBy !== null) throw conflict('erasure-blocked', blockedBy);
    const { id } = await this.database.one<{ id: string }>('select uuidv7() as id');
    const { result: places, trail } = await this.losses.during(() =>
      this.database.query<{ place: string; rows: number }>(
        'select place, sum(rows)::bigint as rows from lookup.erase_person(:job, :erasure) group by 1 order by 1',
        { job: job.id, erasure: id },
      ),
    );
    const removing = scan.naming.filter((key) => keys.some((known) => known.key === key));
    await this.database.query('select lookup.forget_files(:job, :removing)', { job: job.id, removing });
    await this.refuseRemains(person);
    await this.conclude(job, subject, { id, places, trail, removing });
    return true;
  }

  /** Better no erasure than one that only says so. */
  private async refuseRemains(person: FoundPerson): Promise<void> {
    const left = await this.search.places(person);
    if (left.length > 0) {
      throw new Error(`The erasure left something in ${left.map(({ place }) => place).join(', ')}.`);
    }
  }

  private async conclude(job: ErasureJob, subject: Subject, done: Done): Promise<void> {
    const rows = done.places.reduce((sum, place) => sum + place.rows, 0);
    const files = done.removing.length;
    const unsearchedFiles = await this.search.unsearched(done.removing);
    await this.database.update(JobEntity, { id: job.id }, { subject: expression`subject_id::text` });
    await job.conclude({ result: outcomeOf({ rows, files, unsearchedFiles }), removing: done.removing });
    await this.audit.record({
      id: done.id,
      what: 'person.erased',
      object: subject,
      detail: {
        jobId: job.id,
        rows: Object.fromEntries(done.places.map(({ place, rows: count }) => [place, count])),
        trail: done.trail,
        files,
        unsearchedFiles,
        rule: 'M.G.L. c. 93I s. 2',
      },
    });
  }
}

/** What was not looked into is said beside what went: a name in there is for people to find. */
function outcomeOf({
  rows,
  files,
  unsearchedFiles,
}: Readonly<Record<'rows' | 'files' | 'unsearchedFiles', number>>): Words {
  return unsearchedFiles === 0
    ? say('job.erased', { rows, files })
    : say('job.erased-unsearched', { rows, files, unsearchedFiles });
}
