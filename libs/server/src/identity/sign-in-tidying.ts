import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { PeriodicTasks } from '../platform/queue/periodic-tasks';

const hourMs = 60 * 60 * 1000;

/** What a sign-in leaves behind names people and places: nothing of it is kept once it can decide nothing any more. */
@Injectable()
export class SignInTidying implements OnModuleInit {
  private readonly logger = new Logger(SignInTidying.name);

  constructor(
    private readonly database: Database,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'sign-in-tidying', everyMs: hourMs, run: () => this.tidyAll() });
  }

  /** One organisation's error never stops the rest. */
  async tidyAll(): Promise<void> {
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.organisations() as id'),
    );
    for (const { id } of organisations) {
      try {
        await this.tidy(id);
      } catch (error) {
        this.logger.error(error, `The ended sign-ins of organisation ${id} were not removed.`);
      }
    }
  }

  private async tidy(organisationId: string): Promise<void> {
    await this.database.run({ kind: 'job', organisationId, name: 'sign-in tidying' }, async () => {
      for (const ended of [
        'delete from app.member_session where organisation_id = :organisationId and least(idle_until, expires_at) < now()',
        'delete from app.sign_in_step where organisation_id = :organisationId and expires_at < now()',
        'delete from app.member_link where organisation_id = :organisationId and expires_at < now()',
        // After a day without a wrong try the counter begins anew in any case.
        `delete from app.sign_in_attempt where organisation_id = :organisationId
           and greatest(last_failed_at + interval '1 day', blocked_until) < now()`,
      ]) {
        await this.database.query(ended, { organisationId });
      }
    });
  }
}
