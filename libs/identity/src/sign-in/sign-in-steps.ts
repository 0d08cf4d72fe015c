import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  clearSessionCookie,
  clientOf,
  Config,
  Database,
  expression,
  hashToken,
  mintToken,
  RateLimits,
  sessionHashOf,
  setSessionCookie,
  unauthorised,
  say,
} from '@countersign/platform';
import { identityRateLimits } from '../rate-limits';
import { SignInStepEntity } from './sign-in-step.entity';

const stepMinutes = 10;
const mostTries = 5;

/** A sign-in whose first factor is proved and whose second is still owed. */
export interface OpenStep {
  readonly organisationId: string;
  readonly memberId: string;
  readonly tokenHash: Buffer;
}

/** What lies between the password and the session: a cookie and a row for ten minutes and five tries. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly limits: RateLimits,
  ) {}

  /** In the current transaction of the organisation; the token is for `hand`. */
  async begin(memberId: string): Promise<string> {
    const token = mintToken();
    await this.database.query(
      `delete from app.sign_in_step where organisation_id = :organisationId and expires_at <= now()`,
    );
    await this.database.insert(SignInStepEntity, {
      tokenHash: hashToken(token),
      memberId,
      expiresAt: expression`now() + make_interval(mins => ${stepMinutes}::int)`,
    });
    return token;
  }

  /** Gives the browser the cookie of a step that has been committed. */
  hand(response: Response, token: string): void {
    const maxAgeMs = stepMinutes * 60 * 1000;
    setSessionCookie(response, { config: this.config, holder: 'sign-in-step', token, maxAgeMs });
  }

  drop(response: Response): void {
    clearSessionCookie(response, this.config, 'sign-in-step');
  }

  /**
   * Opens its own transactions. Whoever holds an open step has given the right password and has a bucket of their own;
   * who holds none is counted by where they come from.
   *
   * @throws 401 `step-ended` where the cookie leads to no step that is open and has tries left, 429 `too-many-requests`
   */
  async find(request: Request): Promise<OpenStep> {
    const step = await this.openStep(sessionHashOf(request, this.config, 'sign-in-step'));
    if (step === null) {
      await this.limits.take(identityRateLimits['second-factor'], clientOf(request.ip));
      throw stepEnded();
    }
    await this.limits.take(identityRateLimits['second-factor-step'], step.tokenHash.toString('base64'));
    return step;
  }

  private async openStep(tokenHash: Buffer | null): Promise<OpenStep | null> {
    if (tokenHash === null) return null;
    return this.database.run({ kind: 'token', tokenHash }, () =>
      this.database.maybeOne<OpenStep>(
        `
        select s.organisation_id, s.member_id, s.token_hash
        from app.sign_in_step s
        where s.token_hash = :tokenHash and s.expires_at > now() and s.tries < :mostTries`,
        { tokenHash, mostTries },
      ),
    );
  }

  /**
   * One more try, before the code is looked at; in its own transaction, so that it stays whatever becomes of the request.
   *
   * @throws 401 `step-ended` after the fifth
   */
  async count({ organisationId, tokenHash }: OpenStep, from: string | null = null): Promise<void> {
    const actor = { kind: 'job', organisationId, name: 'sign-in', from } as const;
    const counted = await this.database.run(actor, () =>
      this.database.query(
        `
        update app.sign_in_step set tries = tries + 1
        where organisation_id = :organisationId and token_hash = :tokenHash and expires_at > now()
          and tries < :mostTries
        returning tries`,
        { organisationId, tokenHash, mostTries },
      ),
    );
    if (counted.length === 0) throw stepEnded();
  }

  /**
   * In the current transaction: the second factor is proved, and the step with it used up.
   *
   * @throws 401 `step-ended` for the second of two at once
   */
  async end({ tokenHash }: OpenStep): Promise<void> {
    const ended = await this.database.delete(SignInStepEntity, { tokenHash });
    if (ended === 0) throw stepEnded();
  }

  /** In the current transaction: a new password, a deactivation, a changed factor. */
  async endAllOf(memberId: string): Promise<void> {
    await this.database.delete(SignInStepEntity, { memberId });
  }
}

function stepEnded() {
  return unauthorised(say('sign-in-steps.this-sign-in-has'), 'step-ended');
}
