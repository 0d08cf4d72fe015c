import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { FileStore } from '../files/file-store';
import { Problem, say } from '@countersign/wire';
import { JobClaims } from './job-claims';
import { JobKinds } from './job-kinds';
import { JobCancelledError, JobInterruptedError, JobLostError, type FinishedJob } from './job-row';
import type { JobWork } from './job-work';
import { keepRenewed } from './leases';
import { RunningJob } from './running-job';

const MOST_A_LOOK = 200;

/** Where a job that must succeed has failed and its kind says nothing of waiting. */
const PAUSE_SECONDS = 60;

const done: FinishedJob = { state: 'done', problem: null, asked: false };

/** Takes one job from its row to its end: claim, do, remove, record. What a crash left behind is gone on with. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);

  constructor(
    private readonly database: Database,
    private readonly kinds: JobKinds,
    private readonly claims: JobClaims,
    private readonly files: FileStore,
  ) {}

  /** Of each organisation the oldest, unless one of its jobs is under way: many of one let no other wait. */
  due(): Promise<JobWork[]> {
    return this.database.run({ kind: 'none' }, () =>
      this.database.query<JobWork>(
        'select organisation_id, id, kind, attempt from lookup.due_jobs(:kinds, :most)',
        { kinds: this.kinds.all, most: MOST_A_LOOK },
      ),
    );
  }

  /** One after the other, in this process. */
  async runDue(stopping: AbortSignal = new AbortController().signal): Promise<void> {
    for (const work of await this.due()) {
      if (stopping.aborted) return;
      await this.run(work, stopping);
    }
  }

  /** Never fails: what cannot even be written down is logged, and whoever comes after its lease goes on with it. */
  async run(work: JobWork, stopping: AbortSignal): Promise<void> {
    try {
      const job = await this.begin(work, stopping);
      if (job !== null) await this.perform(job);
    } catch (error) {
      this.logger.error(error, `The job ${work.id} could not be gone on with; those of others go on.`);
    }
  }

  private begin(work: JobWork, stopping: AbortSignal): Promise<RunningJob | null> {
    const { organisationId, kind } = work;
    const { leaseSeconds, mostAttempts } = this.kinds.definitionOf(kind);
    const handler = this.kinds.handlerOf(kind);
    return this.database.run({ kind: 'job', organisationId, name: 'jobs' }, async () => {
      const row = await this.claims.take(work, leaseSeconds);
      if (row === null) return null;
      const job = new RunningJob(row, this.claims, stopping);
      if (row.concluded || (await handler.mustSucceed?.(job))) return job;
      const refusal = (await handler.refusal?.(job)) ?? null;
      if (row.cancelAsked) return this.endAtOnce(job, cancelledByRequest);
      if (refusal !== null)
        return this.endAtOnce(job, { state: 'cancelled', problem: refusal, asked: false });
      if (row.attempt > mostAttempts) return this.endAtOnce(job, begunTooOften);
      return job;
    });
  }

  private async perform(job: RunningJob): Promise<void> {
    const { leaseSeconds } = this.kinds.definitionOf(job.row.kind);
    const renewal = keepRenewed(leaseSeconds, () => this.claims.renew(job.row, leaseSeconds));
    try {
      if (!job.row.concluded) await this.kinds.handlerOf(job.row.kind).run(job);
      for (const key of job.filesToRemove) await this.files.remove(key);
      await this.database.run(job.actor, () => this.end(job, done));
    } catch (error) {
      await this.fail(job, error);
    } finally {
      renewal.stop();
    }
  }

  private async fail(job: RunningJob, error: unknown): Promise<void> {
    if (error instanceof JobLostError) return;
    await this.database.run(job.actor, async () => {
      if (error instanceof JobInterruptedError) await this.claims.giveBack(job.row);
      else if (error instanceof JobCancelledError) await this.end(job, cancelledByRequest);
      else await this.endOrPutOff(job, error);
    });
  }

  private async endOrPutOff(job: RunningJob, error: unknown): Promise<void> {
    const { kind, id, attempt } = job.row;
    const expected = error instanceof Problem;
    if (!expected) this.logger.error(error, `The ${kind} ${id} failed.`);
    const problem = expected ? error.words : say('job.unexpected');
    const { retryAfterSeconds, mostAttempts } = this.kinds.definitionOf(kind);
    const again = !expected && retryAfterSeconds !== null && attempt < mostAttempts;
    if (again || (await this.kinds.handlerOf(kind).mustSucceed?.(job)))
      await this.claims.putOff(job.row, problem, retryAfterSeconds ?? PAUSE_SECONDS);
    else await this.end(job, { state: 'failed', problem, asked: false });
  }

  private async endAtOnce(job: RunningJob, end: FinishedJob): Promise<null> {
    await this.end(job, end);
    return null;
  }

  private async end(job: RunningJob, end: FinishedJob): Promise<void> {
    if (await this.claims.end(job.row, end)) await this.kinds.handlerOf(job.row.kind).ended?.(job, end);
  }
}

const cancelledByRequest: FinishedJob = { state: 'cancelled', problem: null, asked: true };

const begunTooOften: FinishedJob = {
  state: 'failed',
  problem: say('job.begun-too-often'),
  asked: false,
};
