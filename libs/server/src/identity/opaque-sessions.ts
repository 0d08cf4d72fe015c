import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { MemberSessions } from '../platform/auth/member-sessions';
import { permissionsOf, type Role } from '../platform/auth/permissions';
import type { SignedInMember } from '../platform/auth/request';
import { hashToken, mintToken, sessionHashOf } from '../platform/auth/session-cookie';
import { Config } from '../platform/config/config';
import { Database } from '../platform/database/database';

/** Both limits are kept by the database's own clock, which a demonstration cannot move. */
const idleLimit = '12 hours';
const absoluteLimit = '7 days';
export const absoluteLimitMs = 7 * 24 * 60 * 60 * 1000;

interface FoundSession {
  readonly organisationId: string;
  readonly memberId: string;
  readonly stale: boolean;
}

interface MemberRow {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: Role[];
}

/** Sessions as rows: ending one, or its member, counts from the next request on. */
@Injectable()
export class OpaqueSessions extends MemberSessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {
    super();
  }

  async find(request: Request): Promise<SignedInMember | null> {
    const tokenHash = sessionHashOf(request, this.config, 'member');
    if (tokenHash === null) return null;
    return this.database.run({ kind: 'token', tokenHash }, () => this.memberOf(tokenHash));
  }

  /** In the current transaction of the organisation; gives the token for the cookie. */
  async start(memberId: string, visit: { userAgent: string | null; from: string | null }): Promise<string> {
    const token = mintToken();
    await this.database.query(
      `
      insert into app.member_session
        (organisation_id, token_hash, member_id, idle_until, expires_at, user_agent, from_where)
      values
        (:organisationId, :tokenHash, :memberId, now() + :idleLimit::interval, now() + :absoluteLimit::interval,
         :userAgent, :from)`,
      {
        organisationId: this.database.organisationId,
        tokenHash: hashToken(token),
        memberId,
        idleLimit,
        absoluteLimit,
        userAgent: visit.userAgent?.slice(0, 400) ?? null,
        from: visit.from,
      },
    );
    return token;
  }

  /** Ends the session of this cookie, if there is one. */
  async end(request: Request): Promise<void> {
    const tokenHash = sessionHashOf(request, this.config, 'member');
    if (tokenHash === null) return;
    await this.database.run({ kind: 'token', tokenHash }, async () => {
      const session = await this.sessionOf(tokenHash);
      if (session === null) return;
      await this.database.continueInOrganisation(session.organisationId, 'sign-out');
      await this.database.query(
        'delete from app.member_session where organisation_id = :organisationId and token_hash = :tokenHash',
        { organisationId: session.organisationId, tokenHash },
      );
    });
  }

  private async memberOf(tokenHash: Buffer): Promise<SignedInMember | null> {
    const session = await this.sessionOf(tokenHash);
    if (session === null) return null;
    const { organisationId, memberId } = session;
    await this.database.continueInOrganisation(organisationId, 'session');
    const member = await this.database.maybeOne<MemberRow>(
      `
      select m.id, m.organisation_id, m.name, m.email, m.roles
      from app.member m
      where m.organisation_id = :organisationId and m.id = :memberId and m.active`,
      { organisationId, memberId },
    );
    if (member === null) return null;
    if (session.stale) await this.prolong(organisationId, tokenHash);
    return { ...member, permissions: permissionsOf(member.roles) };
  }

  private async sessionOf(tokenHash: Buffer): Promise<FoundSession | null> {
    return this.database.maybeOne<FoundSession>(
      `
      select s.organisation_id, s.member_id, s.last_seen_at < now() - interval '1 minute' as stale
      from app.member_session s
      where s.token_hash = :tokenHash and s.idle_until > now() and s.expires_at > now()`,
      { tokenHash },
    );
  }

  /** Once a minute at most: a write on each read would cost more than it tells. */
  private async prolong(organisationId: string, tokenHash: Buffer): Promise<void> {
    await this.database.query(
      `
      update app.member_session
      set last_seen_at = now(), idle_until = least(now() + :idleLimit::interval, expires_at)
      where organisation_id = :organisationId and token_hash = :tokenHash`,
      { organisationId, tokenHash, idleLimit },
    );
  }
}
