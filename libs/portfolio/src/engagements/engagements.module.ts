import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { FindingsModule } from '@countersign/findings';
import { NotificationsModule } from '@countersign/notifications';
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
