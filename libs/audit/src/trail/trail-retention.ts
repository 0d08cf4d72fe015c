import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';

const ROWS_A_BATCH = 2_000;

/** What lines of the trail say; that they were written, and their digests, stay. */
@Injectable()
export class TrailRetention implements RetentionClass, OnModuleInit {
  readonly name = 'audit';
  readonly title = say('retention-audit.title');
  readonly defaultMonths = 84;
  readonly minimumMonths = 36;
  readonly reason = say('retention-audit.reason');
  readonly keptFrom = say('retention-audit.kept-from');
  readonly disposed = say('retention-audit.disposed');

  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod({ everywhere }: Unheld): string {
    return `from app.audit_event e
      where e.organisation_id = :organisationId and e.at < :before and (e.who_salt is not null or e.what_salt is not null) and e.what not like '%.erased'
        and ${everywhere}`;
  }

  async take({ before, id, unheld }: RetentionBatch): Promise<number> {
    const { rows } = await this.database.one<{ rows: number }>(
      `select lookup.erase_events(:id, array(select e.id ${this.pastPeriod(unheld)} limit :most)) as rows`,
      { before, id, most: ROWS_A_BATCH },
    );
    return rows;
  }
}
