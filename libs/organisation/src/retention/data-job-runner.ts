import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, Problem } from '@countersign/platform';
import { actorOf, type RunningJob } from './data-job';
import { DataJobWork } from './data-job-work';
import { StoredFiles } from './stored-files';

const LEASE = '15 minutes';
const PAUSE = '1 minute';
const MOST_ATTEMPTS = 5;
const JOBS_A_ROUND = 20;

/** Takes waiting jobs, one at a time in each organisation, and goes on with what a crash has left behind. */
@Injectable()
export class DataJobRunner {
  private readonly logger = new Logger(DataJobRunner.name);

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly work: DataJobWork,
    private readonly files: StoredFiles,
  ) {}

  async runDue(): Promise<void> {
    const due = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ organisationId: string; id: string }>(
        'select organisation_id, id from lookup.waiting_data_jobs(:most)',
        { most: JOBS_A_ROUND },
      ),
    );
    for (const { organisationId, id } of due) await this.runOne(organisationId, id);
  }

  private async runOne(organisationId: string, id: string): Promise<void> {
    const job = await this.database
      .run({ kind: 'job', organisationId, name: 'data jobs' }, () => this.claim(id))
      .catch((error: unknown) => {
        this.logger.error(error, `The job ${id} could not be begun; those of others go on.`);
        return null;
      });
    if (job === null) return;
    try {
      const removing = await this.work.perform(job);
      for (const key of removing) await this.files.remove(key);
      await this.settle(job, { state: 'done', problem: null });
    } catch (error) {
      await this.fail(job, error);
    }
  }

  /** A long deletion holds its row for longer than its lease: nobody waits for that. */
  private async claim(id: string): Promise<RunningJob | null> {
    const job = await this.database.maybeOne<ClaimedJob>(
      `
      update app.data_job j
      set state = 'running', lease_until = clock_timestamp() + :lease::interval, attempts = j.attempts + 1
      where j.id = (select l.id from app.data_job l where l.id = :id for update skip locked)
        and (j.state = 'waiting' or j.state = 'running' and j.lease_until < clock_timestamp())
        and not exists (
          select from app.data_job o where o.id <> j.id and o.state = 'running' and o.lease_until >= clock_timestamp())
      returning j.organisation_id, j.id, j.kind, j.attempts, j.requested_by, j.subject_kind, j.subject_id, j.removing,
        j.result is not null as concluded,
        (select o.deleted_at is not null from app.organisation o where o.organisation_id = j.organisation_id) as frozen,
        not exists (select from app.member m where m.id = j.requested_by and m.active) as requester_gone`,
      { id, lease: LEASE },
    );
    // What is committed, and an organisation that nobody can enter any more, is brought to its end.
    if (job === null || job.concluded || job.frozen) return job;
    if (job.requesterGone) {
      await this.end(job, {
        state: 'cancelled',
        problem: 'Whoever asked for it is no longer an active member.',
      });
      return null;
    }
    if (job.attempts > MOST_ATTEMPTS) {
      await this.end(job, {
        state: 'failed',
        problem: 'It was begun several times and never came to its end.',
      });
      return null;
    }
    return job;
  }

  private async fail(job: RunningJob, error: unknown): Promise<void> {
    const expected = error instanceof Problem;
    if (!expected) this.logger.error(error, `The ${job.kind} ${job.id} failed.`);
    const problem = expected
      ? error.detail
      : 'Something unexpected ended it: the log of the server says what.';
    await this.database.run(actorOf(job), async () => {
      if (!(await this.isTriedAgain(job, problem))) await this.end(job, { state: 'failed', problem });
    });
  }

  /** Half a deletion must not stay: with the ways in gone, nobody could ask for it once more. */
  private async isTriedAgain(job: RunningJob, problem: string): Promise<boolean> {
    const waiting = await this.database.query(
      `update app.data_job j set lease_until = clock_timestamp() + :pause::interval, problem = :problem
       from app.organisation o
       where j.id = :id and j.kind = 'deletion' and o.organisation_id = j.organisation_id and o.deleted_at is not null
       returning j.id`,
      { id: job.id, problem, pause: PAUSE },
    );
    return waiting.length > 0;
  }

  private settle(job: RunningJob, end: JobEnd): Promise<void> {
    return this.database.run(actorOf(job), () => this.end(job, end));
  }

  private async end(job: RunningJob, { state, problem }: JobEnd): Promise<void> {
    await this.database.query(
      `update app.data_job set state = :state, problem = :problem, removing = '{}', lease_until = null,
         finished_at = clock_timestamp()
       where id = :id`,
      { id: job.id, state, problem },
    );
    if (state === 'done') return;
    await this.audit.record({
      what: `${job.kind}.${state}`,
      object: { kind: 'data-job', id: job.id },
      detail: { problem },
    });
  }
}

interface ClaimedJob extends RunningJob {
  /** Its organisation is being deleted: nobody is left who could ask again. */
  readonly frozen: boolean;
  readonly requesterGone: boolean;
}

interface JobEnd {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly problem: string | null;
}
