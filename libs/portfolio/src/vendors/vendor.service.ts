import { Injectable } from '@nestjs/common';
import { HandingOver } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  Changes,
  comparingKey,
  conflict,
  Database,
  expression,
  refuseStale,
  say,
} from '@countersign/platform';
import { VendorEntity, type VendorFields, vendorRested, type VendorState } from '@countersign/vendors';
import { ContactService } from './contact.service';
import type { ArchivedVendor, ChangedVendor, NewVendor, RestingWork, Seen } from './vendor.dto';

type Editable = Pick<VendorFields, 'name' | 'website' | 'country' | 'notes'>;

/** Brings vendors in, corrects what was said of them, and puts them away. */
@Injectable()
export class VendorService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly contacts: ContactService,
    private readonly handingOver: HandingOver,
  ) {}

  async addVendor(vendor: NewVendor): Promise<string> {
    const { name, website, country, notes } = vendor;
    await this.refuseKnown(vendor, null);
    const { id } = await this.database.insert(
      VendorEntity,
      { name, nameKey: comparingKey(name), website, country, notes },
      ['id'],
    );
    await this.audit.record({
      what: 'vendor.created',
      object: { kind: 'vendor', id },
      after: { name, website, country },
    });
    if (vendor.contact !== null) await this.contacts.add(id, vendor.contact);
    return id;
  }

  async change(id: string, { revision, apartFrom, ...wanted }: ChangedVendor): Promise<void> {
    const present = await this.locked(id);
    refuseStale(present, revision);
    const changed = EDITABLE.filter((key) => present[key] !== wanted[key]);
    if (changed.length === 0) return;
    if (comparingKey(present.name) !== comparingKey(wanted.name)) {
      await this.refuseKnown({ name: wanted.name, apartFrom }, id);
    }
    await this.database.update(
      VendorEntity,
      { id },
      { ...wanted, nameKey: comparingKey(wanted.name), revision: expression`revision + 1` },
    );
    if (present.name !== wanted.name) await this.handingOver.renameVendor(id, wanted.name);
    await this.audit.record({
      what: 'vendor.changed',
      object: { kind: 'vendor', id },
      before: only(changed, present),
      after: only(changed, wanted),
    });
  }

  /** Nobody of it is asked any more, so what is asked ends first; the rest of its work rests until it is brought back. */
  async archive(id: string, { revision, confirmed }: ArchivedVendor): Promise<void> {
    const present = await this.locked(id);
    refuseStale(present, revision);
    if (present.state === 'archived') return;
    const work = await this.openWork(id);
    const { assessments, engagements, findings, contracts } = work;
    if (assessments > 0) throw conflict('vendor-is-asked', say('refusal.vendor-is-asked', { assessments }));
    if (!confirmed && engagements + findings + contracts > 0) {
      throw conflict(
        'vendor-has-open-work',
        say('refusal.vendor-has-open-work', { engagements, findings, contracts }),
        { ...work },
      );
    }
    await this.setState(id, 'archived', { before: 'active', work: { engagements, findings, contracts } });
  }

  async bringBack(id: string, { revision }: Seen): Promise<void> {
    const present = await this.locked(id);
    refuseStale(present, revision);
    if (present.state === 'active') return;
    await this.setState(id, 'active', { before: 'archived' });
  }

  private async setState(
    id: string,
    state: VendorState,
    { before, work }: { readonly before: VendorState; readonly work?: Partial<RestingWork> },
  ): Promise<void> {
    await this.database.update(
      VendorEntity,
      { id },
      {
        state,
        archivedAt: state === 'archived' ? expression`app.now()` : null,
        revision: expression`revision + 1`,
      },
    );
    await this.audit.record({
      what: state === 'archived' ? 'vendor.archived' : 'vendor.brought-back',
      object: { kind: 'vendor', id },
      before: { state: before },
      after: { state, ...work },
    });
    const engagements = await this.database.query<{ id: string }>(
      `select e.id from app.engagement e
       where e.organisation_id = :organisationId and e.vendor_id = :id order by e.id`,
      { id },
    );
    const engagementIds = engagements.map((engagement) => engagement.id);
    if (engagementIds.length > 0) this.changes.note(vendorRested({ engagementIds }));
  }

  /**
   * Two people who say the same name at the same moment meet at its key. One that was merged is known by the name it had,
   * and leads to the one that stays.
   */
  private async refuseKnown(
    { name, apartFrom }: Pick<NewVendor, 'name' | 'apartFrom'>,
    except: string | null,
  ): Promise<void> {
    const key = comparingKey(name);
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.vendor.' || :organisationId::text || :key, 0))::text`,
      { organisationId: this.database.organisationId, key },
    );
    const known = await this.database.query<Pick<VendorEntity, 'id' | 'name'>>(
      `select s.id, s.name from app.vendor v
       join app.vendor s on s.organisation_id = v.organisation_id and s.id = coalesce(v.merged_into_id, v.id)
       where v.organisation_id = :organisationId and v.name_key = :key and s.id is distinct from :except::uuid
       order by v.state, v.id`,
      { key, except },
    );
    const first = known[0];
    if (first === undefined || known.some(({ id }) => id === apartFrom)) return;
    throw conflict('vendor-exists', say('refusal.vendor-exists', { name: first.name }), {
      vendorId: first.id,
      vendorName: first.name,
      fields: [{ field: 'name', message: say('vendor.service.there-is-already-a', { name: first.name }) }],
    });
  }

  private async locked(id: string): Promise<VendorFields> {
    const present = await this.database.one<VendorFields>(
      `select v.name, v.website, v.country, v.notes, v.state, v.revision
       from app.vendor v
       where v.organisation_id = :organisationId and v.id = :id
       for no key update`,
      { id },
      'vendor',
    );
    if (present.state === 'merged') throw conflict('vendor-merged');
    return present;
  }

  private openWork(id: string): Promise<RestingWork> {
    return this.database.one<RestingWork>(
      `
      select
        (select count(*)::int from app.assessment a
          join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
          where a.organisation_id = :organisationId and e.vendor_id = :id
            and a.state not in ('closed', 'cancelled')) as assessments,
        (select count(*)::int from app.engagement e
          where e.organisation_id = :organisationId and e.vendor_id = :id and e.state = 'open') as engagements,
        (select count(*)::int from app.finding f
          join app.engagement e on e.organisation_id = f.organisation_id and e.id = f.engagement_id
          where f.organisation_id = :organisationId and e.vendor_id = :id
            and f.state in ('proposed', 'open')) as findings,
        (select count(*)::int from app.contract c
          where c.organisation_id = :organisationId and c.vendor_id = :id and c.state <> 'ended'
            and app.contract_counts(c)) as contracts`,
      { id },
    );
  }
}

const EDITABLE = ['name', 'website', 'country', 'notes'] as const;

function only(keys: readonly (keyof Editable)[], state: Editable): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, state[key]]));
}
