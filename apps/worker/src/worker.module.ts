import { Module, type DynamicModule } from '@nestjs/common';
import { MailWorkerModule } from '@countersign/notifications';
import { JobWorkerModule, LoggingModule, type Config } from '@countersign/platform';
import { ServerModule } from '@countersign/server';

/** The product without an entrance: it sends mail, does jobs and what comes back by itself. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [LoggingModule.with(config), ServerModule.with(config), MailWorkerModule, JobWorkerModule],
    };
  }
}
