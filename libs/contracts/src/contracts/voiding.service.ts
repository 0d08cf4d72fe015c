import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { conflict, Database, expression } from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDesk } from './contract-desk';
import { contractBroughtBack, contractVoided } from './contract-kinds';
import { ContractReferences } from './contract-references';
import { ContractMilestones } from './contract-milestones';
import type { BringBackContract, VoidContract } from './contract-request.dto';
import type { ContractVoidPreview } from './contract.dto';
import { ContractEntity } from './contract.entity';

interface VoidRow {
  readonly voidedBecause: string;
  readonly vendorId: string;
  readonly reference: string | null;
}

/** A contract that was recorded by mistake counts nowhere, and everything that hung on it is kept. */
@Injectable()
export class VoidingService {
  constructor(
    private readonly database: Database,
    private readonly desk: ContractDesk,
    private readonly milestones: ContractMilestones,
    private readonly references: ContractReferences,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
  ) {}

  async void(id: string, { reason, revision }: VoidContract): Promise<void> {
    await this.desk.take(id, revision);
    const { byName } = this.desk.by();
    await this.database.update(
      ContractEntity,
      { id },
      {
        voidedAt: expression`app.now()`,
        voidedBy: byName,
        voidedBecause: reason,
      },
    );
    await this.milestones.rest(id);
    await this.audit.record({
      what: 'contract.voided',
      object: { kind: 'contract', id },
      after: { reason },
    });
    await this.changes.follow([id], contractVoided);
  }

  async bringBack(id: string, { reason, apartFrom }: BringBackContract): Promise<void> {
    const { counts } = await this.desk.takeEvenVoid(id);
    if (counts) throw conflict('contract-not-void');
    const { voidedBecause, ...own } = await this.database.one<VoidRow>(
      'select c.voided_because, c.vendor_id, c.reference from app.contract c where c.organisation_id = :organisationId and c.id = :id',
      { id },
    );
    await this.references.refuseKnown({ ...own, apartFrom }, id);
    await this.milestones.wake(id);
    await this.database.update(
      ContractEntity,
      { id },
      { voidedAt: null, voidedBy: null, voidedBecause: null },
    );
    await this.audit.record({
      what: 'contract.brought-back',
      object: { kind: 'contract', id },
      before: { reason: voidedBecause },
      after: { reason },
    });
    await this.changes.follow([id], contractBroughtBack);
  }

  /** What nobody sees on the contract's own page of what changes when it counts no longer. */
  preview(id: string): Promise<ContractVoidPreview> {
    return this.database.one<ContractVoidPreview>(
      `
      select
        coalesce((
          select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by lower(e.name), e.id)
          from app.contract_engagement ce
          join app.engagement e on e.organisation_id = ce.organisation_id and e.id = ce.engagement_id
          where ce.organisation_id = c.organisation_id and ce.contract_id = c.id and e.state = 'open'
            and not exists (
              select from app.contract_engagement oe
              join app.contract other on other.organisation_id = oe.organisation_id and other.id = oe.contract_id
              where oe.organisation_id = e.organisation_id and oe.engagement_id = e.id and other.id <> c.id
                and app.contract_counts(other))
        ), '[]') as left_without,
        (select count(*)::int from app.finding f
          where f.organisation_id = c.organisation_id and f.contract_id = c.id and f.source = 'clause'
            and f.state in ('proposed', 'open')) as findings,
        (select count(*)::int from app.milestone m
          where m.organisation_id = c.organisation_id and m.object_kind = 'contract' and m.object_id = c.id
            and m.closed_at is null) as reminders
      from app.contract c
      where c.organisation_id = :organisationId and c.id = :id and app.contract_counts(c)`,
      { id },
      'contract',
    );
  }
}
