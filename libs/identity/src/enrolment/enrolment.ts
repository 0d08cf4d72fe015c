import { Injectable } from '@nestjs/common';
import { conflict, say } from '@countersign/platform';
import { FactorChanges, type FactorHolder } from './factor-changes';
import { AuthenticatorApp, type TotpOffer } from '../second-factor/authenticator-app';
import { RecoveryCodes } from '../second-factor/recovery-codes';
import { SecondFactors } from '../second-factor/second-factors';

/** A member sets up and removes the authenticator app and the codes. In the request's transaction. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly app: AuthenticatorApp,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly factors: SecondFactors,
    private readonly changes: FactorChanges,
  ) {}

  async beginTotp(memberId: string): Promise<TotpOffer> {
    return this.app.offer(memberId);
  }

  /** The list of codes starts afresh with the app, so that whoever sets it up has seen one that works. */
  async confirmTotp(holder: FactorHolder, code: string): Promise<string[]> {
    await this.app.confirm(holder.memberId, code);
    await this.changes.added(holder, { what: 'totp.added', mail: 'totp-added' });
    return this.recoveryCodes.renew(holder.memberId);
  }

  async removeTotp(memberId: string): Promise<void> {
    await this.app.remove(memberId);
    await this.changes.removed(memberId, { what: 'totp.removed', mail: 'totp-removed' });
  }

  async renewRecoveryCodes(memberId: string): Promise<string[]> {
    await this.factors.hold(memberId);
    const methods = await this.factors.methodsOf(memberId);
    if (methods.length === 0) {
      throw conflict('no-second-factor', say('refusal.no-second-factor'));
    }
    const codes = await this.recoveryCodes.renew(memberId);
    await this.changes.tell(memberId, { what: 'recovery-codes.renewed', mail: 'recovery-codes-made' });
    return codes;
  }
}
