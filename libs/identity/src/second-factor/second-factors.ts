import { Injectable } from '@nestjs/common';
import { Database, unauthorised, type Actor, type Problem, say, type Words } from '@countersign/platform';
import { AuthenticatorApp } from './authenticator-app';
import { CodeTries } from './code-tries';
import { looksLikeRecoveryCode, RecoveryCodes } from './recovery-codes';

export const secondFactorMethods = ['totp', 'passkey', 'recovery-code'] as const;
export type SecondFactorMethod = (typeof secondFactorMethods)[number];
export type CodeMethod = Exclude<SecondFactorMethod, 'passkey'>;

interface Enrolled {
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly recoveryCode: boolean;
}

/** Said only to whoever has proved the password. */
const APP_LOST = say('second-factors.app-lost');

/** What a member can show beside the password, and whether a code is right. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly app: AuthenticatorApp,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly tries: CodeTries,
  ) {}

  /** In the caller's transaction; empty when none is enrolled (recovery codes alone are none). */
  async methodsOf(memberId: string): Promise<SecondFactorMethod[]> {
    const { totp, passkey, recoveryCode } = await this.enrolled(memberId);
    if (!totp && !passkey) return [];
    const has = { totp, passkey, 'recovery-code': recoveryCode };
    return secondFactorMethods.filter((method) => has[method]);
  }

  /**
   * Proves a code of the app or a recovery code, in a transaction of its own that keeps counter and trail whatever
   * becomes of the request.
   *
   * @throws 401 `second-factor-wrong`, 429 `too-many-tries`
   */
  async proveCode(actor: Actor, memberId: string, code: string): Promise<CodeMethod> {
    const { method, appIsLost } = await this.database.run(actor, async () => {
      const failures = await this.tries.count(memberId);
      const accepted = await this.accept(memberId, code);
      await (accepted === null ? this.tries.failed(memberId, failures) : this.tries.forget(memberId));
      return { method: accepted, appIsLost: accepted === null && (await this.app.isLost(memberId)) };
    });
    if (method === null) throw wrongSecondFactor(appIsLost ? APP_LOST : say('refusal.second-factor-wrong'));
    return method;
  }

  /** In the caller's transaction: changes of one member's factors come one after another. */
  async hold(memberId: string): Promise<void> {
    await this.database.query(
      'select from app.member where organisation_id = :organisationId and id = :memberId for no key update',
      { organisationId: this.database.organisationId, memberId },
    );
  }

  private async accept(memberId: string, code: string): Promise<CodeMethod | null> {
    if (looksLikeRecoveryCode(code)) {
      return (await this.recoveryCodes.use(memberId, code)) ? 'recovery-code' : null;
    }
    return (await this.app.accept(memberId, code)) ? 'totp' : null;
  }

  private async enrolled(memberId: string): Promise<Enrolled> {
    return this.database.one<Enrolled>(
      `
      select
        exists (select from app.member_totp t
          where t.organisation_id = :organisationId and t.member_id = :memberId and t.confirmed_at is not null) as totp,
        exists (select from app.passkey p
          where p.organisation_id = :organisationId and p.member_id = :memberId) as passkey,
        exists (select from app.recovery_code c
          where c.organisation_id = :organisationId and c.member_id = :memberId and c.used_at is null) as recovery_code`,
      { organisationId: this.database.organisationId, memberId },
    );
  }
}

export function wrongSecondFactor(detail: Words): Problem {
  return unauthorised(detail, 'second-factor-wrong');
}
