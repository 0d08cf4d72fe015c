import { Module } from '@nestjs/common';
import { LimitsModule } from '@countersign/limits';
import { Config } from '@countersign/platform';
import { Ladders } from './ladders';
import { Ledger } from './ledger';
import { LettingGo } from './letting-go';
import { MailController } from './mail.controller';
import { MailHistory } from './mail-history';
import { MailQueue } from './mail-queue';
import { MailRetention } from './mail-retention';
import { MailSettings, mailSettingsFrom } from './mail-settings';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';
import { Planner } from './planner';
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
    MailRetention,
    MailSubjects,
    Milestones,
    Planner,
    SuppressedAddresses,
  ],
  exports: [
    Ladders,
    Ledger,
    LettingGo,
    MailHistory,
    MailQueue,
    MailSettings,
    MailSubjects,
    Milestones,
    Planner,
  ],
})
export class NotificationsModule {}
