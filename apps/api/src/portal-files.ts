import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import expressStaticGzip from 'express-static-gzip';
import type { ServerResponse } from 'node:http';
import { ConfigurationError, nonceOf } from '@countersign/platform';
import { FormerPortals, hasHashedName } from './former-portals';
import { pagesOf } from './portal-pages';

/** By which an open tab sees that the portal was replaced under it. */
const VERSION_HEADER = 'Countersign-Portal';
const noncePlaceholder = /__CSP_NONCE__/g;

/** The built portal: files whose name holds their hash for ever, the page itself never from a cache. */
export async function handOutPortal(
  app: NestExpressApplication,
  folder: string,
  keptFolder: string | null,
): Promise<void> {
  const members = await readFile(join(folder, 'index.html'), 'utf8').catch(() => {
    throw new ConfigurationError(
      'PORTAL_DIR',
      'holds no index.html: build the portal or correct the variable.',
    );
  });
  // a build for whoever works on it has both sides in one
  const vendors = await readFile(join(folder, 'respond.html'), 'utf8').catch(() => members);
  const hasPage = await pagesOf(folder);
  const version = versionOf(members, vendors);
  const handOutPage = ({ path }: Request, response: Response) => {
    const page = isOfVendors(path) ? vendors : members;
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replace(noncePlaceholder, nonceOf(response)));
  };
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (version !== null) response.setHeader(VERSION_HEADER, version);
    if (isTemplate(request)) handOutPage(request, response);
    else next();
  });
  const files = expressStaticGzip(folder, {
    index: false,
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    serveStatic: fileOptions,
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // a copy is announced before the file is asked for: what takes no file must not get that far
    if (isReading(request) && decoded(request.path) !== null) files(request, response, next);
    else next();
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const fragment = isReading(request) ? encodedFragment(request.url) : null;
    if (fragment === null) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(`/respond#${fragment}`);
  });
  if (keptFolder !== null) {
    await new FormerPortals(folder, keptFolder).begin();
    app.useStaticAssets(keptFolder, fileOptions);
  }
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    // The portal says so itself; whoever only reads the status is told as well.
    if (!hasPage(request.path)) response.status(404);
    handOutPage(request, response);
  });
}

const fileOptions = {
  index: false,
  redirect: false,
  setHeaders: (response: ServerResponse, path: string) => {
    const file = path.replace(/\.(?:br|gz)$/, '');
    const forEver = hasHashedName(file);
    response.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (PART_OF_PAGE.test(file)) leaveToPage(response);
  },
} as const;

/** What a page loads and no browser shows as a page of its own, as it would an image. */
const PART_OF_PAGE = /\.(?:m?js|css|woff2)$/;

/** Says nothing of frames and windows, which the page has said; as a worker a script keeps a policy. */
function leaveToPage(response: ServerResponse): void {
  for (const name of OF_PAGES) response.removeHeader(name);
  response.setHeader('Content-Security-Policy', POLICY_OF_WORKERS);
}

const POLICY_OF_WORKERS = "default-src 'none';script-src 'self';connect-src 'self'";
const OF_PAGES = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
] as const;

/** The digests in the names of both sides' first scripts; null for a portal whose names hold none. */
function versionOf(...pages: readonly string[]): string | null {
  const digests = pages.flatMap((page) => /\bsrc="\/?main-([\w-]{8})\.js"/.exec(page)?.[1] ?? []);
  return digests.length === 0 ? null : [...new Set(digests)].join(' ');
}

const isOfVendors = (path: string): boolean => /^\/respond(?:\/|$)/.test(path);

/** As a file it would go out with its placeholder instead of a nonce, however its address is written. */
const isTemplate = (request: Request): boolean =>
  isReading(request) &&
  ['/index.html', '/respond.html'].includes(
    posix.normalize(decoded(request.path) ?? request.path).toLowerCase(),
  );

/** Of a vendor's link whose # a mail program has encoded, so that the browser took the key for a part of the path. */
const encodedFragment = (url: string): string | null =>
  /^\/respond\/?%(?:25)*23(.+)$/i.exec(url)?.[1] ?? null;

const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** Null where it cannot be decoded. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Every address that is neither the api's nor a file's belongs to the portal's router. */
function isPage(request: Request): boolean {
  if (!isReading(request)) return false;
  if (request.path === '/api' || request.path.startsWith('/api/')) return false;
  return !/\.\w{2,5}$/.test(request.path) || request.path.endsWith('.html');
}
