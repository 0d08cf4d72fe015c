import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  FileStore,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';
import { endedAssessments, keptFrom } from './ended-assessments';

const FILES_A_BATCH = 200;

/** Evidence goes as a whole: rows and files. */
@Injectable()
export class EvidenceRetention implements RetentionClass, OnModuleInit {
  readonly name = 'evidence';
  readonly title = say('retention-evidence.title');
  readonly defaultMonths = 84;
  readonly minimumMonths = 24;
  readonly reason = say('retention-evidence.reason');
  readonly keptFrom = keptFrom;
  readonly disposed = say('retention-evidence.disposed');

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod(unheld: Unheld): string {
    return `from app.evidence v where v.organisation_id = :organisationId and v.assessment_id in (${endedAssessments(unheld)})`;
  }

  /** The bytes go after the commit that forgets them. */
  async take({ before, unheld }: RetentionBatch): Promise<number> {
    const gone = await this.database.query<{ key: string }>(
      `delete from app.evidence x where x.organisation_id = :organisationId and x.id in (select v.id ${this.pastPeriod(unheld)} limit :most)
       returning x.storage_key as key`,
      { before, most: FILES_A_BATCH },
    );
    for (const { key } of gone) this.database.afterCommit(() => this.files.remove(key));
    return gone.length;
  }
}
