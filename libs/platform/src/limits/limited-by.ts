import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { RateLimit } from './rate-limit';
import { clientOf, RateLimits } from './rate-limits';

interface Limitation {
  readonly limit: RateLimit;
  readonly except?: (request: Request) => boolean;
}

export const LIMITED_BY = 'countersign:limited-by';

/** Beside `@Public`: each request counts for the address it comes from, before its body is read. */
export const LimitedBy = (limit: RateLimit, wishes: Omit<Limitation, 'limit'> = {}) =>
  SetMetadata<string, Limitation>(LIMITED_BY, { limit, ...wishes });

@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const limited = this.reflector.getAllAndOverride<Limitation | undefined>(LIMITED_BY, targets);
    if (limited === undefined) return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (limited.except?.(request) !== true) await this.limits.take(limited.limit, clientOf(request.ip));
    return true;
  }
}
