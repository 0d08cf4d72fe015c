import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

interface NonceLocals {
  cspNonce: string;
}

/** The nonce of this answer, for the portal's page and for nothing else. */
export function nonceOf(response: Response): string {
  return (response.locals as NonceLocals).cspNonce;
}

/** No inline script or style, nothing from another host, no frame around us. */
export function securityHeaders({ https }: { readonly https: boolean }): RequestHandler[] {
  const mintNonce: RequestHandler = (_request, response, next) => {
    (response.locals as NonceLocals).cspNonce = randomBytes(16).toString('base64');
    next();
  };
  const withNonce = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;
  const policy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", withNonce],
        'style-src': ["'self'", withNonce],
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'manifest-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['angular', 'angular#bundler'],
      },
    },
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  return [mintNonce, policy];
}

export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
