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

const FILES_A_BATCH = 200;

/** Documents of contracts go as a whole: rows and files. What was recorded of a notice or a term stays. */
@Injectable()
export class DocumentRetention implements RetentionClass, OnModuleInit {
  readonly name = 'contract-documents';
  readonly title = say('retention-contract-documents.title');
  readonly defaultMonths = 120;
  readonly minimumMonths = 36;
  readonly reason = say('retention-contract-documents.reason');
  readonly keptFrom = say('retention-contract-documents.kept-from');
  readonly disposed = say('retention-contract-documents.disposed');

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  /** A void one keeps them for as long from the day on which it became void. One that goes on, or of which nobody knows how long it goes, keeps its documents. */
  pastPeriod({ ofVendor }: Unheld): string {
    return `
      from app.contract_document d
      join app.contract c on c.organisation_id = d.organisation_id and c.id = d.contract_id
      where d.organisation_id = :organisationId and (c.state = 'ended' or not app.contract_counts(c))
        and ${ofVendor('c.vendor_id')}
        and coalesce(c.voided_at, (
          select max(t.last_day) + 1 from app.contract_term t
          where t.organisation_id = c.organisation_id and t.contract_id = c.id
        )) < :before::timestamptz`;
  }

  /** The bytes go after the commit that forgets them. */
  async take({ before, unheld }: RetentionBatch): Promise<number> {
    const gone = await this.database.query<{ key: string }>(
      `delete from app.contract_document x
       where x.organisation_id = :organisationId and x.id in (select d.id ${this.pastPeriod(unheld)} limit :most)
       returning x.storage_key as key`,
      { before, most: FILES_A_BATCH },
    );
    for (const { key } of gone) this.database.afterCommit(() => this.files.remove(key));
    return gone.length;
  }
}
