import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, forEachOrganisation, PeriodicTasks, type JobActor } from '@countersign/platform';

const hourMs = 60 * 60 * 1000;

/** What a sign-in leaves behind names people and places: nothing of it is kept once it can decide nothing any more. */
@Injectable()
export class SignInTidying implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'sign-in-tidying', everyMs: hourMs, run: () => this.tidyAll() });
  }

  tidyAll(): Promise<void> {
    const round = { name: 'sign-in tidying', which: 'all' } as const;
    return forEachOrganisation(this.database, round, (actor) => this.tidy(actor));
  }

  private async tidy(actor: JobActor): Promise<void> {
    const { organisationId } = actor;
    await this.database.run(actor, async () => {
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
