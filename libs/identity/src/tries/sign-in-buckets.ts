import { Injectable } from '@nestjs/common';
import { clientOf, RateLimits, type Taken } from '@countersign/platform';
import { identityRateLimits } from '../rate-limits';

/** From where an account is tried. */
export interface TriedFrom {
  /** Null where nobody knows the organisation's name: tries are counted all the same. */
  readonly organisationId: string | null;
  readonly address: string;
  /** Empty for every browser that has not signed in to the account before. */
  readonly device: string;
  readonly from: string | null;
}

/**
 * How often a password may be tried, beside the delays: strangers by the address they come from and, together, by the
 * account they try; a device the account was signed in from has a bucket of its own and pays for nobody. No more is
 * counted for an account that exists than for one that does not.
 */
@Injectable()
export class SignInBuckets {
  constructor(private readonly limits: RateLimits) {}

  /** @throws 429 `too-many-requests` */
  async take({ device, from, ...account }: TriedFrom): Promise<readonly Taken[]> {
    if (device !== '') return [await this.limits.take(identityRateLimits['sign-in-device'], device)];
    return [
      await this.limits.take(identityRateLimits['sign-in'], clientOf(from)),
      await this.limits.take(identityRateLimits['sign-in-account'], keyOf(account)),
    ];
  }

  /** Nobody has tried after all. */
  async giveBack(taken: readonly Taken[]): Promise<void> {
    for (const one of taken) await this.limits.giveBack(one);
  }

  /** In the current transaction: whoever has proved to read the account's mail need not wait for strangers. */
  async forgetStrangers(account: Pick<TriedFrom, 'organisationId' | 'address'>): Promise<void> {
    await this.limits.forget(identityRateLimits['sign-in-account'], keyOf(account));
  }
}

function keyOf({ organisationId, address }: Pick<TriedFrom, 'organisationId' | 'address'>): string {
  return `${organisationId ?? 'nowhere'} ${address}`;
}
