import { Injectable } from '@nestjs/common';

export const secondFactorMethods = ['totp', 'passkey', 'recovery-code'] as const;
export type SecondFactorMethod = (typeof secondFactorMethods)[number];

/** What members have enrolled beside their password. */
@Injectable()
export class SecondFactors {
  /** In the current transaction of the organisation; empty when none is enrolled (recovery codes alone are none). */
  methodsOf(_memberId: string): Promise<SecondFactorMethod[]> {
    return Promise.resolve([]);
  }
}
