import { Injectable } from '@nestjs/common';
import type { IsoDate, LadderName } from '@countersign/domain';
import { Database } from '../platform/database/database';
import { storedLadder } from './ladders';

export interface MailObject {
  /** Of a registered subject. */
  readonly kind: string;
  readonly id: string;
}

export interface NewMilestone {
  readonly object: MailObject;
  /** Of a contract the term's number; objects without parts leave it out. */
  readonly part?: number;
  /** `contract-short` is the contract's ladder in its short variant: either way of saying so is understood. */
  readonly ladder: LadderName;
  readonly variant?: 'standard' | 'short';
  readonly targetDate: IsoDate;
  /** Rungs on or before this day are left out: the day of the invitation says enough by itself. */
  readonly startsOn: IsoDate;
  /** Rises with every change of the date: what was warned of before is then warned of again. */
  readonly scheduleVersion: number;
}

export interface ClosedMilestones {
  readonly object: MailObject;
  readonly ladder?: LadderName;
  readonly part?: number;
  /** Stands in the mail history beside every reminder that is not sent. */
  readonly because: string;
}

/** Dates that somebody is warned of. Set and closed in the transaction of the change that moves them. */
@Injectable()
export class Milestones {
  constructor(private readonly database: Database) {}

  async set(milestone: NewMilestone): Promise<void> {
    const { ladder, variant } = storedLadder(milestone.ladder, milestone.variant);
    const part = milestone.part ?? 0;
    await this.closeEarlierVersions(milestone, ladder, part);
    await this.database.query(
      `
      insert into app.milestone
        (organisation_id, object_kind, object_id, part, ladder, variant, target_date, starts_on, schedule_version)
      values
        (:organisationId, :kind, :id, :part, :ladder, :variant, :targetDate, :startsOn, :scheduleVersion)
      on conflict on constraint milestone_occasion_key do update
        set variant = excluded.variant, target_date = excluded.target_date, starts_on = excluded.starts_on
        where milestone.closed_at is null`,
      {
        organisationId: this.database.organisationId,
        kind: milestone.object.kind,
        id: milestone.object.id,
        part,
        ladder,
        variant,
        targetDate: milestone.targetDate,
        startsOn: milestone.startsOn,
        scheduleVersion: milestone.scheduleVersion,
      },
    );
  }

  /** Nothing is left to warn of: reminders that have not gone yet never go. */
  async close({ object, ladder, part, because }: ClosedMilestones): Promise<void> {
    await this.supersede(
      `m.object_kind = :kind and m.object_id = :id
       and (:ladder::text is null or m.ladder = :ladder) and (:part::integer is null or m.part = :part)`,
      {
        kind: object.kind,
        id: object.id,
        ladder: ladder === undefined ? null : storedLadder(ladder).ladder,
        part: part ?? null,
        because,
      },
    );
  }

  private async closeEarlierVersions(milestone: NewMilestone, ladder: string, part: number): Promise<void> {
    await this.supersede(
      `m.object_kind = :kind and m.object_id = :id and m.ladder = :ladder and m.part = :part
       and m.schedule_version < :scheduleVersion`,
      {
        kind: milestone.object.kind,
        id: milestone.object.id,
        ladder,
        part,
        scheduleVersion: milestone.scheduleVersion,
        because: 'The date has changed.',
      },
    );
  }

  /** Those being sent at this moment are left: their claim came first. */
  private async supersede(condition: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    await this.database.query(
      `
      with closed as (
        update app.milestone m set closed_at = app.now()
        where m.organisation_id = :organisationId and m.closed_at is null and ${condition}
        returning m.id)
      update app.notification n set state = 'superseded', reason = :because
      from closed
      where n.organisation_id = :organisationId and n.milestone_id = closed.id and n.state = 'pending'`,
      { organisationId: this.database.organisationId, ...parameters },
    );
  }
}
