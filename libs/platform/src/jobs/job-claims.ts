import { asJson } from '../database/named-parameters';
import type { Words } from '@countersign/wire';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Leases } from './leases';
import { jobTable, type JobWork } from './job-work';
import {
  actorOf,
  JobCancelledError,
  JobLostError,
  type FinishedJob,
  type JobRow,
  type Outcome,
} from './job-row';

/** What a worker writes of the job in its hands, and only while it is in its hands. */
@Injectable()
export class JobClaims {
  private readonly leases: Leases;

  constructor(private readonly database: Database) {
    this.leases = new Leases(database, jobTable);
  }

  /** Within a transaction. Null where another has it, or another job of the organisation is under way. */
  async take({ id, attempt }: JobWork, leaseSeconds: number): Promise<JobRow | null> {
    const { organisationId } = this.database;
    // Two workers that each begin another job of one organisation come one after the other.
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.jobs.' || :organisationId::text, 0))`,
      { organisationId },
    );
    return this.leases.take<JobRow>(
      { id, attempt, leaseSeconds, mayReclaim: true },
      {
        where: `not exists (
          select from app.data_job o
          where o.organisation_id = w.organisation_id and o.id <> w.id and o.state = 'running'
            and o.lease_until >= clock_timestamp())`,
        returning: `w.organisation_id, w.id, w.kind, w.attempts as attempt, w.requested_by, w.subject_kind as about_kind,
          w.subject_id as about_id, w.removing, w.result is not null as concluded,
          w.cancel_asked_at is not null as cancel_asked`,
      },
    );
  }

  async renew(job: JobRow, leaseSeconds: number): Promise<void> {
    await this.database.run(actorOf(job), () => this.leases.renew(job, leaseSeconds));
  }

  async report(job: JobRow, percent: number): Promise<void> {
    await this.database.run(actorOf(job), async () => {
      await this.hold(job);
      await this.update(job, 'progress = :percent', { percent });
    });
  }

  /** Within a transaction. */
  async hold(row: JobRow): Promise<void> {
    const found = await this.database.maybeOne<{ cancelled: boolean }>(
      `select w.cancel_asked_at is not null as cancelled from app.data_job w
       where ${this.leases.held} for no key update`,
      this.leases.parameters(row),
    );
    if (found === null) throw new JobLostError();
    if (found.cancelled) throw new JobCancelledError();
  }

  /** Within a transaction. */
  async conclude(job: JobRow, { result, file, removing = [] }: Outcome): Promise<void> {
    await this.hold(job);
    await this.update(job, 'result = :result::jsonb, removing = :removing', {
      result: asJson(result),
      removing,
    });
    if (file === undefined) return;
    const { key, size, sha256, days } = file;
    await this.update(
      job,
      `storage_key = :key, file_size = :size, file_sha256 = :sha256,
       file_available_until = now() + make_interval(days => :days::int)`,
      { key, size, sha256, days },
    );
  }

  /** Within a transaction. False where another has taken it over, who then writes its end. */
  end(job: JobRow, { state, problem }: FinishedJob): Promise<boolean> {
    return this.update(
      job,
      `state = :state, problem = :problem::jsonb, removing = '{}', lease_until = null, finished_at = clock_timestamp(),
       progress = case when :state = 'done' then 100 else w.progress end`,
      { state, problem: problem === null ? null : asJson(problem) },
    );
  }

  /** Within a transaction: begun again in so many seconds. */
  putOff(job: JobRow, problem: Words, seconds: number): Promise<boolean> {
    return this.update(
      job,
      'problem = :problem::jsonb, lease_until = clock_timestamp() + make_interval(secs => :seconds)',
      { problem: asJson(problem), seconds },
    );
  }

  /** Within a transaction: at once for whoever comes, and as if it had not been begun. */
  giveBack(job: JobRow): Promise<boolean> {
    return this.update(job, `state = 'waiting', lease_until = null, attempts = w.attempts - 1`, {});
  }

  private async update(
    row: JobRow,
    set: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const updated = await this.database.query(
      `update app.data_job w set ${set} where ${this.leases.held} returning w.id`,
      { ...this.leases.parameters(row), ...parameters },
    );
    return updated.length > 0;
  }
}
