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
import { Letterheads } from './letterhead';
import { MailProcessor } from './mail.processor';
import { MailServer } from './mail-server';
import { MailSwitch } from './mail-switch';
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
    Letterheads,
    Letters,
    MailProcessor,
    MailServer,
    MailSwitch,
    Outage,
    PeriodicRunner,
    Records,
    Relay,
    Sender,
  ],
  exports: [Relay, Sender],
})
export class MailWorkerModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly planner: Planner,
    private readonly relay: Relay,
    private readonly heartbeat: Heartbeat,
    private readonly outage: Outage,
    private readonly mailSwitch: MailSwitch,
  ) {}

  onModuleInit(): void {
    this.heartbeat.tellsOfMail(() => this.mailSwitch.mailWait ?? this.outage.mailWait);
    if (this.mailSwitch.isOff) return;
    this.tasks.register({ name: 'mail-planner', everyMs: 5_000, run: () => this.planner.planAll() });
    this.tasks.register({ name: 'mail-relay', everyMs: 1_000, run: () => this.relay.relay() });
  }
}
