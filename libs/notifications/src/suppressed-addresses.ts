import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, notFound } from '@countersign/platform';
import { SuppressedAddressEntity } from './suppressed-address.entity';
import type { SuppressedAddress, SuppressedAddressList } from './suppressed-address.dto';

const most = 500;

/** Addresses whose mail server said that the mailbox does not exist: nothing is sent there until somebody frees them. */
@Injectable()
export class SuppressedAddresses {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<SuppressedAddressList> {
    const { organisationId } = this.database;
    const items = await this.database.query<SuppressedAddress>(
      `
      select s.id, s.address, s.reason, s.at as since,
        (select string_agg(distinct who.name, '; ' order by who.name)
          from (
            select c.name || ', ' || v.name as name
            from app.contact c
            join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id
            where c.organisation_id = s.organisation_id and c.email = s.address
            union all
            select m.name from app.member m where m.organisation_id = s.organisation_id and m.email = s.address) who
        ) as whose
      from app.suppressed_address s
      where s.organisation_id = :organisationId
      order by s.at desc, s.address
      limit :most`,
      { organisationId, most },
    );
    const { total } = await this.database.one<{ total: number }>(
      `select count(*)::int as total from app.suppressed_address s where s.organisation_id = :organisationId`,
      { organisationId },
    );
    return { items, total };
  }

  /**
   * The next due mail goes there again; if it is refused, the address is suppressed anew. Mails that were held back stay
   * so: most have lost their day. The trail keeps what the mail server had said.
   */
  async free(id: string, reason: string): Promise<void> {
    const [freed] = await this.database.delete(SuppressedAddressEntity, { id }, ['address', 'reason', 'at']);
    if (freed === undefined) throw notFound('suppressed-address');
    await this.audit.record({
      what: 'suppressed-address.freed',
      object: { kind: 'suppressed-address', id },
      before: { address: freed.address, reason: freed.reason, since: freed.at },
      after: { reason },
    });
  }
}
