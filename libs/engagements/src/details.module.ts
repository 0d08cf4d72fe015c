import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ContractsModule } from '@countersign/contracts';
import { Details } from './details';
import { UnassessedService } from './unassessed.service';
import { EndingService } from './ending.service';

@Module({
  imports: [AssessmentsModule, ContractsModule],
  providers: [Details, EndingService, UnassessedService],
  exports: [Details, EndingService, UnassessedService],
})
export class DetailsModule {}
