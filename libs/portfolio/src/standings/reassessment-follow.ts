import { Injectable } from '@nestjs/common';
import { addDays, type DatedChange } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Milestones } from '@countersign/notifications';
import { Clock, Database, expression, say } from '@countersign/platform';
import { ReassessmentExtensionEntity } from './reassessment-extension.entity';
import type { ComputedStanding } from './standing-rows';

interface Warned {
  readonly engagementId: string;
  readonly targetDate: string;
  readonly version: number;
  readonly closed: boolean;
}

const LADDER = 'reassessment';

/** What a standing that has moved brings with it: an extension that ends, a change in the trail, days to be told of. */
@Injectable()
export class ReassessmentFollow {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly milestones: Milestones,
  ) {}

  async follow(standings: readonly ComputedStanding[]): Promise<void> {
    const warned = await this.warned(standings.map(({ engagementId }) => engagementId));
    for (const standing of standings) {
      await this.endExtension(standing);
      await this.recordChanges(standing);
      await this.warn(standing, warned.get(standing.engagementId) ?? null);
    }
  }

  /** Of each the latest day that somebody was to be told of. */
  private async warned(ids: readonly string[]): Promise<ReadonlyMap<string, Warned>> {
    const found = await this.database.query<Warned>(
      `
      select distinct on (m.object_id) m.object_id as engagement_id, m.target_date, m.schedule_version as version,
        m.closed_at is not null as closed
      from app.milestone m
      where m.organisation_id = :organisationId and m.object_kind = 'engagement' and m.ladder = :ladder
        and m.object_id = any(:ids::uuid[])
      order by m.object_id, m.schedule_version desc`,
      { organisationId: this.database.organisationId, ids, ladder: LADDER },
    );
    return new Map(found.map((one) => [one.engagementId, one]));
  }

  private async endExtension({
    engagementId,
    engagement,
    reassessment,
    again,
  }: ComputedStanding): Promise<void> {
    const { extension } = reassessment;
    if (extension === null || again === null || again.extendedUntil !== null) return;
    const because = extension.tier === engagement.tier ? 'submission' : 'tier';
    await this.database.update(
      ReassessmentExtensionEntity,
      { id: extension.id },
      { endedAt: expression`app.now()`, endedBecause: because },
    );
    await this.audit.record({
      what: 'engagement.reassessment-extension-ended',
      object: { kind: 'engagement', id: engagementId },
      before: { until: extension.until },
      after: { because, dueOn: again.dueOn },
    });
  }

  private async recordChanges({ engagementId, reassessment, again }: ComputedStanding): Promise<void> {
    const begun = (again?.changes ?? []).filter(({ key }) => !Object.hasOwn(reassessment.changedSince, key));
    if (again === null || begun.length === 0) return;
    await this.audit.record({
      what: 'engagement.reassessment-due',
      object: { kind: 'engagement', id: engagementId },
      after: { dueOn: again.dueOn, changes: begun.map(inTheTrail) },
    });
  }

  /** A day that is another one is warned of anew; one that is settled no more. */
  private async warn({ engagementId: id, again }: ComputedStanding, warned: Warned | null): Promise<void> {
    const object = { kind: 'engagement', id };
    if (again === null) {
      if (warned !== null && !warned.closed) await this.close(id);
      return;
    }
    if (warned !== null && !warned.closed && warned.targetDate === again.dueOn) return;
    await this.milestones.set({
      object,
      ladder: LADDER,
      targetDate: again.dueOn,
      startsOn: addDays(await this.clock.today(), -1),
      scheduleVersion: (warned?.version ?? 0) + 1,
    });
  }

  private close(id: string): Promise<void> {
    return this.milestones.close({
      object: { kind: 'engagement', id },
      ladder: LADDER,
      because: say('mail-reason.nothing-to-reassess'),
    });
  }
}

function inTheTrail({ code, parameters }: DatedChange) {
  return { code, parameters };
}
