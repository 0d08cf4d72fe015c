import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@countersign/domain';
import { datedRungs, type DatedRung } from '@countersign/domain';
import { asJson, Database, type Words, say } from '@countersign/platform';
import { Ladders } from './ladders';
import { MailSubjects } from './mail-subjects';
import type { MilestoneRungEntity } from './milestone-rung.entity';

export interface MailObject {
  /** Of a registered subject. */
  readonly kind: string;
  readonly id: string;
}

export interface NewMilestone {
  readonly object: MailObject;
  /** Of a contract the term's number; objects without parts leave it out. */
  readonly part?: number;
  /** One of the subject's. */
  readonly ladder: string;
  /** `standard` where left out. */
  readonly variant?: string;
  readonly targetDate: IsoDate;
  /** Rungs on or before this day are left out: the day of the invitation says enough by itself. */
  readonly startsOn: IsoDate;
  /** Rises with every change of the date: what was warned of before is then warned of again. */
  readonly scheduleVersion: number;
}

export interface ClosedMilestones {
  readonly object: MailObject;
  readonly ladder?: string;
  readonly part?: number;
  /** Stands in the mail history beside every reminder that is not sent. */
  readonly because: Words;
}

const standard = 'standard';
const UNDATED_AT_ONCE = 500;

interface UndatedMilestone extends Required<Omit<NewMilestone, 'object'>> {
  readonly objectKind: string;
  readonly objectId: string;
}

type MailedRung = DatedRung & Pick<MilestoneRungEntity, 'memberMail' | 'contactMail'>;

/**
 * Dates that somebody is warned of, each with the days on which that happens. Set and closed in the transaction of the
 * change that moves them; a closed one has no rungs.
 */
@Injectable()
export class Milestones {
  constructor(
    private readonly database: Database,
    private readonly ladders: Ladders,
    private readonly subjects: MailSubjects,
  ) {}

  async set(milestone: NewMilestone): Promise<void> {
    const rungs = await this.rungsOf(milestone);
    await this.closeEarlierVersions(milestone);
    await this.database.query(
      `
      with milestone as (
        insert into app.milestone
          (organisation_id, object_kind, object_id, part, ladder, variant, target_date, starts_on, schedule_version,
           dated)
        values
          (:organisationId, :kind, :id, :part, :ladder, :variant, :targetDate, :startsOn, :scheduleVersion, true)
        on conflict on constraint milestone_occasion_key do update
          set variant = excluded.variant, target_date = excluded.target_date, starts_on = excluded.starts_on, dated = true
          where milestone.closed_at is null
        returning id),
      left_out as (
        delete from app.milestone_rung r
        using milestone m
        where r.organisation_id = :organisationId and r.milestone_id = m.id and r.offset_days <> all (:offsets))
      insert into app.milestone_rung
        (organisation_id, milestone_id, offset_days, day, recipients, timing, last_day, member_mail, contact_mail)
      select :organisationId, m.id, r."offsetDays", r.day, r.recipients, r.timing, r."lastDay", r."memberMail",
        r."contactMail"
      from milestone m
      cross join jsonb_to_recordset(:rungs::jsonb) as r(
        "offsetDays" integer, day date, recipients text[], timing text, "lastDay" boolean, "memberMail" text,
        "contactMail" text)
      on conflict on constraint milestone_rung_pkey do update
        set day = excluded.day, recipients = excluded.recipients, timing = excluded.timing,
          last_day = excluded.last_day, member_mail = excluded.member_mail, contact_mail = excluded.contact_mail`,
      {
        organisationId: this.database.organisationId,
        kind: milestone.object.kind,
        id: milestone.object.id,
        part: milestone.part ?? 0,
        ladder: milestone.ladder,
        variant: milestone.variant ?? standard,
        targetDate: milestone.targetDate,
        startsOn: milestone.startsOn,
        scheduleVersion: milestone.scheduleVersion,
        offsets: rungs.map(({ offsetDays }) => offsetDays),
        rungs: asJson(rungs),
      },
    );
  }

  private async rungsOf({ object, ladder: name, variant, ...dates }: NewMilestone): Promise<MailedRung[]> {
    const ladder = this.subjects.ladderOf(object.kind, name);
    const rungs = await this.ladders.rungsOf(ladder, variant ?? standard);
    return datedRungs(rungs, dates).map((rung) => ({
      ...rung,
      memberMail: ladder.mailOn(rung, 'members'),
      contactMail: ladder.mailOn(rung, 'contacts'),
    }));
  }

  /** What the former version sets while this one takes over has no rungs yet. */
  async dateUndated(): Promise<void> {
    const undated = await this.database.query<UndatedMilestone>(
      `
      select m.object_kind, m.object_id, m.part, m.ladder, m.variant, m.target_date, m.starts_on, m.schedule_version
      from app.milestone m
      where m.organisation_id = :organisationId and m.closed_at is null and not m.dated and m.ladder = any (:ladders)
      limit :most`,
      {
        organisationId: this.database.organisationId,
        ladders: this.subjects.ladders.map(({ name }) => name),
        most: UNDATED_AT_ONCE,
      },
    );
    for (const { objectKind: kind, objectId: id, ...milestone } of undated)
      await this.set({ object: { kind, id }, ...milestone });
  }

  /** Nothing is left to warn of: reminders that have not gone yet never go. */
  async close({ object, ladder, part, because }: ClosedMilestones): Promise<void> {
    await this.supersede(
      `m.object_kind = :kind and m.object_id = :id
       and (:ladder::text is null or m.ladder = :ladder) and (:part::integer is null or m.part = :part)`,
      {
        kind: object.kind,
        id: object.id,
        ladder: ladder ?? null,
        part: part ?? null,
        because: asJson(because),
      },
    );
  }

  private async closeEarlierVersions({ object, ladder, part, scheduleVersion }: NewMilestone): Promise<void> {
    await this.supersede(
      `m.object_kind = :kind and m.object_id = :id and m.ladder = :ladder and m.part = :part
       and m.schedule_version < :scheduleVersion`,
      {
        kind: object.kind,
        id: object.id,
        ladder,
        part: part ?? 0,
        scheduleVersion,
        because: asJson(say('mail-reason.date-changed')),
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
        returning m.id),
      dropped as (
        delete from app.milestone_rung r
        using closed
        where r.organisation_id = :organisationId and r.milestone_id = closed.id)
      update app.notification n set state = 'superseded', reason = :because::jsonb
      from closed
      where n.organisation_id = :organisationId and n.milestone_id = closed.id and n.state = 'pending'`,
      { organisationId: this.database.organisationId, ...parameters },
    );
  }
}
