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
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => {
    throw new ConfigurationError(
      'PORTAL_DIR',
      'holds no index.html: build the portal or correct the variable.',
    );
  });
  const hasPage = await pagesOf(folder);
  const version = versionOf(page);
  const handOutPage = (response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replace(noncePlaceholder, nonceOf(response)));
  };
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (version !== null) response.setHeader(VERSION_HEADER, version);
    if (isTemplate(request)) handOutPage(response);
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
  if (keptFolder !== null) {
    await new FormerPortals(folder, keptFolder).begin();
    app.useStaticAssets(keptFolder, fileOptions);
  }
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    // The portal says so itself; whoever only reads the status is told as well.
    if (!hasPage(request.path)) response.status(404);
    handOutPage(response);
  });
}

const fileOptions = {
  index: false,
  redirect: false,
  setHeaders: (response: ServerResponse, path: string) => {
    const forEver = hasHashedName(path.replace(/\.(?:br|gz)$/, ''));
    response.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
  },
} as const;

/** The digest in the name of the portal's first script; null for a portal whose names hold none. */
const versionOf = (page: string): string | null => /\bsrc="\/?main-([\w-]{8})\.js"/.exec(page)?.[1] ?? null;

/** As a file it would go out with its placeholder instead of a nonce, however its address is written. */
const isTemplate = (request: Request): boolean =>
  isReading(request) &&
  posix.normalize(decoded(request.path) ?? request.path).toLowerCase() === '/index.html';

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
