import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from '../config/config';
import { loggerOptions } from './logger-options';
import { ProductLogger } from './product-logger';

/** The log of api and worker alike. */
@Global()
@Module({ providers: [ProductLogger], exports: [ProductLogger] })
export class LoggingModule {
  static with(config: Config): DynamicModule {
    return {
      module: LoggingModule,
      imports: [LoggerModule.forRoot(loggerOptions(config))],
      exports: [LoggerModule],
    };
  }
}
