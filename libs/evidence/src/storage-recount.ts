import { Injectable, Logger } from '@nestjs/common';
import { StoredFilesTotal } from '@countersign/limits';
import { Database, forEachOrganisation, type JobActor } from '@countersign/platform';

/** A count that is kept is believed only as long as somebody counts again. */
@Injectable()
export class StorageRecount {
  private readonly logger = new Logger(StorageRecount.name);

  constructor(
    private readonly database: Database,
    private readonly total: StoredFilesTotal,
  ) {}

  /** Each organisation in a transaction of its own, whose uploads wait for as long as a sum takes. */
  recountAll(): Promise<void> {
    const round = { name: 'storage recount', which: 'living' } as const;
    return forEachOrganisation(this.database, round, (actor) => this.recount(actor));
  }

  private async recount(actor: JobActor): Promise<void> {
    const { counted, mended } = await this.database.run(actor, () => this.total.recount());
    if (mended === null) return;
    this.logger.warn(
      { organisationId: actor.organisationId, counted, found: mended },
      'What is stored in files was miscounted, and is put right.',
    );
  }
}
