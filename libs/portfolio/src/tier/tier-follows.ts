import { Injectable } from '@nestjs/common';
import { ContractChanges, ContractLocks } from '@countersign/contracts';
import { Changes, say } from '@countersign/platform';
import { DecisionMilestones } from '../approvals/decision-milestones';
import { Standings } from '../standings/standings';
import { overrideEnded, tierOverridden } from './tier-changes';

/** What another tier in force moves: standings, the clauses that a contract needs, and the days to be told of. */
@Injectable()
export class TierFollows {
  constructor(
    private readonly changes: Changes,
    private readonly contracts: ContractChanges,
    private readonly milestones: DecisionMilestones,
    private readonly standings: Standings,
    private readonly locks: ContractLocks,
  ) {}

  /** Locks the standing, by today's dates: of two at once the second meets the first. */
  async begin(engagementId: string): Promise<void> {
    await this.locks.over([engagementId]);
    await this.standings.bringToToday(engagementId);
  }

  /** In the order in which everybody locks. */
  async lock(engagementIds: readonly string[]): Promise<void> {
    await this.locks.over(engagementIds);
    await this.standings.lock([...engagementIds].sort());
  }

  async set(engagementId: string, until: string): Promise<void> {
    await this.milestones.overridden(engagementId, until);
    this.changes.note(tierOverridden({ engagementId }));
    await this.contracts.followEngagement(engagementId);
  }

  async lifted(engagementId: string): Promise<void> {
    await this.milestones.overrideEnded(engagementId, say('mail-reason.override-lifted'));
    await this.ended(engagementId);
  }

  async expired(engagementId: string): Promise<void> {
    await this.milestones.overrideEnded(engagementId, say('mail-reason.day-passed'));
    await this.ended(engagementId);
  }

  private async ended(engagementId: string): Promise<void> {
    this.changes.note(overrideEnded({ engagementId }));
    await this.contracts.followEngagement(engagementId);
  }
}
