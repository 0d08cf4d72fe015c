import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { conflict, Database, expression, type MemberActor } from '@countersign/platform';
import { MergeReader } from './merge.reader';
import { VendorApartEntity } from './vendor-apart.entity';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Says of two vendors that look alike that they are two companies, and takes it back. */
@Injectable()
export class ApartService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reader: MergeReader,
  ) {}

  /** Said twice, it is said once: what is not offered any more needs no word. */
  async setApart(givenId: string, givenOtherId: string, member: MemberActor): Promise<void> {
    const [id, otherId] = [givenId.toLowerCase(), givenOtherId.toLowerCase()];
    const pair = await this.bothLocked(id, otherId);
    const grounds = await this.reader.grounds(id, otherId);
    if (grounds === null) throw conflict('not-alike');
    if (grounds.known) return;
    const [vendorId = id, otherVendorId = otherId] = [id, otherId].sort();
    await this.database.insert(VendorApartEntity, {
      vendorId,
      otherVendorId,
      grounds: grounds.present,
      byMemberId: member.memberId,
      byName: member.name,
    });
    await this.record('vendor.set-apart', pair);
  }

  /** Whatever was said of the two, also of one that was merged into either since. */
  async undo(givenId: string, givenOtherId: string): Promise<void> {
    const [id, otherId] = [givenId.toLowerCase(), givenOtherId.toLowerCase()];
    const pair = await this.bothLocked(id, otherId);
    const said = await this.reader.saidOf(id, otherId);
    if (said.length === 0) throw conflict('not-set-apart');
    for (const { id: row } of said) {
      await this.database.update(VendorApartEntity, { id: row }, { undoneAt: expression`app.now()` });
    }
    await this.record('vendor.apart-undone', pair);
  }

  /** In the order of their ids, as a merge locks them: of two people the second sees what the first has said. */
  private async bothLocked(id: string, otherId: string): Promise<readonly [Named, Named]> {
    const locked = new Map<string, Named>();
    for (const each of [id, otherId].sort()) {
      const vendor = await this.database.one<Named & { readonly state: string }>(
        `select v.id, v.name, v.state from app.vendor v
         where v.organisation_id = :organisationId and v.id = :each
         for no key update`,
        { each },
        'vendor',
      );
      if (vendor.state === 'merged') throw conflict('vendor-merged');
      locked.set(each, vendor);
    }
    return [locked.get(id) as Named, locked.get(otherId) as Named];
  }

  /** Each of the two tells it. */
  private async record(what: string, [one, other]: readonly [Named, Named]): Promise<void> {
    await this.audit.recordEach(
      [
        { about: one, from: other },
        { about: other, from: one },
      ].map(({ about, from }) => ({
        what,
        object: { kind: 'vendor' as const, id: about.id },
        after: { vendorId: from.id, name: from.name },
      })),
    );
  }
}
