import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, notFound } from '@countersign/platform';
import type { OpenSession, OpenSessionList } from './own-account.dto';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { MemberSessionEntity } from '../sessions/member-session.entity';

/** Where a member is signed in; all in the current transaction. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly sessions: OpaqueSessions,
  ) {}

  async list(memberId: string, currentId: string): Promise<OpenSessionList> {
    const items = await this.database.query<OpenSession>(
      `
      select s.id, s.id = :currentId::uuid as current, s.created_at as started_at, s.last_seen_at, s.user_agent,
        s.from_where as "from"
      from app.member_session s
      where s.organisation_id = :organisationId and s.member_id = :memberId
        and s.idle_until > now() and s.expires_at > now()
      order by s.id = :currentId::uuid desc, s.last_seen_at desc, s.id`,
      { organisationId: this.database.organisationId, memberId, currentId },
    );
    return { items };
  }

  /** @throws 404 for a session that has ended or is somebody else's */
  async end(memberId: string, sessionId: string): Promise<void> {
    const ended = await this.database.delete(MemberSessionEntity, { memberId, id: sessionId });
    if (ended === 0) throw notFound('session');
    await this.record(memberId, 1);
  }

  async endOthers(memberId: string, currentId: string): Promise<void> {
    const ended = await this.sessions.endAllOf(memberId, currentId);
    if (ended > 0) await this.record(memberId, ended);
  }

  private record(memberId: string, sessionsEnded: number): Promise<void> {
    const object = { kind: 'member', id: memberId };
    return this.audit.record({ what: 'member.sessions-ended', object, detail: { sessionsEnded } });
  }
}
