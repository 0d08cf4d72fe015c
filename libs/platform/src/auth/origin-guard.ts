import type { IncomingMessage } from 'node:http';
import { Problem, say } from '@countersign/wire';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Config } from '../config/config';
import { bearerTokenOf } from './bearer-token';
import { ROUTE_ACCESS, type RouteAccess } from './decorators';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Another site's page must not act with our visitor's cookie, nor sign the visitor in as somebody else. */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (safeMethods.has(request.method)) return true;
    const targets = [context.getHandler(), context.getClass()];
    // Only on a member's route is the token all that counts; a public one might still read or set a cookie.
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets);
    if (access?.kind === 'member' && bearerTokenOf(request) !== null) return true;
    if (isOurs(request, this.config)) return true;
    throw new Problem({
      status: 403,
      code: 'foreign-origin',
      title: say('title.foreign-origin'),
      detail: say('refusal.foreign-origin'),
    });
  }
}

/** Whether a page of ours sends it. */
export function isOurs({ headers }: IncomingMessage, { publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  // Browsers from before Sec-Fetch-Site still send the Origin of a request that changes something.
  return headers.origin === publicUrl;
}
