import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError, nonceOf } from '@countersign/server';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { pagesOf } from './portal-pages';

const hashedName = /-[A-Z0-9]{8}\.(?:js|css|woff2?|svg|png|ico)$/i;
const noncePlaceholder = /__CSP_NONCE__/g;

/** The built portal: files whose name holds their hash for ever, the page itself never from a cache. */
export async function handOutPortal(app: NestExpressApplication, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => {
    throw new ConfigurationError(
      'PORTAL_DIR',
      'holds no index.html: build the portal or correct the variable.',
    );
  });
  const hasPage = await pagesOf(folder);
  app.useStaticAssets(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const forEver = hashedName.test(path);
      response.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    response.setHeader('Cache-Control', 'no-store');
    // The portal says so itself; whoever only reads the status is told as well.
    if (!hasPage(request.path)) response.status(404);
    response.type('html').send(page.replace(noncePlaceholder, nonceOf(response)));
  });
}

/** Every address that is neither the api's nor a file's belongs to the portal's router. */
function isPage(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (request.path === '/api' || request.path.startsWith('/api/')) return false;
  return !/\.\w{2,5}$/.test(request.path) || request.path.endsWith('.html');
}
