import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/assessments.module';
import { ClausesModule } from '../clauses';
import { ContractsModule } from '../contracts';
import { FindingsModule } from '../findings/findings.module';
import { NotificationsModule } from '../notifications';
import { StandingsModule } from '../standings/standings.module';
import { EngagementController } from './engagement.controller';
import { EngagementParts, EngagementReader } from './engagement.reader';
import { EngagementService } from './engagement.service';

@Module({
  imports: [
    AssessmentsModule,
    ClausesModule,
    ContractsModule,
    FindingsModule,
    NotificationsModule,
    StandingsModule,
  ],
  controllers: [EngagementController],
  providers: [EngagementParts, EngagementReader, EngagementService],
  exports: [EngagementReader, EngagementService],
})
export class EngagementsModule {}
