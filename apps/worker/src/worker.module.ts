import { Module, type DynamicModule } from '@nestjs/common';
import { MailWorkerModule, ServerModule, type Config } from '@countersign/server';
import { LoggerModule } from 'nestjs-pino';

/** The product without an entrance: it sends mail and does what comes back by itself. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: { level: config.logLevel } }),
        ServerModule.with(config),
        MailWorkerModule,
      ],
    };
  }
}
