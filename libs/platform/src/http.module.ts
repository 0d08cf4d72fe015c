import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './auth/access-guard';
import { OriginGuard } from './auth/origin-guard';
import { TransactionInterceptor } from './auth/transaction-interceptor';
import { BodyGuard } from './bodies/body-guard';
import { QueryGuard } from './bodies/query-guard';
import type { Config } from './config/config';
import { HealthController } from './health/health.controller';
import { Readiness } from './health/readiness';
import { ProblemFilter } from './http/problem-filter';
import { LimitGuard } from './limits/limited-by';
import { LoggingModule } from './logging/logging.module';
import { validationPipe } from '@countersign/wire';

/** What every request passes, in this order: query, origin, access, limit, body, transaction, validation; and how errors leave. */
@Module({
  controllers: [HealthController],
  providers: [
    Readiness,
    { provide: APP_GUARD, useClass: QueryGuard },
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: LimitGuard },
    { provide: APP_GUARD, useClass: BodyGuard },
    { provide: APP_INTERCEPTOR, useClass: TransactionInterceptor },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {
  static with(config: Config): DynamicModule {
    return { module: HttpModule, imports: [LoggingModule.with(config)] };
  }
}
