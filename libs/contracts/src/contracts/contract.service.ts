import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { conflict, Database, invalid, say } from '@countersign/platform';
import { AgreedTermService } from './agreed-term.service';
import { ContractChanges } from './contract-changes';
import { detailColumns, DetailsService } from './details.service';
import { refuseVoid } from '../counting/refuse-void';
import { ContractLocks } from './contract-locks';
import { ContractReferences } from './contract-references';
import { ContractEntity } from './contract.entity';
import { clauseMarked, contractRecorded } from './contract-kinds';
import type { NewContract } from './contract-request.dto';
import { readTerms, TermsService } from './terms.service';
import { ClauseMarks } from '../clauses/clause-marks';
import type { ExceptClause, MarkClause } from '../clauses/clause.dto';
import { ContractEngagementEntity } from './contract-engagement.entity';

interface CoveredEngagement {
  readonly id: string;
  readonly ownerId: string | null;
  readonly ownerActive: boolean;
}

/** Records contracts and what their clauses say. */
@Injectable()
export class ContractService {
  constructor(
    private readonly database: Database,
    private readonly terms: TermsService,
    private readonly agreed: AgreedTermService,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
    private readonly marks: ClauseMarks,
    private readonly details: DetailsService,
    private readonly references: ContractReferences,
    private readonly locks: ContractLocks,
  ) {}

  async recordContract(contract: NewContract): Promise<string> {
    const terms = readTerms(contract.terms);
    await this.requireVendor(contract.vendorId);
    await this.locks.services(contract.engagementIds);
    await this.locks.over(contract.engagementIds);
    await this.references.refuseKnown(contract);
    await this.terms.requireSignedByToday(contract.signedOn);
    await this.agreed.requireSignedByToday(terms.agreedTerms);
    const engagements = await this.requireEngagements(contract);
    const ownerId = await this.ownerOf(contract.ownerId, engagements);
    const id = await this.insert(contract, terms, ownerId);
    await this.cover(id, contract.engagementIds);
    await this.agreed.insertAll(id, terms.agreedTerms ?? []);
    await this.terms.recordAmendments(id, terms);
    const { vendorId, engagementIds, title, reference, signedOn } = contract;
    await this.audit.record({
      what: 'contract.recorded',
      object: { kind: 'contract', id },
      after: { vendorId, engagementIds, title, reference, signedOn, ownerId, terms },
    });
    await this.changes.follow([id], contractRecorded);
    return id;
  }

  async markClause(contractId: string, clause: string, mark: MarkClause): Promise<void> {
    await this.lock(contractId);
    await this.marks.markClause({ contractId, clause }, mark);
    await this.changes.follow([contractId], clauseMarked);
  }

  async exceptClause(contractId: string, clause: string, exception: ExceptClause): Promise<void> {
    await this.lock(contractId);
    await this.marks.exceptClause({ contractId, clause }, exception);
    await this.changes.follow([contractId], clauseMarked);
  }

  private async lock(contractId: string): Promise<void> {
    await this.locks.besides(contractId);
    refuseVoid(
      await this.database.one<{ counts: boolean }>(
        `
        select app.contract_counts(c) as counts from app.contract c
        where c.organisation_id = :organisationId and c.id = :contractId`,
        { organisationId: this.database.organisationId, contractId },
        'contract',
      ),
    );
  }

  private async requireVendor(vendorId: string): Promise<void> {
    const { state } = await this.database.one<{ state: string }>(
      `
      select v.state from app.vendor v
      where v.organisation_id = :organisationId and v.id = :vendorId
      for share`,
      { organisationId: this.database.organisationId, vendorId },
      'vendor',
    );
    if (state === 'archived') throw conflict('vendor-archived');
    if (state === 'merged') throw conflict('vendor-merged');
  }

  private async requireEngagements({ vendorId, engagementIds }: NewContract): Promise<CoveredEngagement[]> {
    const engagements = await this.database.query<CoveredEngagement>(
      `
      select e.id, e.owner_id, coalesce(m.active, false) as owner_active
      from app.engagement e
      left join app.member m on m.organisation_id = e.organisation_id and m.id = e.owner_id
      where e.organisation_id = :organisationId and e.vendor_id = :vendorId and e.id = any(:engagementIds::uuid[])
      order by e.id`,
      { organisationId: this.database.organisationId, vendorId, engagementIds },
    );
    if (engagements.length === engagementIds.length) return engagements;
    throw invalid([{ field: 'engagementIds', message: say('contract.service.choose-engagements-of-this') }]);
  }

  /** Null for nobody; where that is left open the owner of an engagement that it covers, or else whoever records it. */
  private async ownerOf(
    named: string | null | undefined,
    engagements: readonly CoveredEngagement[],
  ): Promise<string | null> {
    if (named !== undefined) return (await this.details.requireOwner(named))?.id ?? null;
    const owned = engagements.find(({ ownerId, ownerActive }) => ownerId !== null && ownerActive);
    const { actor } = this.database;
    return owned?.ownerId ?? (actor.kind === 'member' ? actor.memberId : null);
  }

  private async insert(contract: NewContract, terms: ContractTerms, ownerId: string | null): Promise<string> {
    const { vendorId, signedOn } = contract;
    const { id } = await this.database.insert(
      ContractEntity,
      { vendorId, signedOn, ownerId, terms, ...detailColumns(contract), state: 'unknown' },
      ['id'],
    );
    return id;
  }

  private async cover(contractId: string, engagementIds: readonly string[]): Promise<void> {
    await this.database.insertEach(
      ContractEngagementEntity,
      engagementIds.map((engagementId) => ({ contractId, engagementId })),
    );
  }
}
