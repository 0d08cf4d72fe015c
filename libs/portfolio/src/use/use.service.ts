import { Injectable } from '@nestjs/common';
import { useProblems } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { ContractChanges } from '@countersign/contracts';
import { Changes, Clock, conflict, Database, invalid, refuseStale, say } from '@countersign/platform';
import { useChanged } from './use-changes';
import type { ChangedUse, ServiceUseView } from './use.dto';

type FoundUse = ServiceUseView & { readonly open: boolean };

/** Says since when a service is used, until when, and how its data came back. */
@Injectable()
export class UseService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly contracts: ContractChanges,
  ) {}

  async change(engagementId: string, { revision, ...use }: ChangedUse): Promise<void> {
    const { revision: kept, open, importedOn, ...before } = await this.locked(engagementId);
    // The return of data is recorded of what has ended, too.
    if (!open && use.state === 'in-use')
      throw conflict('engagement-ended', say('use.service.this-engagement-has-ended'));
    refuseStale({ ...before, importedOn, revision: kept }, revision);
    const problems = useProblems(use, await this.clock.today());
    if (problems.length > 0) throw invalid(problems);
    await this.database.query(
      `
      update app.engagement e
      set use_state = :state, in_use_since = :since, use_ended_on = :endedOn, data_returned_on = :dataReturnedOn,
        data_returned_by = :dataReturnedBy, data_return_proof = :dataReturnProof, use_revision = e.use_revision + 1
      where e.organisation_id = :organisationId and e.id = :engagementId`,
      { organisationId: this.database.organisationId, engagementId, ...use },
    );
    await this.audit.record({
      what: 'engagement.use-changed',
      object: { kind: 'engagement', id: engagementId },
      before,
      after: { ...use },
    });
    this.changes.note(useChanged({ engagementId }));
    await this.contracts.followEngagement(engagementId);
  }

  private locked(engagementId: string): Promise<FoundUse> {
    return this.database.one<FoundUse>(
      `
      select e.use_state as state, e.in_use_since as since, e.use_ended_on as ended_on, e.data_returned_on,
        e.data_returned_by, e.data_return_proof, e.imported_on, e.use_revision as revision, e.state = 'open' as open
      from app.engagement e
      where e.organisation_id = :organisationId and e.id = :engagementId
      for no key update`,
      { engagementId },
      'engagement',
    );
  }
}
