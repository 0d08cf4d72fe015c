import { Injectable } from '@nestjs/common';
import { Database, forEachOrganisation, asJson, say } from '@countersign/platform';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';
import { dueRungsSql, rungMailsSql } from './rung-mails';

const MAIL_PLANNER = 'mail planner';

/** Turns due rungs into notifications, from the data alone: whatever an outage left out is caught up. */
@Injectable()
export class Planner {
  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
    private readonly milestones: Milestones,
  ) {}

  planAll(): Promise<void> {
    const round = { name: MAIL_PLANNER, which: 'all' } as const;
    return forEachOrganisation(this.database, round, ({ organisationId }) => this.plan(organisationId));
  }

  async plan(organisationId: string): Promise<void> {
    await this.database.run({ kind: 'job', organisationId, name: MAIL_PLANNER }, () => this.planHere());
  }

  /** In the current transaction, for the organisation that it belongs to. */
  async planHere(): Promise<void> {
    const { organisationId } = this.database;
    await this.milestones.dateUndated();
    await this.supersedeOvertaken(organisationId);
    await this.writeDueRungs(organisationId);
  }

  /**
   * Of one object's due rungs only the latest is sent; those before it stand as superseded, so that nobody wonders.
   * A rung is planned once, for whoever it goes to on that day: a new colleague is not flooded with what was told
   * before. Where its mail was superseded, because the person has left, it is planned for whoever came after.
   */
  private async writeDueRungs(organisationId: string): Promise<void> {
    await this.database.query(
      `
      with ${dueRungsSql},
      due as (
        select r.*, max(r.offset_days) over (partition by r.milestone_id) as latest
        from milestone_rung r),
      rung as materialized (
        select d.*
        from due d
        where not exists (
          select from app.notification n
          where n.organisation_id = :organisationId and n.milestone_id = d.milestone_id and n.rung = d.offset_days
            and (n.state <> 'superseded' or d.offset_days < d.latest))),
      ${rungMailsSql(this.subjects)}
      insert into app.notification
        (organisation_id, occasion, recipient, recipient_name, member_id, contact_id, kind, object_kind, object_id,
         part, milestone_id, ladder, rung, schedule_version, due_at, state, reason)
      select :organisationId, d.occasion, d.address, d.name, d.member_id, d.contact_id, d.kind, d.object_kind,
        d.object_id, d.part, d.milestone_id, d.ladder, d.offset_days, d.schedule_version, d.due_at,
        case when d.offset_days = d.latest then 'pending' else 'superseded' end,
        case when d.offset_days = d.latest then null else :overtaken::jsonb end
      from ladder_mail d
      order by d.object_id, d.part, d.offset_days, d.address
      on conflict on constraint notification_occasion_key do nothing`,
      { organisationId, unreachable: null, overtaken },
    );
  }

  private async supersedeOvertaken(organisationId: string): Promise<void> {
    await this.database.query(
      `
      with ${dueRungsSql},
      latest as (
        select l.milestone_id, max(l.offset_days) as rung
        from milestone_rung l
        group by l.milestone_id)
      update app.notification n set state = 'superseded', reason = :overtaken::jsonb
      from latest
      where n.organisation_id = :organisationId and n.milestone_id = latest.milestone_id
        and n.rung < latest.rung and n.state = 'pending'`,
      { organisationId, overtaken },
    );
  }
}

const overtaken = asJson(say('mail-reason.overtaken'));
