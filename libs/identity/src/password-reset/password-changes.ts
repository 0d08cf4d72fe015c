import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, expression } from '@countersign/platform';
import { linkEnded, MemberLinks } from '../links/member-links';
import { MemberMail } from '../members/member-mail';
import type { PasswordHolder } from '../passwords/new-passwords';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { SignInSteps } from '../sign-in/sign-in-steps';
import { SignInTries } from '../tries/sign-in-tries';
import { ApiTokenEntity } from '../api-tokens/api-token.entity';
import { MemberEntity } from '../members/member.entity';

export interface HolderRow extends PasswordHolder {
  readonly passwordHash: string | null;
}

/** What was opened with the old password. */
@Injectable()
export class OpenDoors {
  constructor(
    private readonly database: Database,
    private readonly links: MemberLinks,
    private readonly sessions: OpaqueSessions,
    private readonly steps: SignInSteps,
    private readonly tries: SignInTries,
  ) {}

  /** In the current transaction; gives how many sessions were ended. */
  async close(memberId: string, keepSession: string | null): Promise<number> {
    await this.links.endAllOf('password-reset', memberId);
    await this.steps.endAllOf(memberId);
    return this.sessions.endAllOf(memberId, keepSession);
  }

  /** In the current transaction: somebody else may have come in, so the programs they may have let in go as well. */
  async closeAll(
    memberId: string,
    keepSession: string | null = null,
  ): Promise<{ sessionsEnded: number; apiTokensRevoked: number }> {
    const apiTokensRevoked = await this.database.update(
      ApiTokenEntity,
      { memberId, revokedAt: null },
      { revokedAt: expression`now()` },
    );
    return { sessionsEnded: await this.close(memberId, keepSession), apiTokensRevoked };
  }

  /** In the current transaction: whoever has proved to read the account's mail need not wait out a stranger's guesses. */
  async forgetTries(address: string): Promise<void> {
    await this.tries.forgetAllOf(address);
  }
}

/** A new password in its row, with what follows from it; all in the current transaction. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
    private readonly doors: OpenDoors,
  ) {}

  /** Null for a member who is not active any more. */
  async activeHolder(memberId: string): Promise<HolderRow | null> {
    return this.database.maybeOne<HolderRow>(
      `
      select o.name as organisation_name, m.name, m.email, m.password_hash
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId and m.active`,
      { organisationId: this.database.organisationId, memberId },
    );
  }

  /** By a mailed link: every session and every API token ends. */
  async reset(memberId: string, passwordHash: string): Promise<void> {
    const { email } = await this.keep(memberId, passwordHash);
    const ended = await this.doors.closeAll(memberId);
    await this.doors.forgetTries(email);
    await this.audit.record({
      what: 'member.password-reset',
      object: { kind: 'member', id: memberId },
      detail: ended,
      visitor: email,
    });
    await this.mail.tellOfChange(memberId, 'password-reset');
  }

  /** By the signed-in member: the other sessions end, and so do the programs that were let in with the old password. */
  async change(memberId: string, passwordHash: string, sessionId: string | null): Promise<void> {
    await this.keep(memberId, passwordHash);
    const ended = await this.doors.closeAll(memberId, sessionId);
    await this.audit.record({
      what: 'member.password-changed',
      object: { kind: 'member', id: memberId },
      detail: ended,
    });
    await this.mail.tellOfChange(memberId, 'password-changed');
  }

  private async keep(memberId: string, passwordHash: string): Promise<Pick<MemberEntity, 'email'>> {
    const [kept] = await this.database.update(
      MemberEntity,
      { id: memberId, active: true },
      { passwordHash, passwordChangedAt: expression`now()` },
      ['email'],
    );
    if (kept === undefined) throw linkEnded();
    return kept;
  }
}
