import { Injectable } from '@nestjs/common';
import { Audit, TrailLosses } from '@countersign/audit';
import {
  Database,
  FileStore,
  forEachOrganisation,
  Outbox,
  RetentionClasses,
  type RetentionClass,
} from '@countersign/platform';
import { RetentionReader } from './retention.reader';
import { unheld } from './unheld';

/**
 * Every day: what is past its period goes, as c. 93I s. 2 wants it, in batches of one short transaction each with a
 * line of its own. A legal hold leaves it where it is.
 */
@Injectable()
export class Disposal {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly losses: TrailLosses,
    private readonly classes: RetentionClasses,
    private readonly reader: RetentionReader,
    private readonly files: FileStore,
    private readonly outbox: Outbox,
  ) {}

  disposeAll(): Promise<void> {
    const round = { name: 'retention', which: 'living' } as const;
    return forEachOrganisation(this.database, round, ({ organisationId }) => this.dispose(organisationId));
  }

  async dispose(organisationId: string): Promise<void> {
    const actor = { kind: 'job', organisationId, name: 'retention' } as const;
    await this.database.run(actor, () => this.removeOldExports());
    while ((await this.database.run(actor, () => this.outbox.forgetOld())) > 0);
    for (const one of this.classes.all) {
      while ((await this.database.run(actor, () => this.batch(one))) > 0);
    }
  }

  /** How many rows it took. */
  private async batch(one: RetentionClass): Promise<number> {
    const { name } = one;
    const { months } = await this.reader.period(one);
    const before = await this.reader.boundary(months);
    const { id } = await this.database.one<{ id: string }>('select uuidv7() as id');
    const { result: rows, trail } = await this.losses.during(() => one.take({ before, id, unheld }));
    if (rows === 0) return 0;
    await this.audit.record({
      id,
      what: `${name}.erased`,
      object: { kind: 'organisation', id: this.database.organisationId },
      detail: { class: name, rows, trail, months, before, rule: 'M.G.L. c. 93I s. 2' },
    });
    return rows;
  }

  /** An export holds everybody: it goes when its seven days are over. */
  private async removeOldExports(): Promise<void> {
    const old = await this.database.query<{ key: string }>(
      `update app.data_job set storage_key = null
       where storage_key is not null and file_available_until < now() returning old.storage_key as key`,
    );
    for (const { key } of old) this.database.afterCommit(() => this.files.remove(key));
  }
}
