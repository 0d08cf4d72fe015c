import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Changes } from './changes/changes';
import { Outbox } from './changes/outbox';
import { Clock } from './clock/clock';
import { Config } from './config/config';
import { Batches } from './database/batches';
import { Database } from './database/database';
import { databaseOptions, type EntityList } from './database/options';
import { FileStore } from './files/file-store';
import { fileStoreAt } from './files/file-stores';
import { MailOutlook } from './health/mail-outlook';
import { WorkerPresence } from './health/worker-presence';
import { JobClaims } from './jobs/job-claims';
import { JobKinds } from './jobs/job-kinds';
import { JobQueue } from './jobs/job-queue';
import { JobRunner } from './jobs/job-runner';
import { Jobs } from './jobs/jobs';
import { KeyRing } from './keys/key-ring';
import { RateLimits } from './limits/rate-limits';
import { OutgoingHosts } from './outgoing/outgoing-hosts';
import { PeriodicTasks } from './queue/periodic-tasks';
import { RetentionClasses } from './retention/retention-classes';
import { offerStubLanguage } from '@countersign/wire';

/** What every feature may inject: the database, the clock, the files, the timers and the configuration. */
@Global()
@Module({})
export class PlatformModule {
  /** A program that writes no row by its entity, such as a check, leaves the entities out. */
  static with(config: Config, entities: EntityList = []): DynamicModule {
    if (config.stubLanguage) offerStubLanguage();
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...databaseOptions({ url: config.databaseUrl, connections: config.databaseConnections }),
          entities: [...entities],
          retryAttempts: 0,
        }),
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: FileStore, useFactory: () => fileStoreAt(config.files) },
        { provide: KeyRing, useValue: config.keys },
        Database,
        Batches,
        Changes,
        Outbox,
        Clock,
        RateLimits,
        OutgoingHosts,
        MailOutlook,
        PeriodicTasks,
        RetentionClasses,
        WorkerPresence,
        JobClaims,
        JobKinds,
        JobQueue,
        JobRunner,
        Jobs,
      ],
      exports: [
        Config,
        FileStore,
        KeyRing,
        Database,
        Batches,
        Changes,
        Outbox,
        Clock,
        RateLimits,
        OutgoingHosts,
        MailOutlook,
        PeriodicTasks,
        RetentionClasses,
        WorkerPresence,
        JobKinds,
        JobQueue,
        JobRunner,
        Jobs,
      ],
    };
  }
}
