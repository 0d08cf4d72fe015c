import { Module, type OnModuleInit } from '@nestjs/common';
import {
  AdvisoryLock,
  ApartConnections,
  Heartbeat,
  PeriodicRunner,
  PeriodicTasks,
} from '@countersign/platform';
import { NotificationsModule } from '../notifications.module';
import { Planner } from '../planner';
import { Claims } from './claims';
import { DatabasePresence } from './database-presence';
import { MailProcessor } from './mail.processor';
import { MailServer } from './mail-server';
import { Outage } from './outage';
import { Records } from './records';
import { Relay } from './relay';
import { Letters, Sender } from './sender';

/** The worker's half of the mail: planning, relaying, sending, and the timers of every feature. */
@Module({
  imports: [NotificationsModule],
  providers: [
    AdvisoryLock,
    ApartConnections,
    Claims,
    DatabasePresence,
    Heartbeat,
    Letters,
    MailProcessor,
    MailServer,
    Outage,
    PeriodicRunner,
    Planner,
    Records,
    Relay,
    Sender,
  ],
  exports: [Planner, Relay, Sender],
})
export class MailWorkerModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly planner: Planner,
    private readonly relay: Relay,
    private readonly heartbeat: Heartbeat,
    private readonly outage: Outage,
  ) {}

  onModuleInit(): void {
    this.heartbeat.tellsOfMail(() => this.outage.mailWait);
    this.tasks.register({ name: 'mail-planner', everyMs: 5_000, run: () => this.planner.planAll() });
    this.tasks.register({ name: 'mail-relay', everyMs: 1_000, run: () => this.relay.relay() });
  }
}
