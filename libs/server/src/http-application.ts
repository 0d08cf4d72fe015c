import type { Server } from 'node:http';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import { RequestTimes, UnnamedProxies } from '@countersign/operating';
import {
  compressWhereAsked,
  followConnection,
  HttpModule,
  meetReader,
  nameRequest,
  neverStored,
  ProductLogger,
  securityHeaders,
  type Config,
} from '@countersign/platform';
import { StraightSaves } from '@countersign/responding';
import { ServerModule } from './server.module';

/**
 * Longer than nginx (60 s) and Caddy (two minutes) keep an idle connection to us: were it closed here first, a request
 * that is on its way by it would be lost.
 */
const KEEP_ALIVE_MS = 125_000;

@Module({})
export class ApiModule {
  static with(config: Config): DynamicModule {
    return { module: ApiModule, imports: [ServerModule.with(config), HttpModule.with(config)] };
  }
}

/** The product behind HTTP, not yet listening: the same for the api, the specs and openapi.json. */
export async function createHttpApplication(
  config: Config,
  options: { readonly preview?: boolean } = {},
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.with(config), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
    preview: options.preview ?? false,
  });
  if (!options.preview) app.useLogger(app.get(ProductLogger));
  configureHttp(app, config);
  return app;
}

function configureHttp(app: NestExpressApplication, config: Config): void {
  (app.getHttpServer() as Server).keepAliveTimeout = KEEP_ALIVE_MS;
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies.length > 0 ? [...config.trustedProxies] : false);
  app.set('query parser', 'simple');
  app.use(nameRequest);
  app.use(securityHeaders({ https: config.publicUrl.startsWith('https:') }));
  const times = onceAsked(() => app.get(RequestTimes, { strict: false }));
  const proxies = onceAsked(() => app.get(UnnamedProxies, { strict: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    times().time(request, response);
    next();
  });
  const saves = onceAsked(() => app.get(StraightSaves, { strict: false }));
  app.use('/api', neverStored);
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.url.startsWith('/api/')) proxies().note(request);
    saves().take(request, response, next);
  });
  app.use(meetReader);
  app.use('/api', followConnection, compressWhereAsked);
  app.use(cookieParser());
  app.setGlobalPrefix('api');
}

/** Looked for with the first request: before that the application is not made, and then not each time. */
function onceAsked<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => (found ??= find());
}
