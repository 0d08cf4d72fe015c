import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config, KeyRing } from '@countersign/platform';

const plainName = 'countersign-device';
const secureName = `__Host-${plainName}`;
const yearMs = 365 * 24 * 60 * 60 * 1000;
/** People who share a browser. */
const mostAccounts = 8;

interface Account {
  readonly organisationId: string;
  readonly address: string;
}

/** Under either name: what it says counts only with our mark on it. */
export function knownDeviceCookieOf(request: Request): string | null {
  const cookies = request.cookies as Readonly<Record<string, unknown>> | undefined;
  const value = cookies?.[secureName] ?? cookies?.[plainName];
  return typeof value === 'string' && /^[\w-]{22}(\.[\w-]{22}){1,8}$/.test(value) ? value : null;
}

/**
 * Browsers in which an account has been signed in to before. Their wrong tries are counted apart, so that a stranger who
 * guesses cannot lock the member out. The cookie holds the browser's number and one mark for each account:
 * `number.mark.mark`, a mark being an HMAC of number and account.
 */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly config: Config,
    private readonly keys: KeyRing,
  ) {}

  /** The browser's number where it is known to this account; empty for a stranger's. */
  deviceOf(cookie: string | null, account: Account): string {
    if (cookie === null) return '';
    const [device = '', ...marks] = cookie.split('.');
    const known = this.keys.ids.some((keyId) => {
      const expected = Buffer.from(this.markOf(device, account, keyId));
      return marks.some((mark) => timingSafeEqual(Buffer.from(mark), expected));
    });
    return known ? device : '';
  }

  /** Whoever has signed in is known from now on. */
  remember(response: Response, cookie: string | null, account: Account): void {
    const [device = randomBytes(16).toString('base64url'), ...marks] = cookie?.split('.') ?? [];
    const mark = this.markOf(device, account, this.keys.currentId);
    const value = [device, mark, ...marks.filter((other) => other !== mark)]
      .slice(0, mostAccounts + 1)
      .join('.');
    const secure = this.config.publicUrl.startsWith('https:');
    response.cookie(secure ? secureName : plainName, value, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge: yearMs,
    });
  }

  private markOf(device: string, { organisationId, address }: Account, keyId: string): string {
    return createHmac('sha256', this.keys.secretFor('known-device', keyId))
      .update(`${organisationId}\n${address}\n${device}`)
      .digest('base64url')
      .slice(0, 22);
  }
}
