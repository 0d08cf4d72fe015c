import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/assessments.module';
import { ClausesModule } from '../clauses';
import { ContractsModule } from '../contracts';
import { IdentityModule } from '../identity';
import { NotificationsModule } from '../notifications';
import { PeriodicTasks } from '../platform';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { StandingsModule } from '../standings/standings.module';
import { DailyChanges } from './daily-changes';
import { Recount } from './recount';
import { FoundOrganisation, ShippedContent } from './found-organisation';

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
