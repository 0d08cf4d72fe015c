import { Injectable } from '@nestjs/common';
import { Audit, TrailLosses } from '@countersign/audit';
import { Database, FileStore, forEachOrganisation, Outbox } from '@countersign/platform';
import { endedAssessments, pastPeriod } from './past-period';
import { retentionClasses, type RetentionClass } from './retention-classes';
import { RetentionReader } from './retention.reader';

const ROWS_A_BATCH = 2_000;
const ASSESSMENTS_A_BATCH = 50;
const FILES_A_BATCH = 200;

interface Batch {
  readonly before: string;
  /** The line of the trail that tells of this batch, and that every erased part names. */
  readonly id: string;
}

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
    for (const name of retentionClasses) {
      while ((await this.database.run(actor, () => this.batch(name))) > 0);
    }
  }

  /** How many rows it took. */
  private async batch(name: RetentionClass): Promise<number> {
    const months = await this.reader.months(name);
    const before = await this.reader.boundary(months);
    const { id } = await this.database.one<{ id: string }>('select uuidv7() as id');
    const { result: rows, trail } = await this.losses.during(() => this.take(name, { before, id }));
    if (rows === 0) return 0;
    await this.audit.record({
      id,
      what: `${name}.erased`,
      object: { kind: 'organisation', id: this.database.organisationId },
      detail: { class: name, rows, trail, months, before, rule: 'M.G.L. c. 93I s. 2' },
    });
    return rows;
  }

  private take(name: RetentionClass, batch: Batch): Promise<number> {
    switch (name) {
      case 'answers':
        return this.takeAnswers(batch);
      case 'evidence':
        return this.takeEvidence(batch);
      case 'audit':
        return this.takeLines(batch);
      case 'mail':
        return this.takeMail(batch);
      case 'incidents':
        return Promise.resolve(0);
    }
  }

  private async takeAnswers({ before, id }: Batch): Promise<number> {
    const ended = await this.database.query<{ id: string }>(
      `select x.id from (${endedAssessments}) x
       where exists (select from app.answer_revision r
         where r.assessment_id = x.id and (r.who_salt is not null or r.what_salt is not null))
       limit :most`,
      { before, most: ASSESSMENTS_A_BATCH },
    );
    const assessments = ended.map((assessment) => assessment.id);
    const { rows } = await this.database.one<{ rows: number }>(
      'select lookup.erase_answers(:id, :assessments::uuid[]) as rows',
      { id, assessments },
    );
    await this.database.query(
      `update app.answer_review set note = null, by_name = 'erased' where assessment_id = any (:assessments::uuid[])`,
      { assessments },
    );
    return rows;
  }

  /** The bytes go after the commit that forgets them. */
  private async takeEvidence({ before }: Batch): Promise<number> {
    const gone = await this.database.query<{ key: string }>(
      `delete from app.evidence x where x.id in (select v.id ${pastPeriod.evidence} limit :most)
       returning x.storage_key as key`,
      { before, most: FILES_A_BATCH },
    );
    for (const { key } of gone) this.database.afterCommit(() => this.files.remove(key));
    return gone.length;
  }

  private async takeLines({ before, id }: Batch): Promise<number> {
    const { rows } = await this.database.one<{ rows: number }>(
      `select lookup.erase_events(:id, array(select e.id ${pastPeriod.audit} limit :most)) as rows`,
      { before, id, most: ROWS_A_BATCH },
    );
    return rows;
  }

  private async takeMail({ before }: Batch): Promise<number> {
    const taken = await this.database.query(
      `update app.notification x
       set subject = null, payload = '{}', reason = null, recipient_name = 'erased',
         recipient = 'disposed-' || x.id || '@erased.invalid'
       where x.id in (select n.id ${pastPeriod.mail} limit :most)
       returning x.id`,
      { before, most: ROWS_A_BATCH },
    );
    if (taken.length > 0) {
      await this.database.query('delete from app.mail_day d where d.local_day < :before::timestamptz::date', {
        before,
      });
    }
    return taken.length;
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
