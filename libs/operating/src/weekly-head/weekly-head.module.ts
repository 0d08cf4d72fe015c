import { Module, type OnModuleInit } from '@nestjs/common';
import { MailSubjects, NotificationsModule } from '@countersign/notifications';
import { PeriodicTasks } from '@countersign/platform';
import { organisationReason } from './organisation-reason';
import { WeeklyHead } from './weekly-head';

@Module({ imports: [NotificationsModule], providers: [WeeklyHead] })
export class WeeklyHeadModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly subjects: MailSubjects,
    private readonly head: WeeklyHead,
  ) {}

  onModuleInit(): void {
    this.subjects.register('organisation', { reason: organisationReason });
    this.tasks.register({ name: 'audit-head', everyMs: 300_000, run: () => this.head.mailAll() });
  }
}
