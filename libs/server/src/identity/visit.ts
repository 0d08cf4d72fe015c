import type { Request } from 'express';
import { knownDeviceCookieOf } from './known-devices';

/** The browser a sign-in comes from, as far as it tells. */
export interface Visit {
  readonly userAgent: string | null;
  readonly from: string | null;
  /** The cookie that says for whom this browser has signed in before, unchecked. */
  readonly device: string | null;
}

export function visitOf(request: Request): Visit {
  return {
    userAgent: request.get('user-agent') ?? null,
    from: request.ip ?? null,
    device: knownDeviceCookieOf(request),
  };
}
