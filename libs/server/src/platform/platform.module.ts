import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Audit } from '../audit/audit';
import { Clock } from './clock/clock';
import { Config } from './config/config';
import { Batches } from './database/batches';
import { Database } from './database/database';
import { databaseOptions } from './database/options';
import { FileStore, LocalFileStore } from './files/file-store';
import { WorkerPresence } from './health/worker-presence';
import { KeyRing } from './keys/key-ring';
import { RateLimits } from './limits/rate-limits';
import { OutgoingHosts } from './outgoing/outgoing-hosts';
import { PeriodicTasks } from './queue/periodic-tasks';

/** What every feature may inject: the database, the clock, the trail, the files, the timers and the configuration. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...databaseOptions({ url: config.databaseUrl, connections: config.databaseConnections }),
          retryAttempts: 0,
        }),
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: FileStore, useFactory: () => new LocalFileStore(config.filesFolder) },
        { provide: KeyRing, useValue: config.keys },
        Database,
        Batches,
        Clock,
        Audit,
        RateLimits,
        OutgoingHosts,
        PeriodicTasks,
        WorkerPresence,
      ],
      exports: [
        Config,
        FileStore,
        KeyRing,
        Database,
        Batches,
        Clock,
        Audit,
        RateLimits,
        OutgoingHosts,
        PeriodicTasks,
        WorkerPresence,
      ],
    };
  }
}
