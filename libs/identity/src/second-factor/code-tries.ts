import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, Problem, say } from '@countersign/platform';
import { MemberMail } from '../members/member-mail';
import { SecondFactorTryEntity } from './second-factor-try.entity';

const freeTries = 4;

interface Wait {
  readonly seconds: number;
}

/** Codes tried, per member, whatever kind of code and browser: rows, so that neither a restart nor Redis forgives. */
@Injectable()
export class CodeTries {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
  ) {}

  /**
   * Counts a try before the code is looked at. The row stays locked until the transaction ends, so that guesses sent
   * at once are counted one by one. Four are free; from the fifth on each doubles the wait, from 30 seconds to a
   * quarter of an hour.
   *
   * @returns how many there were within the day, this one included
   * @throws 429 `too-many-tries`
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
          when t.last_failed_at < now() - interval '1 day' or t.failures < :freeTries then null
          else now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(t.failures - :freeTries, 10))
        end
      where t.blocked_until is null or t.blocked_until <= now()
      returning failures`,
      { organisationId, memberId, freeTries },
    );
    if (counted === null) throw tooManyTries(await this.wait(memberId));
    return counted.failures;
  }

  /** The try was wrong. With the first delay the person is told: whoever gets here knows the password. */
  async failed(memberId: string, failures: number): Promise<void> {
    const object = { kind: 'member', id: memberId };
    await this.audit.record({ what: 'second-factor.failed', object });
    if (failures !== freeTries + 1) return;
    await this.audit.record({ what: 'second-factor.delayed', object, detail: { failures } });
    const { actor } = this.database;
    await this.mail.warnOfTries(memberId, 'from' in actor ? (actor.from ?? null) : null);
  }

  async forget(memberId: string): Promise<void> {
    await this.database.delete(SecondFactorTryEntity, { memberId });
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
    title: say('title.too-many-tries'),
    detail: say('refusal.too-many-tries'),
    retryAfterSeconds,
  });
}
