import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { LimitsModule } from '../limits/limits.module';
import { Ladders } from './ladders';
import { Ledger } from './ledger';
import { MailController } from './mail.controller';
import { MailHistory } from './mail-history';
import { MailQueue } from './mail-queue';
import { MailSettings, mailSettingsFrom } from './mail-settings';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';
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
    MailHistory,
    MailQueue,
    MailSubjects,
    Milestones,
    SuppressedAddresses,
  ],
  exports: [Ladders, Ledger, MailHistory, MailQueue, MailSettings, MailSubjects, Milestones],
})
export class NotificationsModule {}
