import { Problem, say } from '@countersign/wire';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** More than twice what the longest filter has. */
const MOST_PARAMETERS = 40;

/** A query is filled into a class as a body is; the address as a whole is bounded by the server, its parts are here. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { originalUrl } = context.switchToHttp().getRequest<Request>();
    // All after the first question mark, as the router reads it: another one is a letter of the query.
    const query = originalUrl.slice(originalUrl.indexOf('?') + 1);
    if (query.split('&', MOST_PARAMETERS + 1).length <= MOST_PARAMETERS) return true;
    throw new Problem({
      status: 400,
      code: 'malformed',
      title: say('title.malformed'),
      detail: say('body.parameters', { most: MOST_PARAMETERS }),
    });
  }
}
