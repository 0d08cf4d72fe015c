import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Database } from '../database/database';
import { WITHOUT_TRANSACTION } from './decorators';
import type { ActingRequest } from './request';

/** One transaction around each handler that somebody acts in; the answer leaves after the commit. */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const targets = [context.getHandler(), context.getClass()];
    const without = this.reflector.getAllAndOverride<boolean | undefined>(WITHOUT_TRANSACTION, targets);
    const { actor } = context.switchToHttp().getRequest<ActingRequest>();
    if (without || actor === undefined) return next.handle();
    return from(this.database.run(actor, () => lastValueFrom(next.handle())));
  }
}
