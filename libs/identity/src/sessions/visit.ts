import type { Request } from 'express';
import { anyTokenOf } from '@countersign/platform';
import { knownDeviceCookieOf } from './known-devices';

/** The browser a sign-in comes from, as far as it tells. */
export interface Visit {
  readonly userAgent: string | null;
  readonly from: string | null;
  /** The cookie that says for whom this browser has signed in before, unchecked. */
  readonly device: string | null;
  /** The token of the session that a new one takes the place of, unchecked. */
  readonly session: string | null;
}

export function visitOf(request: Request): Visit {
  return {
    userAgent: request.get('user-agent') ?? null,
    from: request.ip ?? null,
    device: knownDeviceCookieOf(request),
    session: anyTokenOf(request, 'member'),
  };
}
