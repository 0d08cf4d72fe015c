import { Injectable } from '@nestjs/common';
import type { Contact } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { conflict, Database, expression, sqlState, sqlStateOf, say } from '@countersign/platform';
import { ContactEntity } from './contact.entity';
import type { NewContact, NewVendor } from './vendor.dto';
import { VendorEntity } from './vendor.entity';

/** Brings vendors and their people in. */
@Injectable()
export class VendorService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async addVendor(vendor: NewVendor): Promise<string> {
    const { name, website, country, notes } = vendor;
    const known = await this.database.maybeOne<Pick<VendorEntity, 'id'>>(
      `select v.id from app.vendor v
       where v.organisation_id = :organisationId and v.name_key = lower(:name)`,
      { name },
    );
    if (known !== null) {
      throw conflict('vendor-exists', say('refusal.vendor-exists', { name }), {
        vendorId: known.id,
        fields: [{ field: 'name', message: say('vendor.service.there-is-already-a', { name }) }],
      });
    }
    const { id } = await this.database.insert(
      VendorEntity,
      { name, nameKey: expression`lower(${name})`, website, country, notes },
      ['id'],
    );
    await this.audit.record({
      what: 'vendor.created',
      object: { kind: 'vendor', id },
      after: { name, website, country },
    });
    if (vendor.contact !== null) await this.addContact(id, vendor.contact);
    return id;
  }

  async addContact(vendorId: string, contact: NewContact): Promise<Contact> {
    const { name, email, title } = contact;
    await this.database.one(
      'select v.id from app.vendor v where v.organisation_id = :organisationId and v.id = :vendorId',
      { vendorId },
      'vendor',
    );
    const taken = await this.database.maybeOne(
      `select c.id from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.email = :email`,
      { vendorId, email },
    );
    if (taken !== null) throw contactExists(email);
    try {
      const added = await this.database.insert(ContactEntity, { vendorId, name, email, title }, [
        'id',
        'name',
        'email',
        'title',
        'active',
      ]);
      await this.audit.record({
        what: 'contact.created',
        object: { kind: 'vendor', id: vendorId },
        after: { contactId: added.id, name, email },
      });
      return added;
    } catch (error) {
      if (sqlStateOf(error) === sqlState.uniqueViolation) throw contactExists(email);
      throw error;
    }
  }
}

function contactExists(email: string) {
  return conflict('contact-exists', say('refusal.contact-exists', { email }), {
    fields: [{ field: 'email', message: say('vendor.service.this-address-is-already') }],
  });
}
