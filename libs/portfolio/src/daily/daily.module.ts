import { Module, type OnModuleInit } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ContractsModule } from '@countersign/contracts';
import { PeriodicTasks } from '@countersign/platform';
import { DetailsModule } from '@countersign/engagements';
import { StandingsModule } from '../standings/standings.module';
import { DailyChanges } from './daily-changes';
import { TierModule } from '../tier/tier.module';
import { Recount } from './recount';

@Module({
  imports: [AssessmentsModule, ContractsModule, DetailsModule, StandingsModule, TierModule],
  providers: [DailyChanges, Recount],
  exports: [DailyChanges],
})
export class DailyModule implements OnModuleInit {
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
