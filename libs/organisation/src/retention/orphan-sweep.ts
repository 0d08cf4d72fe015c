import { Injectable, Logger } from '@nestjs/common';
import { Database, FileStore, organisationIds } from '@countersign/platform';
import { StoredFiles } from './stored-files';

const HOURS_AN_UPLOAD_MAY_TAKE = 24;
const DAYS_IN_QUARANTINE = 30;
const KEYS_A_BATCH = 1_000;
/** What one round takes at most; the rest has its turn tomorrow. */
const MOST_A_ROUND = 10_000;
/** A few lost uploads are ordinary; more than these, and more than half of all, look like the wrong database. */
const ORDINARY = 10;

interface Found {
  readonly files: number;
  readonly orphans: readonly string[];
}

/**
 * Every day: bytes whose row was never written, or whose removal was cut off after the commit, are set aside, and
 * deleted a month later. No row means that nobody could read, export or erase them.
 */
@Injectable()
export class OrphanSweep {
  private readonly logger = new Logger(OrphanSweep.name);

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly stored: StoredFiles,
  ) {}

  async sweep(): Promise<void> {
    if (!(await this.isOurFolder())) return;
    const { files, orphans } = await this.look();
    if (orphans.length > ORDINARY && orphans.length * 2 > files) {
      this.logger.error(
        `${orphans.length} of ${files} stored files are named by no row, so nothing was touched: is this the right database for this folder?`,
      );
      return;
    }
    for (const key of orphans) await this.files.setAside(key);
    if (orphans.length > 0)
      this.logger.log(
        `${orphans.length} files that no row names were set aside; they are deleted in ${DAYS_IN_QUARANTINE} days.`,
      );
    await this.files.deleteSetAside(new Date(Date.now() - DAYS_IN_QUARANTINE * 24 * 60 * 60 * 1_000));
  }

  private async isOurFolder(): Promise<boolean> {
    const { id } = await this.database.run({ kind: 'none' }, () =>
      this.database.one<{ id: string }>('select p.installation_id as id from app.product p'),
    );
    if ((await this.files.installation()) === id) return true;
    this.logger.error(
      'The folder of files does not say that it belongs to this database: nothing was swept.',
    );
    return false;
  }

  private async look(): Promise<Found> {
    const moment = new Date(Date.now() - HOURS_AN_UPLOAD_MAY_TAKE * 60 * 60 * 1_000);
    const orphans: string[] = [];
    let files = 0;
    let batch: string[] = [];
    const judge = async () => {
      files += batch.length;
      orphans.push(...(await this.unknown(batch)));
      batch = [];
    };
    for await (const key of this.files.keysBefore(moment)) {
      batch.push(key);
      if (batch.length === KEYS_A_BATCH) await judge();
      if (orphans.length >= MOST_A_ROUND) break;
    }
    await judge();
    return { files, orphans };
  }

  /** Deleted organisations are asked too: their job may still have files to remove. */
  private async unknown(keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return [];
    const organisations = await organisationIds(this.database, 'all');
    const known = new Set<string>();
    for (const id of organisations) {
      const actor = { kind: 'job', organisationId: id, name: 'retention' } as const;
      for (const key of await this.database.run(actor, () => this.stored.known(keys))) known.add(key);
    }
    return keys.filter((key) => !known.has(key));
  }
}
