import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { asJson } from '../database/named-parameters';
import type { Change } from './change';
import type { OutboxChangeEntity } from './outbox-change.entity';

/** Whoever reads changes has this long for it: a reader that was away over a holiday finds what it missed. */
export const OUTBOX_DAYS = 30;
const ROWS_A_BATCH = 2_000;

type NewChange = Pick<OutboxChangeEntity, 'kind' | 'subjects'>;

/** What has changed, for whoever is told outside of this product: a row for each, in the transaction of the change. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  async add(changes: readonly Change[]): Promise<void> {
    const rows = changes.map(({ kind, subjects }): NewChange => ({ kind, subjects }));
    await this.database.query(
      `
      insert into app.outbox_change (organisation_id, kind, subjects)
      select :organisationId, c.kind, c.subjects
      from jsonb_to_recordset(:changes::jsonb) as c (kind text, subjects jsonb)`,
      { organisationId: this.database.organisationId, changes: asJson(rows) },
    );
  }

  /** How many rows that are past their days it took: at most as many as one short transaction may. */
  async forgetOld(): Promise<number> {
    const gone = await this.database.query(
      `
      delete from app.outbox_change x
      where x.organisation_id = :organisationId and x.id in (
        select o.id from app.outbox_change o
        where o.organisation_id = :organisationId and o.at < app.now() - :days * interval '1 day'
        order by o.at
        limit :most)
      returning x.id`,
      { organisationId: this.database.organisationId, days: OUTBOX_DAYS, most: ROWS_A_BATCH },
    );
    return gone.length;
  }
}
