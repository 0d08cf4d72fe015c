import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { MergeReader } from './merge.reader';
import { MergeService } from './merge.service';

@Module({
  imports: [AssessmentsModule],
  providers: [MergeReader, MergeService],
  exports: [MergeReader, MergeService],
})
export class MergingModule {}
