import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Histogram, Registry } from 'prom-client';

/** Seconds: what a person takes for at once, for slow, and for broken. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How long requests take, by the pattern of their route: an id or a token in a label would leave the product with it. */
@Injectable()
export class RequestTimes {
  readonly registry = new Registry();
  private readonly seconds = new Histogram({
    name: 'countersign_http_request_duration_seconds',
    help: 'How long requests took, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets,
    registers: [this.registry],
  });

  time(request: Request, response: Response): void {
    const end = this.seconds.startTimer();
    // Also where the caller has gone away: "finish" would never come.
    response.once('close', () => {
      end({ method: request.method, route: routeOf(request), status: String(response.statusCode) });
    });
  }
}

function routeOf(request: Request): string {
  const route = request.route as { readonly path?: unknown } | undefined;
  if (typeof route?.path === 'string' && route.path.startsWith('/api/')) return route.path;
  return request.originalUrl.startsWith('/api/') ? 'none' : 'portal';
}
