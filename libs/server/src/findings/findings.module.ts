import { Module } from '@nestjs/common';
import { StandingsModule } from '../standings/standings.module';
import { FindingController } from './finding.controller';
import { FindingReader } from './finding.reader';
import { FindingService } from './finding.service';

@Module({
  imports: [StandingsModule],
  controllers: [FindingController],
  providers: [FindingReader, FindingService],
  exports: [FindingReader, FindingService],
})
export class FindingsModule {}
