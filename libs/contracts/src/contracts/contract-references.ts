import { Injectable } from '@nestjs/common';
import { conflict, Database, say } from '@countersign/platform';

interface WantedReference {
  readonly vendorId: string;
  readonly reference: string | null;
  /** The contract of the same reference that was shown, where the two are not one. */
  readonly apartFrom: string | null;
}

/** Without capitals and spaces; a number in another way of writing is another. */
export const referenceKey = (column: string) =>
  `lower(regexp_replace(normalize(${column}, NFKC), '\\s+', '', 'g'))`;

/** A vendor has one contract of a reference, or somebody has said that they are two. */
@Injectable()
export class ContractReferences {
  constructor(private readonly database: Database) {}

  /** Of a contract that is there and is given another reference. */
  async refuseKnownTo(id: string, reference: string | null, apartFrom: string | null): Promise<void> {
    const { vendorId } = await this.database.one<{ readonly vendorId: string }>(
      `
      select c.vendor_id from app.contract c
      where c.organisation_id = :organisationId and c.id = :id and app.contract_counts(c)`,
      { organisationId: this.database.organisationId, id },
      'contract',
    );
    await this.refuseKnown({ vendorId, reference, apartFrom }, id);
  }

  /** Two people who give a vendor the same reference at the same moment meet at its key. */
  async refuseKnown(
    { vendorId, reference, apartFrom }: WantedReference,
    except: string | null = null,
  ): Promise<void> {
    if (reference === null) return;
    const { organisationId } = this.database;
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended(
         'countersign.contract.' || :organisationId::text || :vendorId::text || ${referenceKey(':reference::text')}, 0))::text`,
      { organisationId, vendorId, reference },
    );
    const known = await this.database.query<{ readonly id: string; readonly title: string }>(
      `
      select c.id, c.title from app.contract c
      where c.organisation_id = :organisationId and c.vendor_id = :vendorId and app.contract_counts(c)
        and c.id is distinct from :except::uuid and ${referenceKey('c.reference')} = ${referenceKey(':reference::text')}
      order by c.created_at, c.id`,
      { organisationId, vendorId, reference, except },
    );
    const first = known[0];
    if (first === undefined || known.some(({ id }) => id === apartFrom)) return;
    const { id: contractId, title: contractTitle } = first;
    throw conflict('known-reference', say('refusal.known-reference', { title: contractTitle }), {
      contractId,
      contractTitle,
      fields: [
        { field: 'reference', message: say('contract-references.is-there', { title: contractTitle }) },
      ],
    });
  }
}
