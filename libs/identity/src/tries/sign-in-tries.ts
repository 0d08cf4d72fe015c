import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, Problem, type Actor, say } from '@countersign/platform';
import { SignInBuckets } from './sign-in-buckets';
import { MemberMail } from '../members/member-mail';
import { SignInAttemptEntity } from './sign-in-attempt.entity';

/** Whose tries are counted: an address, whether anybody has it or not, and the device it is tried from. */
export interface TriedAccount {
  readonly address: string;
  /** Empty for every browser that has not signed in to the account before. */
  readonly device: string;
}

const freeTries = 4;

/** The growing delay of 201 CMR 17.04(1)(e), as rows: neither a restart nor a flushed Redis forgives. */
@Injectable()
export class SignInTries {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
    private readonly buckets: SignInBuckets,
  ) {}

  /**
   * In the current transaction: one more, before the password is looked at. Four are free; from the fifth on each
   * doubles the wait, from 30 seconds to a quarter of an hour.
   *
   * @returns how many there were within the day, this one included
   * @throws 429 `too-many-tries`
   */
  async count({ address, device }: TriedAccount): Promise<number> {
    const { organisationId } = this.database;
    const counted = await this.database.maybeOne<{ failures: number }>(
      `
      insert into app.sign_in_attempt as a (organisation_id, address, device, failures, last_failed_at)
      values (:organisationId, :address, :device, 1, now())
      on conflict (organisation_id, address, device) do update set
        failures = case when a.last_failed_at < now() - interval '1 day' then 1 else a.failures + 1 end,
        last_failed_at = now(),
        blocked_until = case
          when a.last_failed_at < now() - interval '1 day' or a.failures < :freeTries then null
          else now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(a.failures - :freeTries, 10))
        end
      where a.blocked_until is null or a.blocked_until <= now()
      returning failures`,
      { organisationId, address, device, freeTries },
    );
    if (counted === null) throw tooManyTries(await this.secondsLeft({ address, device }));
    return counted.failures;
  }

  private async secondsLeft({ address, device }: TriedAccount): Promise<number> {
    const left = await this.database.maybeOne<{ seconds: number }>(
      `
      select greatest(1, ceil(extract(epoch from a.blocked_until - clock_timestamp())))::int as seconds
      from app.sign_in_attempt a
      where a.organisation_id = :organisationId and a.address = :address and a.device = :device`,
      { organisationId: this.database.organisationId, address, device },
    );
    return left?.seconds ?? 1;
  }

  /** In the current transaction: the try was wrong. With the first delay the person is told, if there is one. */
  async failed({
    address,
    memberId,
    failures,
    from,
  }: {
    readonly address: string;
    readonly memberId: string | null;
    readonly failures: number;
    readonly from: string | null;
  }): Promise<void> {
    const object = { kind: 'member', id: memberId };
    await this.audit.record({ what: 'sign-in.failed', object, visitor: address });
    if (failures !== freeTries + 1) return;
    await this.audit.record({ what: 'sign-in.delayed', object, visitor: address, detail: { failures } });
    if (memberId !== null) await this.mail.warnOfTries(memberId, from);
  }

  /** In the current transaction: somebody at the member's open session does not know the password. */
  async confirmationFailed(memberId: string, failures: number): Promise<void> {
    await this.audit.record({ what: 'member.confirmation-failed', object: { kind: 'member', id: memberId } });
    if (failures === freeTries + 1) await this.mail.warnOfTries(memberId, fromOf(this.database.actor));
  }

  /** In the current transaction: the account was signed in to, from this device. */
  async forget({ address, device }: TriedAccount): Promise<void> {
    await this.database.delete(SignInAttemptEntity, { address, device });
  }

  /** In the current transaction: whoever reads the account's mail has set a new password. */
  async forgetAllOf(address: string): Promise<void> {
    const { organisationId } = this.database;
    await this.database.delete(SignInAttemptEntity, { address });
    await this.buckets.forgetStrangers({ organisationId, address });
  }
}

function fromOf(actor: Actor): string | null {
  return 'from' in actor ? (actor.from ?? null) : null;
}

function tooManyTries(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-tries',
    title: say('title.too-many-tries'),
    detail: say('sign-in-tries.there-were-too-many'),
    retryAfterSeconds,
  });
}
