import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ContractsModule } from '@countersign/contracts';
import { Details } from './details';
import { EndingService } from './ending.service';

@Module({
  imports: [AssessmentsModule, ContractsModule],
  providers: [Details, EndingService],
  exports: [Details, EndingService],
})
export class DetailsModule {}
