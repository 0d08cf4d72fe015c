import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { clientOf, RateLimits, type LimitName } from './rate-limits';

interface Limitation {
  readonly name: LimitName;
  readonly except?: (request: Request) => boolean;
}

export const LIMITED_BY = 'countersign:limited-by';

/** Beside `@Public`: each request counts for the address it comes from, before its body is read. */
export const LimitedBy = (name: LimitName, wishes: Omit<Limitation, 'name'> = {}) =>
  SetMetadata<string, Limitation>(LIMITED_BY, { name, ...wishes });

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
    if (limited.except?.(request) !== true) await this.limits.take(limited.name, clientOf(request.ip));
    return true;
  }
}
