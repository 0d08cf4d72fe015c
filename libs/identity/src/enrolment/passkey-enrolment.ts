import { Injectable } from '@nestjs/common';
import { conflict, Database, invalid, type MemberActor, say } from '@countersign/platform';
import { FactorChanges, type FactorHolder } from './factor-changes';
import {
  challengeIn,
  PasskeyAnswers,
  type BrowserAnswer,
  type NewCredential,
} from '../second-factor/passkey-answers';
import { PasskeyChallenges } from '../second-factor/passkey-challenges';
import { Passkeys, type PasskeyRow } from '../second-factor/passkeys';
import { RecoveryCodes } from '../second-factor/recovery-codes';

export interface AddedPasskey {
  readonly passkey: PasskeyRow;
  /** Shown this once; null where the member has codes already. */
  readonly recoveryCodes: string[] | null;
}

/** What an authenticator made for a member, verified. */
@Injectable()
export class PasskeyRegistration {
  constructor(
    private readonly database: Database,
    private readonly challenges: PasskeyChallenges,
    private readonly answers: PasskeyAnswers,
  ) {}

  /** Opens its own transaction: the challenge is used up even where the answer is refused. */
  async verify(actor: MemberActor, answer: BrowserAnswer): Promise<NewCredential> {
    const challenge = challengeIn(answer) ?? '';
    const known = await this.database.run(actor, () =>
      this.challenges.redeem(challenge, { purpose: 'registration', memberId: actor.memberId }),
    );
    if (!known) throw conflict('step-ended', say('passkey-proofs.this-took-too-long'));
    const credential = await this.answers.credential(answer, challenge);
    if (credential !== null) return credential;
    throw invalid([
      {
        field: 'response',
        message: say('passkey-enrolment.could-not-be-verified'),
      },
    ]);
  }
}

/** A member adds and removes passkeys. */
@Injectable()
export class PasskeyEnrolment {
  constructor(
    private readonly database: Database,
    private readonly registration: PasskeyRegistration,
    private readonly passkeys: Passkeys,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly changes: FactorChanges,
  ) {}

  /** Opens its own transactions. */
  async add(
    actor: MemberActor,
    sessionId: string,
    { name, response }: { readonly name: string; readonly response: BrowserAnswer },
  ): Promise<AddedPasskey> {
    const credential = await this.registration.verify(actor, response);
    const holder: FactorHolder = { memberId: actor.memberId, sessionId };
    return this.database.run(actor, async () => {
      const passkey = await this.passkeys.add(holder.memberId, name, credential);
      await this.changes.added(holder, { what: 'passkey.added', mail: 'passkey-added', which: name });
      return { passkey, recoveryCodes: await this.firstCodes(holder.memberId) };
    });
  }

  async rename(memberId: string, id: string, name: string): Promise<PasskeyRow> {
    const { passkey, before } = await this.passkeys.rename(memberId, id, name);
    if (before !== name) await this.changes.renamed(memberId, { before, after: name });
    return passkey;
  }

  async remove(memberId: string, id: string): Promise<void> {
    const name = await this.passkeys.remove(memberId, id);
    await this.changes.removed(memberId, { what: 'passkey.removed', mail: 'passkey-removed', which: name });
  }

  private async firstCodes(memberId: string): Promise<string[] | null> {
    return (await this.recoveryCodes.left(memberId)) > 0 ? null : this.recoveryCodes.renew(memberId);
  }
}
