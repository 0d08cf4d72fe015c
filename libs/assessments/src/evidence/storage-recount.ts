import { Injectable, Logger } from '@nestjs/common';
import { StoredFilesTotal } from '@countersign/limits';
import { Database } from '@countersign/platform';

/** A count that is kept is believed only as long as somebody counts again. */
@Injectable()
export class StorageRecount {
  private readonly logger = new Logger(StorageRecount.name);

  constructor(
    private readonly database: Database,
    private readonly total: StoredFilesTotal,
  ) {}

  /** Each organisation in a transaction of its own, whose uploads wait for as long as a sum takes. */
  async recountAll(): Promise<void> {
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.living_organisations() as id'),
    );
    for (const { id } of organisations) await this.recount(id);
  }

  private async recount(organisationId: string): Promise<void> {
    const { counted, mended } = await this.database.run(
      { kind: 'job', organisationId, name: 'storage recount' },
      () => this.total.recount(),
    );
    if (mended === null) return;
    this.logger.warn(
      { organisationId, counted, found: mended },
      'What is stored in files was miscounted, and is put right.',
    );
  }
}
