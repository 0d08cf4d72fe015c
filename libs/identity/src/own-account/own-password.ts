import { Injectable } from '@nestjs/common';
import { Database, invalid, unauthorised, type MemberActor, type Problem, say } from '@countersign/platform';
import { PasswordChanges } from '../password-reset/password-changes';
import { NewPasswords } from '../passwords/new-passwords';
import { Passwords } from '../passwords/passwords';
import { SecondFactors } from '../second-factor/second-factors';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { SignInTries } from '../tries/sign-in-tries';

/** The member and the session in which they act. */
export interface OwnSession {
  readonly actor: MemberActor;
  readonly sessionId: string;
}

/** Whether the person at a signed-in browser still is the member; guesses are counted per session. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly database: Database,
    private readonly changes: PasswordChanges,
    private readonly passwords: Passwords,
    private readonly tries: SignInTries,
  ) {}

  /**
   * Opens its own transactions; the count and the trail of a wrong one stay.
   *
   * @throws 422 at `field`, 429 `too-many-tries`, 503 `too-busy`
   */
  async demand({ actor, sessionId }: OwnSession, password: string, field: string): Promise<void> {
    const holders = [actor.memberId];
    const { holder, failures, right } = await this.passwords.inTurn(
      { row: 'known', holders },
      async (turn) => {
        const tried = await this.database.run(actor, async () => {
          const found = await this.changes.activeHolder(actor.memberId);
          const account = { address: found?.email ?? '', device: deviceOf(sessionId) };
          return { holder: found, failures: await this.tries.count(account) };
        });
        return { ...tried, right: await turn.matches(password, tried.holder?.passwordHash ?? null) };
      },
    );
    await this.database.run(actor, () =>
      right && holder !== null
        ? this.tries.forget({ address: holder.email, device: deviceOf(sessionId) })
        : this.tries.confirmationFailed(actor.memberId, failures),
    );
    if (!right) throw wrong(field);
  }
}

/** The own password. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly proof: PasswordProof,
    private readonly newPasswords: NewPasswords,
    private readonly changes: PasswordChanges,
    private readonly sessions: OpaqueSessions,
  ) {}

  /** The other sessions and every API token end; this one counts as confirmed. */
  async change(own: OwnSession, current: string, password: string): Promise<void> {
    await this.proof.demand(own, current, 'current');
    const { actor, sessionId } = own;
    const holder = await this.database.run(actor, () => this.changes.activeHolder(actor.memberId));
    if (holder === null) throw unauthorised();
    const passwordHash = await this.newPasswords.hashOf(password, holder);
    await this.database.run(actor, async () => {
      await this.changes.change(actor.memberId, passwordHash, sessionId);
      await this.sessions.confirm(sessionId);
    });
  }
}

/** Opens for a quarter of an hour what changes how one signs in. */
@Injectable()
export class OwnConfirmation {
  constructor(
    private readonly database: Database,
    private readonly proof: PasswordProof,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: OpaqueSessions,
  ) {}

  /** By password or by a code of the second factor: one suffices, since the session itself is proof of the other. */
  async confirm(own: OwnSession, password: string | null, code: string | null): Promise<void> {
    const { actor, sessionId } = own;
    if (password !== null) await this.proof.demand(own, password, 'password');
    else if (code !== null) await this.secondFactors.proveCode(actor, actor.memberId, code);
    else throw invalid([{ field: 'password', message: say('own-password.must-be-given-or') }]);
    await this.database.run(actor, () => this.sessions.confirm(sessionId));
  }
}

/** One row of counting for each session, so that an unattended browser does not lock its owner out elsewhere. */
function deviceOf(sessionId: string): string {
  return `session ${sessionId}`;
}

function wrong(field: string): Problem {
  return invalid([{ field, message: say('own-password.is-not-right') }], 'wrong-password');
}
