import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../problems/problem';

/** More than twice what the longest filter has. */
const MOST_PARAMETERS = 40;

/** A query is filled into a class as a body is; the address as a whole is bounded by the server, its parts are here. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { originalUrl } = context.switchToHttp().getRequest<Request>();
    const query = originalUrl.split('?', 2)[1] ?? '';
    if (query.split('&', MOST_PARAMETERS + 1).length <= MOST_PARAMETERS) return true;
    throw new Problem({
      status: 400,
      code: 'malformed',
      title: 'Bad Request',
      detail: `An address has at most ${MOST_PARAMETERS} parameters here.`,
    });
  }
}
