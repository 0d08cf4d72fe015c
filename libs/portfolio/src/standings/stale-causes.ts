import { Injectable } from '@nestjs/common';
import { addDays } from '@countersign/domain';
import { Milestones } from '@countersign/notifications';
import { asJson, Clock, Database, say } from '@countersign/platform';
import type { ComputedStanding } from './standing-rows';
import type { StaleCauseEntity } from './stale-cause.entity';

type NumberedCause = Pick<StaleCauseEntity, 'engagementId' | 'number'>;

/** Keeps why approvals are stale, in the transaction that moves a standing, and has each cause told once. */
@Injectable()
export class StaleCauses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly milestones: Milestones,
  ) {}

  async follow(standings: readonly ComputedStanding[]): Promise<void> {
    const causes = standings.flatMap(({ engagementId, approval, approvalStanding }) =>
      approvalStanding.causes.map(({ key, code, parameters, since }) => ({
        engagement_id: engagementId,
        approval_id: approval?.id,
        occasion: key,
        code,
        parameters,
        since,
      })),
    );
    const known = standings.some(({ approval }) => Object.keys(approval?.staleSince ?? {}).length > 0);
    // Of a decision that was replaced the causes end too, and nobody but the table knows them.
    const replaced = standings.some(({ approval }) => approval !== null);
    if (causes.length === 0 && !known && !replaced) return;
    const ids = standings.map(({ engagementId }) => engagementId);
    for (const ended of await this.end(ids, causes)) await this.forget(ended);
    if (causes.length === 0) return;
    for (const begun of await this.begin(causes)) await this.tell(begun);
  }

  private end(ids: readonly string[], causes: readonly object[]): Promise<NumberedCause[]> {
    return this.database.query(
      `
      update app.approval_stale_cause c set ended_at = app.now()
      where c.organisation_id = :organisationId and c.engagement_id = any(:ids::uuid[]) and c.ended_at is null
        and not exists (
          select from jsonb_to_recordset(:causes::jsonb) as n (approval_id uuid, occasion text)
          where n.approval_id = c.approval_id and n.occasion = c.occasion)
      returning c.engagement_id, c.number`,
      { organisationId: this.database.organisationId, ids, causes: asJson(causes) },
    );
  }

  private begin(causes: readonly object[]): Promise<NumberedCause[]> {
    return this.database.query(
      `
      with now as (
        select n.*, row_number() over (partition by n.engagement_id order by n.occasion) as place
        from jsonb_to_recordset(:causes::jsonb) as n
          (engagement_id uuid, approval_id uuid, occasion text, code text, parameters jsonb, since date)
        where not exists (
          select from app.approval_stale_cause c
          where c.organisation_id = :organisationId and c.approval_id = n.approval_id and c.occasion = n.occasion
            and c.ended_at is null))
      insert into app.approval_stale_cause
        (organisation_id, engagement_id, approval_id, number, occasion, code, parameters, since)
      select :organisationId, n.engagement_id, n.approval_id, n.place + coalesce((
          select max(c.number) from app.approval_stale_cause c
          where c.organisation_id = :organisationId and c.engagement_id = n.engagement_id), 0),
        n.occasion, n.code, n.parameters, n.since
      from now n
      returning engagement_id, number`,
      { organisationId: this.database.organisationId, causes: asJson(causes) },
    );
  }

  private async tell({ engagementId, number }: NumberedCause): Promise<void> {
    const today = await this.clock.today();
    await this.milestones.set({
      object: { kind: 'engagement', id: engagementId },
      part: number,
      ladder: 'approval-stale',
      targetDate: today,
      startsOn: addDays(today, -1),
      scheduleVersion: 1,
    });
  }

  private async forget({ engagementId, number }: NumberedCause): Promise<void> {
    await this.milestones.close({
      object: { kind: 'engagement', id: engagementId },
      part: number,
      ladder: 'approval-stale',
      because: say('mail-reason.cause-ended'),
    });
  }
}
