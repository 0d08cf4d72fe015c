import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/problems/problem';

/** Wrong codes in a row from which on a member has to wait. */
export const freeTries = 5;

interface Wait {
  readonly seconds: number;
}

/** Counted per member, whichever kind of code and whichever browser, on the clock of the database. */
@Injectable()
export class CodeTries {
  constructor(private readonly database: Database) {}

  /**
   * Counts a try before the code is looked at, and gives its number. The row stays locked until the transaction
   * ends, so that guesses sent at once are counted one by one. Four are free; from the fifth on each doubles the
   * wait, from 30 seconds to a quarter of an hour.
   */
  async count(memberId: string): Promise<number> {
    const { organisationId } = this.database;
    const counted = await this.database.maybeOne<{ failures: number }>(
      `
      insert into app.second_factor_try as t (organisation_id, member_id, failures, last_failed_at)
      values (:organisationId, :memberId, 1, now())
      on conflict (organisation_id, member_id) do update set
        failures = case when t.last_failed_at < now() - interval '1 day' then 1 else t.failures + 1 end,
        last_failed_at = now(),
        blocked_until = case
          when t.last_failed_at < now() - interval '1 day' or t.failures < 4 then null
          else now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(t.failures - 4, 10))
        end
      where t.blocked_until is null or t.blocked_until <= now()
      returning failures`,
      { organisationId, memberId },
    );
    if (counted === null) throw tooManyTries(await this.wait(memberId));
    return counted.failures;
  }

  async forget(memberId: string): Promise<void> {
    await this.database.query(
      'delete from app.second_factor_try where organisation_id = :organisationId and member_id = :memberId',
      { organisationId: this.database.organisationId, memberId },
    );
  }

  private async wait(memberId: string): Promise<number> {
    const { seconds } = await this.database.one<Wait>(
      `
      select greatest(1, ceil(extract(epoch from blocked_until - now())))::int as seconds
      from app.second_factor_try
      where organisation_id = :organisationId and member_id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
    );
    return seconds;
  }
}

function tooManyTries(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-tries',
    title: 'Too many tries',
    detail: 'There were too many wrong codes. Please wait up to a quarter of an hour.',
    retryAfterSeconds,
  });
}
