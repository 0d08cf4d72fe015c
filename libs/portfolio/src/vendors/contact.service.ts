import { Injectable } from '@nestjs/common';
import { HandingOver, type Contact } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  conflict,
  Database,
  expression,
  invalid,
  refuseStale,
  say,
  sqlState,
  sqlStateOf,
} from '@countersign/platform';
import { ContactEntity, type VendorEntity } from '@countersign/vendors';
import type { ChangedContact, NewContact, ReplacedContact, Seen } from './vendor.dto';

interface OfVendor {
  readonly vendorId: string;
  readonly id: string;
}

const SHOWN = ['id', 'name', 'email', 'title', 'active', 'revision'] as const;
const EDITABLE = ['name', 'email', 'title'] as const;

/** The people of a vendor: who is asked, at which address, and who answers after them. */
@Injectable()
export class ContactService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly handingOver: HandingOver,
  ) {}

  async add(vendorId: string, { name, email, title }: NewContact): Promise<Contact> {
    await this.requireVendor(vendorId);
    await this.refuseTaken({ vendorId, id: null }, email);
    const added = await this.unlessTaken(email, () =>
      this.database.insert(ContactEntity, { vendorId, name, email, title }, SHOWN),
    );
    await this.audit.record({
      what: 'contact.created',
      object: { kind: 'vendor', id: vendorId },
      after: { contactId: added.id, name, email },
    });
    return added;
  }

  /** A new address gets new links: those that went to the former one end. */
  async change(of: OfVendor, { revision, ...wanted }: ChangedContact): Promise<void> {
    const present = await this.locked(of);
    refuseStale(present, revision);
    const changed = EDITABLE.filter((key) => present[key] !== wanted[key]);
    if (changed.length === 0) return;
    if (changed.includes('email')) await this.refuseTaken(of, wanted.email);
    await this.unlessTaken(wanted.email, () =>
      this.database.update(ContactEntity, { id: of.id }, { ...wanted, revision: expression`revision + 1` }),
    );
    if (changed.includes('name')) await this.handingOver.renameContact(of.id, wanted.name);
    const moved =
      changed.includes('email') && present.active
        ? await this.handingOver.freshLinks({ id: of.id, name: wanted.name, email: wanted.email })
        : 0;
    await this.audit.record({
      what: 'contact.changed',
      object: { kind: 'vendor', id: of.vendorId },
      before: { contactId: of.id, ...only(changed, present) },
      after: { contactId: of.id, ...only(changed, wanted), ...(moved > 0 && { assessments: moved }) },
    });
  }

  /** What the contact was still asked for, another answers; the contact itself is asked for nothing any more. */
  async replace(of: OfVendor, { successorId, revision }: ReplacedContact): Promise<void> {
    await this.requireVendor(of.vendorId);
    const [first, second] = [of.id, successorId].sort();
    for (const id of [first, second]) {
      if (id !== undefined) await this.lock(id);
    }
    const present = await this.locked(of);
    refuseStale(present, revision);
    const successor =
      successorId === of.id
        ? null
        : await this.database.maybeOne<Contact>(
            `select c.id, c.name, c.email, c.title, c.active, c.revision from app.contact c
             where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.id = :successorId and c.active`,
            { vendorId: of.vendorId, successorId },
          );
    if (successor === null) {
      throw invalid([{ field: 'successorId', message: say('contact.service.choose-another') }]);
    }
    await this.database.update(
      ContactEntity,
      { id: of.id },
      { active: false, revision: expression`revision + 1` },
    );
    const assessments = await this.handingOver.handOver(present, successor);
    await this.handingOver.shutOut(of.id);
    await this.audit.record({
      what: 'contact.replaced',
      object: { kind: 'vendor', id: of.vendorId },
      before: { contactId: of.id, name: present.name, email: present.email },
      after: { contactId: successor.id, name: successor.name, email: successor.email, assessments },
    });
  }

  /** Nobody is left waiting for somebody who is gone: what is open is handed over or ended first. */
  async deactivate(of: OfVendor, { revision }: Seen): Promise<void> {
    const present = await this.locked(of);
    refuseStale(present, revision);
    if (!present.active) return;
    const assessments = (await this.handingOver.openOf(of.id)).length;
    if (assessments > 0) {
      throw conflict(
        'contact-is-asked',
        say('refusal.contact-is-asked', { name: present.name, assessments }),
        {
          assessments,
        },
      );
    }
    await this.setActive(of, false, present);
  }

  async bringBack(of: OfVendor, { revision }: Seen): Promise<void> {
    const present = await this.locked(of);
    refuseStale(present, revision);
    if (!present.active) await this.setActive(of, true, present);
  }

  private async setActive({ vendorId, id }: OfVendor, active: boolean, { name }: Contact): Promise<void> {
    await this.database.update(ContactEntity, { id }, { active, revision: expression`revision + 1` });
    if (!active) await this.handingOver.shutOut(id);
    await this.audit.record({
      what: active ? 'contact.brought-back' : 'contact.deactivated',
      object: { kind: 'vendor', id: vendorId },
      before: { contactId: id, name, active: !active },
      after: { contactId: id, name, active },
    });
  }

  private async lock(id: string): Promise<void> {
    await this.database.query(
      `select from app.contact c where c.organisation_id = :organisationId and c.id = :id for no key update`,
      { id },
    );
  }

  private async requireVendor(vendorId: string): Promise<void> {
    const { state } = await this.database.one<Pick<VendorEntity, 'state'>>(
      `select v.state from app.vendor v where v.organisation_id = :organisationId and v.id = :vendorId for share`,
      { vendorId },
      'vendor',
    );
    if (state === 'merged') throw conflict('vendor-merged');
  }

  private async locked({ vendorId, id }: OfVendor): Promise<Contact> {
    await this.requireVendor(vendorId);
    return this.database.one<Contact>(
      `select c.id, c.name, c.email, c.title, c.active, c.revision from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.id = :id
       for no key update`,
      { vendorId, id },
      'contact',
    );
  }

  private async refuseTaken(
    { vendorId, id }: { readonly vendorId: string; readonly id: string | null },
    email: string,
  ): Promise<void> {
    const taken = await this.database.maybeOne(
      `select c.id from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.email = :email
         and c.id is distinct from :id::uuid`,
      { vendorId, email, id },
    );
    if (taken !== null) throw contactExists(email);
  }

  private async unlessTaken<T>(email: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (sqlStateOf(error) === sqlState.uniqueViolation) throw contactExists(email);
      throw error;
    }
  }
}

function only(
  keys: readonly (typeof EDITABLE)[number][],
  state: Pick<Contact, (typeof EDITABLE)[number]>,
): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, state[key]]));
}

function contactExists(email: string) {
  return conflict('contact-exists', say('refusal.contact-exists', { email }), {
    fields: [{ field: 'email', message: say('vendor.service.this-address-is-already') }],
  });
}
