import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { conflict, Database, invalid, notFound, say } from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDesk } from './contract-desk';
import { ContractEngagementEntity } from './contract-engagement.entity';
import { ContractLocks } from './contract-locks';
import type { CoverEngagement, UncoverEngagement } from './contract-request.dto';
import type { CoveredService } from './contract.dto';

interface OwnEngagement {
  readonly name: string;
  readonly state: string;
}

/** Which engagements a contract covers, corrected after it was recorded. It always covers one. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly database: Database,
    private readonly desk: ContractDesk,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
    private readonly locks: ContractLocks,
  ) {}

  async cover(contractId: string, { engagementId: givenId, reason }: CoverEngagement): Promise<void> {
    const engagementId = givenId.toLowerCase();
    await this.locks.services([engagementId]);
    await this.locks.besides(contractId, engagementId);
    await this.desk.take(contractId, null);
    const { name, state } = await this.ownEngagement(contractId, engagementId);
    const covered = await this.covered(contractId);
    if (covered.some(({ id }) => id === engagementId)) throw conflict('already-covered');
    if (state === 'ended') throw conflict('engagement-ended', say('coverage.service.it-has-ended'));
    await this.database.insert(ContractEngagementEntity, { contractId, engagementId });
    await this.told(contractId, engagementId, {
      covered,
      after: [...covered, { id: engagementId, name }],
      reason,
    });
  }

  async uncover(contractId: string, givenId: string, { reason }: UncoverEngagement): Promise<void> {
    const engagementId = givenId.toLowerCase();
    await this.desk.take(contractId, null);
    const covered = await this.covered(contractId);
    const after = covered.filter(({ id }) => id !== engagementId);
    if (after.length === covered.length) throw notFound('engagement');
    if (after.length === 0) throw conflict('last-engagement');
    await this.database.query(
      `
      delete from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.contract_id = :contractId
        and ce.engagement_id = :engagementId`,
      { contractId, engagementId },
    );
    await this.told(contractId, engagementId, { covered, after, reason });
  }

  private async told(
    contractId: string,
    engagementId: string,
    change: {
      readonly covered: readonly CoveredService[];
      readonly after: readonly CoveredService[];
      readonly reason: string;
    },
  ): Promise<void> {
    await this.audit.record({
      what: 'contract.coverage-changed',
      object: { kind: 'contract', id: contractId },
      before: { engagements: namesOf(change.covered) },
      after: { engagements: namesOf(change.after), reason: change.reason },
      detail: { engagementId },
    });
    await this.changes.followCoverage(contractId, engagementId);
  }

  private covered(contractId: string): Promise<CoveredService[]> {
    return this.database.query<CoveredService>(
      `
      select e.id, e.name
      from app.contract_engagement ce
      join app.engagement e on e.organisation_id = ce.organisation_id and e.id = ce.engagement_id
      where ce.organisation_id = :organisationId and ce.contract_id = :contractId
      order by lower(e.name), e.id`,
      { contractId },
    );
  }

  /** Of the vendor of the contract. */
  private async ownEngagement(contractId: string, engagementId: string): Promise<OwnEngagement> {
    const found = await this.database.maybeOne<OwnEngagement>(
      `
      select e.name, e.state
      from app.engagement e
      where e.organisation_id = :organisationId and e.id = :engagementId and e.vendor_id = (
        select c.vendor_id from app.contract c
        where c.organisation_id = :organisationId and c.id = :contractId and app.contract_counts(c))`,
      { contractId, engagementId },
    );
    if (found !== null) return found;
    throw invalid([{ field: 'engagementId', message: say('contract.service.choose-engagements-of-this') }]);
  }
}

function namesOf(engagements: readonly CoveredService[]): string[] {
  return engagements.map(({ name }) => name).sort();
}
