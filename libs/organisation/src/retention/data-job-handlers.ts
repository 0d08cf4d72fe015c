import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  Database,
  JobKinds,
  say,
  type FinishedJob,
  type JobHandler,
  type RunningJob,
  type Words,
} from '@countersign/platform';
import { deletionJob, erasureJob, exportJob } from './data-job';
import { Erasure } from './erasure';
import { OrganisationDeletion } from './organisation-deletion';
import { OrganisationExport } from './organisation-export';

/** What holds for every job on an organisation's data, whatever it does. */
@Injectable()
export class DataJobRules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  with<About extends string>(run: (job: RunningJob<About>) => Promise<void>): JobHandler<About> {
    return {
      run,
      refusal: ({ row }) => this.refusal(row.requestedBy),
      mustSucceed: () => this.isHalfDeleted(),
      ended: (job, end) => this.record(job, end),
    };
  }

  private async refusal(requestedBy: string | null): Promise<Words | null> {
    const asker = await this.database.maybeOne(
      `select m.id from app.member m
       where m.organisation_id = :organisationId and m.id = :requestedBy and m.active`,
      { requestedBy },
    );
    return asker === null ? say('job.asker-gone') : null;
  }

  /** With the ways in gone, nobody could ask for the deletion once more. */
  private async isHalfDeleted(): Promise<boolean> {
    const { gone } = await this.database.one<{ gone: boolean }>(
      'select o.deleted_at is not null as gone from app.organisation o where o.organisation_id = :organisationId',
    );
    return gone;
  }

  /** Whoever cancelled it stands in the trail already; what was done records itself. */
  private async record(
    { row: { kind, id } }: Pick<RunningJob, 'row'>,
    { state, problem, asked }: FinishedJob,
  ): Promise<void> {
    if (state === 'done' || asked) return;
    await this.audit.record({
      what: `${kind}.${state}`,
      object: { kind: 'data-job', id },
      detail: { problem },
    });
  }
}

/** Who does what. */
@Injectable()
export class DataJobHandlers implements OnModuleInit {
  constructor(
    private readonly kinds: JobKinds,
    private readonly rules: DataJobRules,
    private readonly erasure: Erasure,
    private readonly exports: OrganisationExport,
    private readonly deletion: OrganisationDeletion,
  ) {}

  onModuleInit(): void {
    for (const job of [erasureJob, exportJob, deletionJob]) this.kinds.declare(job);
    this.kinds.handle(
      erasureJob,
      this.rules.with((job) => this.erasure.erase(job)),
    );
    this.kinds.handle(
      exportJob,
      this.rules.with((job) => this.exports.export(job)),
    );
    this.kinds.handle(
      deletionJob,
      this.rules.with((job) => this.deletion.delete(job)),
    );
  }
}
