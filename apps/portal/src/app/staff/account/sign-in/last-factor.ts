import type { Account } from '@countersign/api-types';

/** What whoever gives up the only second factor must know first, where the organisation asks for one. */
export function warnOfLast({ totp, passkeys, secondFactorRequired }: Account): string {
  const factors = passkeys.length + (totp ? 1 : 0);
  return secondFactorRequired && factors === 1
    ? ` ${$localize`:@@last-factor.it-is-your-only:It is your only second factor and your organisation asks for one: until you set up another, nothing else opens.`}`
    : '';
}
