import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/** How an organisation writes to its vendors, as far as it has said so. */
export interface Letterhead {
  /** In place of the organisation's name before "via Countersign". */
  readonly senderName: string | null;
  readonly replyTo: { readonly name: string; readonly address: string } | null;
}

type Row = Pick<Letterhead, 'senderName'> & { readonly name: string; readonly address: string | null };

/** Reads it in the transaction of a claim, so that a change counts from the next mail on, planned ones too. */
@Injectable()
export class Letterheads {
  constructor(private readonly database: Database) {}

  /** An address that an erasure has taken receives nothing. */
  async present(): Promise<Letterhead> {
    const { senderName, name, address } = await this.database.one<Row>(
      `
      select o.settings ->> 'senderName' as sender_name, o.name,
        case when o.settings ->> 'replyTo' not like '%@erased.invalid' then o.settings ->> 'replyTo' end as address
      from app.organisation o
      where o.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
      'organisation',
    );
    return { senderName, replyTo: address === null ? null : { name: senderName ?? name, address } };
  }
}
