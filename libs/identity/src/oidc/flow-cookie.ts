import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '@countersign/platform';
import { flowLifetimeMs } from './oidc-flows';

const isSecure = (config: Config) => config.publicUrl.startsWith('https:');
const nameOf = (config: Config) =>
  isSecure(config) ? '__Host-countersign-elsewhere' : 'countersign-elsewhere';

/** Lax, because the browser comes back by a link from the provider's site. */
const optionsOf = (config: Config): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  secure: isSecure(config),
});

export function setFlowCookie(response: Response, config: Config, token: string): void {
  response.cookie(nameOf(config), token, { ...optionsOf(config), maxAge: flowLifetimeMs });
}

export function clearFlowCookie(response: Response, config: Config): void {
  response.clearCookie(nameOf(config), optionsOf(config));
}

export function flowTokenOf(request: Request, config: Config): string | null {
  const cookies = request.cookies as Readonly<Record<string, unknown>> | undefined;
  const token = cookies?.[nameOf(config)];
  return typeof token === 'string' && /^[\w-]{43}$/.test(token) ? token : null;
}
