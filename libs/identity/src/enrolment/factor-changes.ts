import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { MemberMail, type SignInChange } from '../members/member-mail';
import { RecoveryCodes } from '../second-factor/recovery-codes';
import { SecondFactors } from '../second-factor/second-factors';
import { OpaqueSessions } from '../sessions/opaque-sessions';

export interface FactorChange {
  readonly what: string;
  readonly mail: SignInChange;
  /** Names the passkey; null where there can be only one. */
  readonly which?: string | null;
  /** Where somebody outside the organisation has to give one. */
  readonly reason?: string;
}

/** Whose factors change, and in which session. */
export interface FactorHolder {
  readonly memberId: string;
  readonly sessionId: string;
}

/** What every change of somebody's factors leaves behind: a line in the trail, a mail, and sessions that fit it. */
@Injectable()
export class FactorChanges {
  constructor(
    private readonly audit: Audit,
    private readonly mail: MemberMail,
    private readonly factors: SecondFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly sessions: OpaqueSessions,
  ) {}

  /** Enrolled and thereby proved: the session goes on where the organisation asks for a second factor. */
  async added({ memberId, sessionId }: FactorHolder, change: FactorChange): Promise<void> {
    await this.factors.hold(memberId);
    await this.sessions.proveSecondFactor(sessionId);
    await this.tell(memberId, change);
  }

  /** With the last factor go the codes that stood in for it, and what sessions had proved with it. */
  async removed(memberId: string, change: FactorChange): Promise<void> {
    await this.factors.hold(memberId);
    const methods = await this.factors.methodsOf(memberId);
    if (methods.length === 0) {
      await this.recoveryCodes.discard(memberId);
      await this.sessions.forgetSecondFactor(memberId);
    }
    await this.tell(memberId, change);
  }

  /** Changes nothing about who can come in, so nobody is mailed. */
  async renamed(memberId: string, { before, after }: { before: string; after: string }): Promise<void> {
    await this.audit.record({
      what: 'passkey.renamed',
      object: { kind: 'member', id: memberId },
      before: { passkey: before },
      after: { passkey: after },
    });
  }

  async tell(memberId: string, { what, mail, which = null, reason }: FactorChange): Promise<void> {
    const said = { ...(which !== null && { passkey: which }), ...(reason !== undefined && { reason }) };
    const detail = Object.keys(said).length === 0 ? {} : { detail: said };
    await this.audit.record({ what, object: { kind: 'member', id: memberId }, ...detail });
    await this.mail.tellOfChange(memberId, mail, which);
  }
}
