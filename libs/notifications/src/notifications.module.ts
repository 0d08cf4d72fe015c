import { Module } from '@nestjs/common';
import { LimitsModule } from '@countersign/limits';
import { Config } from '@countersign/platform';
import { Ladders } from './ladders';
import { Ledger } from './ledger';
import { MailController } from './mail.controller';
import { MailHistory } from './mail-history';
import { MailQueue } from './mail-queue';
import { MailSettings, mailSettingsFrom } from './mail-settings';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';
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
    MailHistory,
    MailQueue,
    Milestones,
    MailSubjects,
    StuckReader,
    SuppressedAddresses,
  ],
  exports: [Ladders, Ledger, MailHistory, MailQueue, MailSettings, MailSubjects, Milestones],
})
export class NotificationsModule {}
