import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { MemberDetail, MemberInvitation, MemberList, MemberOverview, MemberSummary } from './member.dto';

/** Who is in, who is invited. */
@Injectable()
export class MemberReader {
  constructor(private readonly database: Database) {}

  /** For whoever names an owner or a lead. */
  async members(): Promise<MemberList> {
    const items = await this.database.query<MemberSummary>(
      `
      select m.id, m.name, m.email, m.roles, m.lead_id, m.active
      from app.member m
      where m.organisation_id = :organisationId
      order by m.name, m.id`,
      { organisationId: this.database.organisationId },
    );
    return { items };
  }

  /** The members' page. */
  async overview(): Promise<MemberOverview> {
    const { organisationId } = this.database;
    const members = await this.database.query<MemberDetail>(
      `${memberSql} where m.organisation_id = :organisationId order by m.name, m.id`,
      { organisationId },
    );
    const invitations = await this.database.query<MemberInvitation>(
      `${invitationSql} order by i.name, i.id`,
      { organisationId },
    );
    return { members, invitations };
  }

  async member(id: string): Promise<MemberDetail> {
    const { organisationId } = this.database;
    const sql = `${memberSql} where m.organisation_id = :organisationId and m.id = :id`;
    return this.database.one<MemberDetail>(sql, { organisationId, id }, 'member');
  }

  /** Only while it can still be answered or sent again. */
  async invitation(id: string): Promise<MemberInvitation> {
    const { organisationId } = this.database;
    const sql = `${invitationSql} and i.id = :id`;
    return this.database.one<MemberInvitation>(sql, { organisationId, id }, 'invitation');
  }
}

const memberSql = `
  select m.id, m.name, m.email, m.roles, m.lead_id, l.name as lead_name, m.active, m.created_at, m.revision,
    greatest(
      (select max(s.last_seen_at) from app.member_session s
        where s.organisation_id = m.organisation_id and s.member_id = m.id),
      (select max(t.last_used_at) from app.api_token t
        where t.organisation_id = m.organisation_id and t.member_id = m.id),
      (select max(e.at) from app.audit_event e
        where e.organisation_id = m.organisation_id and e.object_kind = 'member' and e.object_id = m.id
          and e.what = 'member.signed-in')) as last_seen_at,
    case
      when t.member_id is not null and p.member_id is not null then 'both'
      when t.member_id is not null then 'totp'
      when p.member_id is not null then 'passkey'
      else 'none'
    end as second_factor
  from app.member m
  left join app.member l on l.organisation_id = m.organisation_id and l.id = m.lead_id
  left join app.member_totp t on t.organisation_id = m.organisation_id and t.member_id = m.id
    and t.confirmed_at is not null
  left join lateral (
    select k.member_id from app.passkey k
    where k.organisation_id = m.organisation_id and k.member_id = m.id limit 1) p on true`;

const invitationSql = `
  select i.id, i.email, i.name, i.roles, i.lead_id, i.invited_by_name as invited_by, i.invited_at, i.expires_at,
    case when i.expires_at > now() then 'open' else 'expired' end as state
  from app.member_invitation i
  where i.organisation_id = :organisationId and i.state = 'open'`;
