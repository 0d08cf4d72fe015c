import { Injectable, Logger } from '@nestjs/common';
import { Database, FileStore } from '../platform';
import { StoredFiles } from './stored-files';

const HOURS_AN_UPLOAD_MAY_TAKE = 24;
const KEYS_A_BATCH = 1_000;

/**
 * Every day: bytes whose row was never written, or whose removal was cut off after the commit, go. No row means that
 * nobody could read, export or erase them.
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
    const moment = new Date(Date.now() - HOURS_AN_UPLOAD_MAY_TAKE * 60 * 60 * 1_000);
    let batch: string[] = [];
    for await (const key of this.files.keysBefore(moment)) {
      batch.push(key);
      if (batch.length < KEYS_A_BATCH) continue;
      await this.remove(batch);
      batch = [];
    }
    await this.remove(batch);
  }

  /** Deleted organisations are asked too: their job may still have files to remove. */
  private async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const organisations = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ id: string }>('select lookup.organisations() as id'),
    );
    const known = new Set<string>();
    for (const { id } of organisations) {
      const actor = { kind: 'job', organisationId: id, name: 'retention' } as const;
      for (const key of await this.database.run(actor, () => this.stored.known(keys))) known.add(key);
    }
    const orphans = keys.filter((key) => !known.has(key));
    for (const key of orphans) await this.files.remove(key);
    if (orphans.length > 0) this.logger.log(`${orphans.length} files that no row names were removed.`);
  }
}
