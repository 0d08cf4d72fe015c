import { conflict, say } from '@countersign/wire';
import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../database/actor';
import { Database } from '../database/database';
import { sqlState, sqlStateOf } from '../database/sql-errors';
import type { JobDefinition } from './job-definition';
import { JobKinds } from './job-kinds';
import { JobQueue } from './job-queue';
import { JobEntity } from './job.entity';

interface NewJob<About extends string> {
  readonly by: Pick<MemberActor, 'memberId' | 'name'>;
  readonly reason?: string;
  /** What it works on, and how the list of jobs calls it. */
  readonly about?: { readonly kind: About; readonly id: string; readonly words: string };
}

/** Asks for work that is done later. The row is the promise; whatever carries it only speeds it up. */
@Injectable()
export class Jobs {
  constructor(
    private readonly database: Database,
    private readonly kinds: JobKinds,
    private readonly queue: JobQueue,
  ) {}

  /** Within the transaction of whoever asks. */
  async add<About extends string>(
    definition: JobDefinition<About>,
    { by, reason, about }: NewJob<About>,
  ): Promise<string> {
    const { kind } = this.kinds.definitionOf(definition.kind);
    if ((about === undefined) !== (definition.about.length === 0))
      throw new Error(
        `The job ${kind} is about ${definition.about.join(' or ') || 'its organisation alone'}.`,
      );
    const { organisationId } = this.database;
    const { id } = await this.database.insert(
      JobEntity,
      {
        kind,
        requestedBy: by.memberId,
        requestedByName: by.name,
        reason: reason ?? null,
        subjectKind: about?.kind ?? null,
        subjectId: about?.id ?? null,
        subject: about?.words ?? null,
      },
      ['id'],
    );
    this.database.afterCommit(() => this.queue.hint({ organisationId, id, kind, attempt: 0 }));
    return id;
  }

  /**
   * Within the transaction of whoever cancels. What waits ends here; what runs ends at its next step, and what it has
   * made is not kept.
   *
   * @throws 404; 409 `job-ended`, `job-concluding`
   */
  async cancel(id: string): Promise<void> {
    await this.hold(id);
    const { over } = await this.database.one<{ over: boolean }>(
      `
      select w.state not in ('waiting', 'running') or w.result is not null or w.cancel_asked_at is not null
          or (select o.deleted_at is not null from app.organisation o where o.organisation_id = w.organisation_id) as over
      from app.data_job w where w.organisation_id = :organisationId and w.id = :id`,
      { organisationId: this.database.organisationId, id },
      'job',
    );
    if (over) throw conflict('job-ended', say('refusal.job-ended'));
    await this.database.query(
      `
      update app.data_job w set cancel_asked_at = now(),
        state = case when w.state = 'waiting' then 'cancelled' else w.state end,
        finished_at = case when w.state = 'waiting' then clock_timestamp() else w.finished_at end
      where w.organisation_id = :organisationId and w.id = :id`,
      { organisationId: this.database.organisationId, id },
    );
  }

  /** While the job holds its row it does what cannot be taken back, for longer than anybody at a screen waits. */
  private async hold(id: string): Promise<void> {
    await this.database.query(`set local lock_timeout = '2s'`);
    try {
      await this.database.one(
        'select w.id from app.data_job w where w.organisation_id = :organisationId and w.id = :id for no key update',
        { organisationId: this.database.organisationId, id },
        'job',
      );
    } catch (error) {
      if (sqlStateOf(error) !== sqlState.lockNotAvailable) throw error;
      throw conflict('job-concluding', say('refusal.job-concluding'));
    }
  }
}
