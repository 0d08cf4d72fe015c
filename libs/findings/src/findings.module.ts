import { Module } from '@nestjs/common';
import { FindingController } from './finding.controller';
import { FindingReader } from './finding.reader';
import { FindingService } from './finding.service';
import { FindingSources } from './finding-source';
import { Register } from './register';

@Module({
  controllers: [FindingController],
  providers: [FindingReader, FindingService, FindingSources, Register],
  exports: [FindingReader, FindingService, FindingSources, Register],
})
export class FindingsModule {}
