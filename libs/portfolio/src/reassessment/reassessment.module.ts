import { Module } from '@nestjs/common';
import { StandingsModule } from '../standings/standings.module';
import { ReassessmentService } from './reassessment.service';
import { Reassessments } from './reassessments';

@Module({
  imports: [StandingsModule],
  providers: [ReassessmentService, Reassessments],
  exports: [ReassessmentService, Reassessments],
})
export class ReassessmentModule {}
