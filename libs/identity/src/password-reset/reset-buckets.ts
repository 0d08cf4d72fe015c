import { Injectable } from '@nestjs/common';
import { clientOf, RateLimits } from '@countersign/platform';
import { KnownDevices } from '../sessions/known-devices';
import type { Visit } from '../sessions/visit';
import { identityRateLimits } from '../rate-limits';

/** How often a forgotten password may be told; how many mails one account gets of it is `MemberMail`'s. */
@Injectable()
export class ResetBuckets {
  constructor(
    private readonly devices: KnownDevices,
    private readonly limits: RateLimits,
  ) {}

  /**
   * A device the account was signed in from does not pay for strangers behind the same address. Without such a mark the
   * request was counted before its body was read.
   *
   * @throws 429 `too-many-requests`
   */
  async take(
    { organisationId, address }: { readonly organisationId: string | null; readonly address: string },
    { device: mark, from }: Visit,
  ): Promise<void> {
    if (mark === null) return;
    const device = organisationId === null ? '' : this.devices.deviceOf(mark, { organisationId, address });
    if (device === '') await this.limits.take(identityRateLimits['password-reset'], clientOf(from));
    else await this.limits.take(identityRateLimits['password-reset-device'], device);
  }
}
