import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

type HelmetDirectives = NonNullable<
  Exclude<
    NonNullable<Parameters<typeof helmet>[0]>['contentSecurityPolicy'],
    boolean | undefined
  >['directives']
>;

interface NonceLocals {
  cspNonce: string;
}

/** The nonce of this answer, for the portal's page and for nothing else. */
export function nonceOf(response: Response): string {
  return (response.locals as NonceLocals).cspNonce;
}

/** No inline script or style, nothing from another host, no frame around us. The api's answers name no nonce: none is a page. */
export function securityHeaders({ https }: { readonly https: boolean }): RequestHandler {
  const withNonce = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;
  // What a page has fetched itself, under a type of its own choosing: pictures, and PDF in the browser's own reader.
  const ofPages = policyWith({ https, shown: ['blob:'], own: ["'self'", withNonce] });
  const ofTheApi = headersOf(policyWith({ https, shown: [], own: ["'self'"] }));
  return (request, response, next) => {
    if (request.url.startsWith('/api/')) {
      for (const [name, value] of ofTheApi) response.setHeader(name, value);
      next();
      return;
    }
    (response.locals as NonceLocals).cspNonce = randomBytes(16).toString('base64');
    ofPages(request, response, next);
  };
}

/** What is the same on each answer is put together once. */
function headersOf(policy: RequestHandler): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  policy({} as Request, response as unknown as Response, (error?: unknown) => {
    if (error !== undefined) throw error;
  });
  return headers;
}

type OwnSources = NonNullable<HelmetDirectives['script-src']>;

interface Policy {
  readonly https: boolean;
  readonly own: OwnSources;
  readonly shown: readonly string[];
}

function policyWith({ https, own, shown }: Policy): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': own,
        'style-src': own,
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:', ...shown],
        ...(shown.length > 0 && { 'frame-src': [...shown] }),
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
}

export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
