import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ApartService } from './apart.service';
import { MergeReader } from './merge.reader';
import { MergeService } from './merge.service';

@Module({
  imports: [AssessmentsModule],
  providers: [ApartService, MergeReader, MergeService],
  exports: [ApartService, MergeReader, MergeService],
})
export class MergingModule {}
