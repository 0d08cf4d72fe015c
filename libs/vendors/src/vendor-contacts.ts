import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, expression } from '@countersign/platform';
import { ContactEntity } from './contact.entity';

type BroughtIn = Pick<ContactEntity, 'id' | 'name' | 'email'>;
type By = { readonly kind: 'respondent'; readonly id: string; readonly name: string } | null;

/** People of a vendor whom one of them names. */
@Injectable()
export class VendorContacts {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  known(vendorId: string, email: string): Promise<ContactEntity | null> {
    return this.database.maybeOne<ContactEntity>(
      `select c.* from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.email = :email
       for no key update`,
      { vendorId, email },
    );
  }

  /** One who is known keeps the name that they have. */
  async bringIn(
    vendorId: string,
    { name, email }: Pick<ContactEntity, 'name' | 'email'>,
    by: By,
  ): Promise<BroughtIn> {
    const known = await this.known(vendorId, email);
    if (known !== null) {
      if (!known.active) await this.bringBack(known, by);
      return known;
    }
    const added = await this.database.insert(ContactEntity, { vendorId, name, email, title: null }, [
      'id',
      'name',
      'email',
    ]);
    await this.audit.record({
      what: 'contact.created',
      object: { kind: 'vendor', id: vendorId },
      after: { contactId: added.id, name, email },
      ...(by !== null && { by }),
    });
    return added;
  }

  private async bringBack({ id, vendorId, name }: ContactEntity, by: By): Promise<void> {
    await this.database.update(ContactEntity, { id }, { active: true, revision: expression`revision + 1` });
    await this.audit.record({
      what: 'contact.brought-back',
      object: { kind: 'vendor', id: vendorId },
      before: { contactId: id, name, active: false },
      after: { contactId: id, name, active: true },
      ...(by !== null && { by }),
    });
  }
}

export function hostOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
