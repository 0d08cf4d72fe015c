import { Injectable } from '@nestjs/common';
import type { Contact } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { conflict, Database, sqlState, sqlStateOf } from '@countersign/platform';
import type { NewContact, NewVendor } from './vendor.dto';

/** Brings vendors and their people in. */
@Injectable()
export class VendorService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async addVendor(vendor: NewVendor): Promise<string> {
    const { organisationId } = this.database;
    const { name, website, country, notes } = vendor;
    const known = await this.database.maybeOne<{ id: string }>(
      'select v.id from app.vendor v where v.name_key = lower(:name)',
      { name },
    );
    if (known !== null) {
      throw conflict('vendor-exists', `There is already a vendor named ${name}: open it instead.`, {
        vendorId: known.id,
        fields: [{ field: 'name', message: `There is already a vendor named ${name}.` }],
      });
    }
    const { id } = await this.database.one<{ id: string }>(
      `insert into app.vendor (organisation_id, name, name_key, website, country, notes)
       values (:organisationId, :name, lower(:name), :website, :country, :notes)
       returning id`,
      { organisationId, name, website, country, notes },
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
    const { organisationId } = this.database;
    await this.database.one('select v.id from app.vendor v where v.id = :vendorId', { vendorId }, 'vendor');
    const taken = await this.database.maybeOne(
      'select c.id from app.contact c where c.vendor_id = :vendorId and c.email = :email',
      { vendorId, email: contact.email },
    );
    if (taken !== null) throw contactExists(contact.email);
    try {
      const added = await this.database.one<Contact>(
        `insert into app.contact (organisation_id, vendor_id, name, email, title)
         values (:organisationId, :vendorId, :name, :email, :title)
         returning id, name, email, title, active`,
        { organisationId, vendorId, name: contact.name, email: contact.email, title: contact.title },
      );
      await this.audit.record({
        what: 'contact.created',
        object: { kind: 'vendor', id: vendorId },
        after: { contactId: added.id, name: contact.name, email: contact.email },
      });
      return added;
    } catch (error) {
      if (sqlStateOf(error) === sqlState.uniqueViolation) throw contactExists(contact.email);
      throw error;
    }
  }
}

function contactExists(email: string) {
  return conflict('contact-exists', `${email} is already a contact of this vendor.`, {
    fields: [{ field: 'email', message: 'This address is already a contact of this vendor.' }],
  });
}
