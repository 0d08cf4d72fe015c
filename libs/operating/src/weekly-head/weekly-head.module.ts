import { Module, type OnModuleInit } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { PeriodicTasks } from '@countersign/platform';
import { OrganisationMailSubject } from './organisation-mail-subject';
import { WeeklyHead } from './weekly-head';

/** Above both the trail and the mail: neither knows that the head of the one travels by the other. */
@Module({ imports: [NotificationsModule], providers: [OrganisationMailSubject, WeeklyHead] })
export class WeeklyHeadModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly head: WeeklyHead,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'audit-head', everyMs: 300_000, run: () => this.head.mailAll() });
  }
}
