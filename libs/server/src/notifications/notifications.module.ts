import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { LimitsModule } from '../limits/limits.module';
import { PeriodicTasks } from '../platform/queue/periodic-tasks';
import { Ladders } from './ladders';
import { Ledger } from './ledger';
import { LettingGo } from './letting-go';
import { MailController } from './mail.controller';
import { MailHistory } from './mail-history';
import { MailQueue } from './mail-queue';
import { MailSettings, mailSettingsFrom } from './mail-settings';
import { Milestones } from './milestones';
import { Planner } from './planner';
import { StuckReader } from './stuck-reader';
import { SuppressedAddresses } from './suppressed-addresses';

/** Asking for mail: what every feature may do. Sending it is the worker's alone. */
@Module({
  imports: [LimitsModule],
  controllers: [MailController],
  providers: [
    {
      provide: MailSettings,
      useFactory: (config: Config) => mailSettingsFrom(process.env, config),
      inject: [Config],
    },
    Ladders,
    Ledger,
    LettingGo,
    MailHistory,
    MailQueue,
    Milestones,
    PeriodicTasks,
    Planner,
    StuckReader,
    SuppressedAddresses,
  ],
  exports: [
    Ladders,
    Ledger,
    LettingGo,
    MailHistory,
    MailQueue,
    MailSettings,
    Milestones,
    PeriodicTasks,
    Planner,
  ],
})
export class NotificationsModule {}
