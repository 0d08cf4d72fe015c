import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule, QuestionnairesModule } from '@countersign/assessments';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { IdentityModule } from '@countersign/identity';
import { NotificationsModule } from '@countersign/notifications';
import { FoundOrganisation, ShippedContent } from '@countersign/organisation';
import { PeriodicTasks } from '@countersign/platform';
import { StandingsModule } from '../standings/standings.module';
import { DailyChanges } from './daily-changes';
import { Recount } from './recount';

@Module({
  imports: [
    AssessmentsModule,
    ClausesModule,
    ContractsModule,
    IdentityModule,
    NotificationsModule,
    QuestionnairesModule,
    StandingsModule,
  ],
  providers: [DailyChanges, FoundOrganisation, Recount, ShippedContent],
  exports: [DailyChanges, FoundOrganisation],
})
export class OrganisationsModule implements OnModuleInit {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly daily: DailyChanges,
  ) {}

  onModuleInit(): void {
    this.tasks.register({
      name: 'daily-changes',
      everyMs: 60_000,
      run: (stopping) => this.daily.followAll(stopping),
    });
  }
}
