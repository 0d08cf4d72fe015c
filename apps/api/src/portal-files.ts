import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ConfigurationError, nonceOf } from '@countersign/server';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

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
  const handOutPage = (response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replace(noncePlaceholder, nonceOf(response)));
  };
  app.use((request: Request, response: Response, next: NextFunction) =>
    isTemplate(request) ? handOutPage(response) : next(),
  );
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
    handOutPage(response);
  });
}

/** As a file it would go out with its placeholder instead of a nonce, however its address is written. */
function isTemplate({ method, path }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return posix.normalize(decoded(path)).toLowerCase() === '/index.html';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Every address that is neither the api's nor a file's belongs to the portal's router. */
function isPage(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (request.path === '/api' || request.path.startsWith('/api/')) return false;
  return !/\.\w{2,5}$/.test(request.path) || request.path.endsWith('.html');
}
