import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Audit } from '@countersign/audit';
import {
  Config,
  Database,
  expression,
  hashToken,
  MemberSessions,
  mintToken,
  ownAccount,
  permissionsOf,
  type Role,
  sessionHashOf,
  type SignedInMember,
  unauthorised,
  say,
} from '@countersign/platform';
import { SecondFactors } from '../second-factor/second-factors';
import { MemberSessionEntity } from './member-session.entity';

/** All limits are kept by the database's own clock, which a demonstration cannot move. */
const idleLimit = '12 hours';
const absoluteLimit = '7 days';
const confirmedFor = '15 minutes';
export const absoluteLimitMs = 7 * 24 * 60 * 60 * 1000;

interface FoundSession {
  readonly organisationId: string;
  readonly memberId: string;
  readonly id: string;
  readonly secondFactor: boolean;
  readonly confirmed: boolean;
  readonly stale: boolean;
}

interface MemberRow {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly roles: Role[];
  readonly secondFactorRequired: boolean;
}

interface EndedSession {
  readonly id: string;
  readonly name: string;
}

/** Whether a second factor was proved, so that a session without one ends once it is asked for. */
interface Proof {
  readonly secondFactor: boolean;
}

/** Sessions as rows: ending one, or its member, counts from the next request on. */
@Injectable()
export class OpaqueSessions extends MemberSessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly secondFactors: SecondFactors,
    private readonly audit: Audit,
  ) {
    super();
  }

  async find(request: Request): Promise<SignedInMember | null> {
    const tokenHash = sessionHashOf(request, this.config, 'member');
    return tokenHash === null ? null : this.findByHash(tokenHash);
  }

  /** Of a session that has just begun and whose cookie the browser does not send yet. */
  async findByToken(token: string): Promise<SignedInMember | null> {
    return this.findByHash(hashToken(token));
  }

  /**
   * In the current transaction of the organisation; gives the token for the cookie.
   *
   * @throws 401 for a member who was deactivated while they signed in
   */
  async start(
    memberId: string,
    visit: { userAgent: string | null; from: string | null },
    { secondFactor }: Proof = { secondFactor: false },
  ): Promise<string> {
    const token = mintToken();
    const started = await this.database.query(
      `
      insert into app.member_session
        (organisation_id, token_hash, member_id, idle_until, expires_at, user_agent, from_where, second_factor)
      select m.organisation_id, :tokenHash, m.id, now() + :idleLimit::interval, now() + :absoluteLimit::interval,
        :userAgent, :from, :secondFactor
      from app.member m
      where m.organisation_id = :organisationId and m.id = :memberId and m.active
      returning id`,
      {
        organisationId: this.database.organisationId,
        tokenHash: hashToken(token),
        memberId,
        idleLimit,
        absoluteLimit,
        userAgent: visit.userAgent?.slice(0, 400) ?? null,
        from: visit.from,
        secondFactor,
      },
    );
    if (started.length === 0)
      throw unauthorised(say('opaque-sessions.this-account-is-not'), 'sign-in-failed');
    return token;
  }

  /** Signs out whoever brings this cookie, if there is a session behind it. */
  async end(request: Request): Promise<void> {
    const tokenHash = sessionHashOf(request, this.config, 'member');
    if (tokenHash === null) return;
    await this.database.run({ kind: 'token', tokenHash }, async () => {
      const session = await this.sessionOf(tokenHash);
      if (session === null) return;
      await this.database.continueInOrganisation(session.organisationId, 'sign-out', request.ip ?? null);
      const ended = await this.database.maybeOne<EndedSession>(
        `
        with ended as (
          delete from app.member_session s
          where s.organisation_id = :organisationId and s.token_hash = :tokenHash
          returning s.organisation_id, s.member_id)
        select m.id, m.name
        from ended e
        join app.member m on m.organisation_id = e.organisation_id and m.id = e.member_id`,
        { organisationId: session.organisationId, tokenHash },
      );
      if (ended === null) return;
      await this.audit.record({
        what: 'member.signed-out',
        object: { kind: 'member', id: ended.id },
        by: { kind: 'member', ...ended },
      });
    });
  }

  /** In the current transaction: whoever signs in again leaves no session behind in this browser. */
  async endReplaced(token: string | null): Promise<void> {
    if (token === null) return;
    await this.database.delete(MemberSessionEntity, { tokenHash: hashToken(token) });
  }

  /** In the current transaction; gives how many were ended. The one to keep is usually the own. */
  async endAllOf(memberId: string, keep: string | null = null): Promise<number> {
    const ended = await this.database.query(
      `
      delete from app.member_session
      where organisation_id = :organisationId and member_id = :memberId and id is distinct from :keep::uuid
      returning id`,
      { organisationId: this.database.organisationId, memberId, keep },
    );
    return ended.length;
  }

  /** In the current transaction: the member has just proved once more who they are. */
  async confirm(sessionId: string): Promise<void> {
    await this.database.update(MemberSessionEntity, { id: sessionId }, { confirmedAt: expression`now()` });
  }

  /** In the current transaction: a second factor was enrolled, and thereby proved, in this session. */
  async proveSecondFactor(sessionId: string): Promise<void> {
    await this.database.update(MemberSessionEntity, { id: sessionId }, { secondFactor: true });
  }

  /** In the current transaction: the last one went, so what was proved with it counts no longer. */
  async forgetSecondFactor(memberId: string): Promise<void> {
    await this.database.update(MemberSessionEntity, { memberId }, { secondFactor: false });
  }

  private findByHash(tokenHash: Buffer): Promise<SignedInMember | null> {
    return this.database.run({ kind: 'token', tokenHash }, () => this.memberOf(tokenHash));
  }

  private async memberOf(tokenHash: Buffer): Promise<SignedInMember | null> {
    const session = await this.sessionOf(tokenHash);
    if (session === null) return null;
    const { organisationId, memberId } = session;
    await this.database.continueInOrganisation(organisationId, 'session');
    const row = await this.database.maybeOne<MemberRow>(
      `
      select m.id, m.organisation_id, m.name, m.email, m.language, m.roles,
        coalesce((o.settings ->> 'secondFactorRequired')::boolean, false) as second_factor_required
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId and m.active`,
      { organisationId, memberId },
    );
    if (row === null) return null;
    const { secondFactorRequired, ...member } = row;
    const secondFactorMissing = secondFactorRequired && !session.secondFactor;
    // Whoever has one was asked for it, unless the session is older than that: then they sign in again.
    if (secondFactorMissing && (await this.secondFactors.methodsOf(memberId)).length > 0) return null;
    if (session.stale) await this.prolong(organisationId, tokenHash);
    return {
      ...member,
      permissions: secondFactorMissing ? [ownAccount] : permissionsOf(member.roles),
      sessionId: session.id,
      by: 'session',
      secondFactorMissing,
      confirmed: session.confirmed,
    };
  }

  private async sessionOf(tokenHash: Buffer): Promise<FoundSession | null> {
    return this.database.maybeOne<FoundSession>(
      `
      select s.organisation_id, s.member_id, s.id, s.second_factor,
        s.confirmed_at > now() - :confirmedFor::interval as confirmed,
        s.last_seen_at < now() - interval '1 minute' as stale
      from app.member_session s
      where s.token_hash = :tokenHash and s.idle_until > now() and s.expires_at > now()`,
      { tokenHash, confirmedFor },
    );
  }

  /** Once a minute at most: a write on each read would cost more than it tells. */
  private async prolong(organisationId: string, tokenHash: Buffer): Promise<void> {
    await this.database.update(
      MemberSessionEntity,
      { tokenHash },
      {
        lastSeenAt: expression`now()`,
        idleUntil: expression`least(now() + ${idleLimit}::interval, expires_at)`,
      },
    );
  }
}
