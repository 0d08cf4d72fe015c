import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, unauthorised, type Actor, say } from '@countersign/platform';
import {
  challengeIn,
  credentialIn,
  PasskeyAnswers,
  userHandleIn,
  type BrowserAnswer,
} from './passkey-answers';
import { PasskeyChallenges, type ChallengeUse } from './passkey-challenges';
import { Passkeys, userHandleOf, type HeldPasskey } from './passkeys';
import { wrongSecondFactor } from './second-factors';

/** Why a passkey was refused, as the trail says it. The visitor is told only that it was. */
type Refusal = 'unknown' | 'not-verified' | 'counter-went-back';

/** Somebody shows that they hold a passkey. */
@Injectable()
export class PasskeyProofs {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly challenges: PasskeyChallenges,
    private readonly answers: PasskeyAnswers,
    private readonly passkeys: Passkeys,
  ) {}

  /**
   * The member whose passkey signed. Opens its own transactions, so that a refusal has used the challenge up and left
   * its line in the trail.
   *
   * @throws 401 `step-ended`, 401 `second-factor-wrong`
   */
  async prove(actor: Actor, use: ChallengeUse, answer: BrowserAnswer): Promise<string> {
    const challenge = challengeIn(answer) ?? '';
    const passkey = await this.database.run(actor, async () => {
      const known = await this.challenges.redeem(challenge, use);
      return known ? { held: await this.find(use, answer) } : null;
    });
    if (passkey === null) {
      throw unauthorised(say('passkey-proofs.this-took-too-long'), 'step-ended');
    }
    const { held } = passkey;
    const refusal = held === null ? 'unknown' : await this.refusalOf(actor, held, challenge, answer);
    if (held !== null && refusal === null) return held.memberId;
    await this.database.run(actor, () =>
      this.audit.record({
        what: 'passkey.refused',
        object: { kind: 'member', id: held?.memberId ?? use.memberId },
        detail: { because: refusal },
      }),
    );
    throw wrongSecondFactor(say('second-factors.passkey-unknown'));
  }

  private async refusalOf(
    actor: Actor,
    held: HeldPasskey,
    challenge: string,
    answer: BrowserAnswer,
  ): Promise<Refusal | null> {
    const assertion = await this.answers.assertion(answer, challenge, held);
    if (assertion === null) return 'not-verified';
    const counted = await this.database.run(actor, () => this.passkeys.used(held.id, assertion));
    return counted ? null : 'counter-went-back';
  }

  /** One that belongs to whom it should: the member of the step, or the one the authenticator itself names. */
  private async find(use: ChallengeUse, answer: BrowserAnswer): Promise<HeldPasskey | null> {
    const credentialId = credentialIn(answer);
    const held = credentialId === null ? null : await this.passkeys.find(credentialId);
    if (held === null) return null;
    if (use.memberId !== null) return held.memberId === use.memberId ? held : null;
    return userHandleIn(answer)?.equals(userHandleOf(held.memberId)) ? held : null;
  }
}
