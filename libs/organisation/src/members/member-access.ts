import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/** What was open to a member, and is no longer. */
export interface EndedAccess {
  readonly sessions: number;
  readonly apiTokens: number;
  readonly links: number;
}

/** What a member holds that lets somebody in: ended in the current transaction, felt by the next request. */
@Injectable()
export class MemberAccess {
  constructor(private readonly database: Database) {}

  /** Invitations that the member sent stay: they are the organisation's, and whoever comes by them is on the list. */
  async endAll(memberId: string): Promise<EndedAccess> {
    const sessions = await this.endSessions(memberId);
    const apiTokens = await this.changed(
      `
      update app.api_token set revoked_at = now()
      where organisation_id = :organisationId and member_id = :memberId and revoked_at is null`,
      memberId,
    );
    const links = await this.changed(
      `
      update app.member_link set used_at = now()
      where organisation_id = :organisationId and subject_id = :memberId and purpose = 'password-reset'
        and used_at is null`,
      memberId,
    );
    return { sessions, apiTokens, links };
  }

  /** Sign-ins that wait for their second factor go with them. */
  async endSessions(memberId: string): Promise<number> {
    await this.changed(
      'delete from app.sign_in_step where organisation_id = :organisationId and member_id = :memberId',
      memberId,
    );
    return this.changed(
      'delete from app.member_session where organisation_id = :organisationId and member_id = :memberId',
      memberId,
    );
  }

  private async changed(sql: string, memberId: string): Promise<number> {
    const { organisationId } = this.database;
    return (await this.database.query(`${sql} returning 1`, { organisationId, memberId })).length;
  }
}
