import { Injectable } from '@nestjs/common';
import {
  clientOf,
  Database,
  expression,
  hashToken,
  mintToken,
  Problem,
  RateLimits,
  say,
} from '@countersign/platform';
import { organisationRateLimits } from '../rate-limits';
import { SetUpTokenEntity } from './set-up-token.entity';

/** By the database's own clock, which a demonstration cannot move. */
export const setUpLifetimeMs = 60 * 60 * 1000;

/** The one-time token that the server prints while it has no organisation. Only its hash is kept. */
@Injectable()
export class SetUpTokens {
  constructor(
    private readonly database: Database,
    private readonly limits: RateLimits,
  ) {}

  /** Whether this database waits for its first organisation. Opens its own transaction. */
  async needed(): Promise<boolean> {
    return this.database.run({ kind: 'none' }, async () => {
      const { demonstration } = await this.database.one<{ demonstration: boolean }>(
        'select p.demonstration from app.product p',
      );
      return !demonstration && !(await this.hasOrganisation());
    });
  }

  /** Opens its own transaction. */
  async mint(): Promise<string> {
    const token = mintToken();
    await this.database.run({ kind: 'none' }, async () => {
      await this.database.query('delete from app.set_up_token where expires_at <= now()');
      await this.database.insert(SetUpTokenEntity, {
        tokenHash: hashToken(token),
        expiresAt: expression`now() + make_interval(secs => ${setUpLifetimeMs / 1000}::int)`,
      });
    });
    return token;
  }

  /**
   * Opens its own transactions and uses nothing up. What leads nowhere is counted by where it comes from.
   *
   * @throws 410 `set-up-done` or `link-ended`, 429 `too-many-requests`
   */
  async refuseUnlessOpen(token: string, from: string | null): Promise<void> {
    const refusal = await this.database.run({ kind: 'none' }, async () => {
      if (await this.hasOrganisation()) return setUpDone();
      const found = await this.database.query(
        'select from app.set_up_token where token_hash = :tokenHash and used_at is null and expires_at > now()',
        { tokenHash: hashToken(token) },
      );
      return found.length === 0 ? linkEnded() : null;
    });
    if (refusal === null) return;
    await this.limits.take(organisationRateLimits['set-up'], clientOf(from));
    throw refusal;
  }

  /**
   * In the transaction that founds the first organisation: of two at once the second waits here and is refused.
   *
   * @throws 410 `set-up-done` or `link-ended`
   */
  async redeem(token: string): Promise<void> {
    await this.waitForOthers();
    if (await this.hasOrganisation()) throw setUpDone();
    const used = await this.database.query(
      `
      update app.set_up_token set used_at = now()
      where token_hash = :tokenHash and used_at is null and expires_at > now()
      returning used_at`,
      { tokenHash: hashToken(token) },
    );
    if (used.length === 0) throw linkEnded();
  }

  /** Organisations are founded one after another, so that nobody founds a first one beside a first one. */
  async waitForOthers(): Promise<void> {
    await this.database.query(`select pg_advisory_xact_lock(hashtextextended('countersign.set-up', 0))`);
  }

  private async hasOrganisation(): Promise<boolean> {
    return (await this.database.query('select from lookup.living_organisations() limit 1')).length > 0;
  }
}

function setUpDone(): Problem {
  return new Problem({
    status: 410,
    code: 'set-up-done',
    title: say('title.set-up-done'),
    detail: say('refusal.set-up-done'),
  });
}

function linkEnded(): Problem {
  return new Problem({
    status: 410,
    code: 'link-ended',
    title: say('title.link-ended'),
    detail: say('set-up-tokens.it-was-used-or'),
  });
}
