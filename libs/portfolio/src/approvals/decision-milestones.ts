import { Injectable } from '@nestjs/common';
import { approvesUse, type ApprovalOutcome } from '@countersign/domain';
import { Milestones } from '@countersign/notifications';
import { Clock, Database, say, type Words } from '@countersign/platform';

type DecisionLadder = 'approval' | 'acceptance' | 'override';

/** Warns of the days on which an approval, a risk acceptance and an override of the tier end. */
@Injectable()
export class DecisionMilestones {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly milestones: Milestones,
  ) {}

  async approved(
    engagementId: string,
    { outcome, validTo }: { readonly outcome: ApprovalOutcome; readonly validTo: string | null },
  ): Promise<void> {
    if (validTo !== null && approvesUse(outcome)) return this.set(engagementId, 'approval', validTo);
    await this.close(engagementId, 'approval', say('mail-reason.decided-again'));
  }

  accepted(engagementId: string, until: string): Promise<void> {
    return this.set(engagementId, 'acceptance', until);
  }

  withdrawn(engagementId: string): Promise<void> {
    return this.close(engagementId, 'acceptance', say('mail-reason.acceptance-withdrawn'));
  }

  overridden(engagementId: string, until: string): Promise<void> {
    return this.set(engagementId, 'override', until);
  }

  overrideEnded(engagementId: string, because: Words): Promise<void> {
    return this.close(engagementId, 'override', because);
  }

  private close(id: string, ladder: DecisionLadder, because: Words): Promise<void> {
    return this.milestones.close({ object: { kind: 'engagement', id }, ladder, because });
  }

  /** A day that is set once more is another one: what was warned of before is warned of again. */
  private async set(id: string, ladder: DecisionLadder, targetDate: string): Promise<void> {
    const { version } = await this.database.one<{ version: number }>(
      `
      select coalesce(max(m.schedule_version), 0) + 1 as version from app.milestone m
      where m.organisation_id = :organisationId and m.object_kind = 'engagement' and m.object_id = :id
        and m.ladder = :ladder`,
      { organisationId: this.database.organisationId, id, ladder },
    );
    await this.milestones.set({
      object: { kind: 'engagement', id },
      ladder,
      targetDate,
      startsOn: await this.clock.today(),
      scheduleVersion: version,
    });
  }
}
