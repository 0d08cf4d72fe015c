import { Module } from '@nestjs/common';
import { FindingController } from './finding.controller';
import { FindingReader } from './finding.reader';
import { FindingService } from './finding.service';
import { OverruledFindings } from './overruled-findings';

@Module({
  controllers: [FindingController],
  providers: [FindingReader, FindingService, OverruledFindings],
  exports: [FindingReader, FindingService],
})
export class FindingsModule {}
