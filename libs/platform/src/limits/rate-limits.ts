import { Problem, say } from '@countersign/wire';
import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Database } from '../database/database';
import { KeyRing } from '../keys/key-ring';
import type { RateLimit, RateWindow } from './rate-limit';
import { RateCountEntity } from './rate-count.entity';

/** What was counted, for whoever has to take it back. */
export interface Taken {
  readonly limit: RateLimit;
  readonly key: string;
  readonly windowStart: string;
}

/** One IPv6 client owns a whole /64, so its addresses count together. */
export function clientOf(address: string | undefined | null): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).join('.')}/64`;
}

interface Counted {
  readonly count: number;
  readonly left: number;
  readonly windowStart: string;
}

/** Counted in Postgres, so that neither a restart nor a flushed Redis forgives. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** Counts one more, in a transaction of its own that stays whatever becomes of the request; refuses with 429. */
  async take(limit: RateLimit, key: string): Promise<Taken> {
    const { count, left, windowStart } = await this.database.run({ kind: 'none' }, () =>
      this.count(limit, this.hidden(key)),
    );
    if (count > limit.most) throw tooMany(Math.max(1, left));
    return { limit, key, windowStart };
  }

  /** What was counted did not take place. */
  async giveBack({ limit: { name }, key, windowStart }: Taken): Promise<void> {
    await this.database.run({ kind: 'none' }, () =>
      this.database.query(
        `
        update app.rate_count set count = count - 1
        where name = :name and key = :key and window_start = :windowStart and count > 0`,
        { name, key: this.hidden(key), windowStart },
      ),
    );
  }

  /** In the current transaction. */
  async forget({ name }: RateLimit, key: string): Promise<void> {
    await this.database.delete(RateCountEntity, { name, key: this.hidden(key) });
  }

  /** Counts one more and says whether it was the first of its window; refuses nothing. */
  async isFirst(limit: RateLimit, key: string): Promise<boolean> {
    const { count } = await this.database.run({ kind: 'none' }, () => this.count(limit, this.hidden(key)));
    return count === 1;
  }

  /**
   * Takes several at once, in the current transaction, so that whoever does something very often asks seldom. Says how
   * many of them are granted under the most, and for how many seconds they are.
   */
  async claim(
    window: RateWindow,
    key: string,
    { wanted, most }: { readonly wanted: number; readonly most: number },
  ): Promise<{ granted: number; left: number }> {
    const { count, left } = await this.count(window, this.hidden(key), wanted);
    const before = count - wanted;
    return { granted: Math.max(0, Math.min(wanted, most - before)), left: Math.max(1, left) };
  }

  /** Neither an address nor a member is kept readable here. */
  private hidden(key: string): Buffer {
    return createHmac('sha256', this.keys.secretFor('rate limit')).update(key).digest();
  }

  private async count({ name, perSeconds }: RateWindow, key: Buffer, more = 1): Promise<Counted> {
    const counted = await this.database.one<Counted>(
      `
      insert into app.rate_count as r (name, key, window_start, count)
      values (:name, :key, date_bin(make_interval(secs => :perSeconds), now(), timestamptz 'epoch'), :more)
      on conflict (name, key, window_start) do update set count = r.count + excluded.count
      returning r.count, r.window_start,
        ceil(extract(epoch from r.window_start - now()) + :perSeconds::int)::int as left`,
      { name, key, perSeconds, more },
    );
    // Whoever opens a window sweeps: the table holds a day of them.
    if (counted.count === more) {
      await this.database.query(`delete from app.rate_count where window_start < now() - interval '1 day'`);
    }
    return counted;
  }
}

function tooMany(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-requests',
    title: say('title.too-many-requests'),
    detail: say('refusal.too-many-requests', { minutes: Math.ceil(retryAfterSeconds / 60) }),
    retryAfterSeconds,
  });
}
