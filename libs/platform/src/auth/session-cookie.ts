import { hash, randomBytes } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../config/config';

/** Members, respondents and whoever still owes a second factor have cookies of their own: one browser may hold all. */
export type CookieHolder = 'member' | 'respondent' | 'sign-in-step';

const plainName: Readonly<Record<CookieHolder, string>> = {
  member: 'countersign',
  respondent: 'countersign-respond',
  'sign-in-step': 'countersign-step',
};

/** `__Host-` needs Secure, which some browsers refuse on http://localhost: there the name is plain. */
export function cookieName(config: Config, holder: CookieHolder): string {
  return config.publicUrl.startsWith('https:') ? `__Host-${plainName[holder]}` : plainName[holder];
}

function cookieOptions(config: Config): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: config.publicUrl.startsWith('https:') };
}

export function setSessionCookie(
  response: Response,
  {
    config,
    holder,
    token,
    maxAgeMs,
  }: { config: Config; holder: CookieHolder; token: string; maxAgeMs: number },
): void {
  response.cookie(cookieName(config, holder), token, { ...cookieOptions(config), maxAge: maxAgeMs });
}

export function clearSessionCookie(response: Response, config: Config, holder: CookieHolder): void {
  response.clearCookie(cookieName(config, holder), cookieOptions(config));
}

/** The session's secret as the browser brought it; null without a well-formed cookie. */
export function sessionTokenOf(request: Request, config: Config, holder: CookieHolder): string | null {
  const cookies = request.cookies as Readonly<Record<string, unknown>> | undefined;
  const token = cookies?.[cookieName(config, holder)];
  return typeof token === 'string' && /^[\w-]{43}$/.test(token) ? token : null;
}

/** Under either name, where it is only to be ended, or not yet believed. */
export function anyTokenOf(request: Request, holder: CookieHolder): string | null {
  const cookies = request.cookies as Readonly<Record<string, unknown>> | undefined;
  const token = cookies?.[`__Host-${plainName[holder]}`] ?? cookies?.[plainName[holder]];
  return typeof token === 'string' && /^[\w-]{43}$/.test(token) ? token : null;
}

/** The hash under which the browser's session is stored; null without a well-formed cookie. */
export function sessionHashOf(request: Request, config: Config, holder: CookieHolder): Buffer | null {
  const token = sessionTokenOf(request, config, holder);
  return token === null ? null : hashToken(token);
}

/** 256 bits, url-safe. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is ever stored. A plain digest suffices for a random secret of 256 bits. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
