import { Module, type OnModuleInit } from '@nestjs/common';
import { FindingSources } from '../findings/finding-source';
import { FindingsModule } from '../findings/findings.module';
import { CatalogueController } from './catalogue.controller';
import { ClauseCoverage } from './clause-coverage';
import { ClauseFindings, clauseSource } from './clause-findings';
import { ClauseFindingsFollow } from './clause-findings-follow';
import { ClauseLibraries } from './clause-libraries';
import { ClauseMarks } from './clause-marks';
import { ClauseReader } from './clause-reader';
import { ContractFacts } from './contract-facts';

@Module({
  imports: [FindingsModule],
  controllers: [CatalogueController],
  providers: [
    ClauseLibraries,
    ClauseCoverage,
    ClauseReader,
    ClauseMarks,
    ClauseFindings,
    ClauseFindingsFollow,
    ContractFacts,
  ],
  exports: [ClauseLibraries, ClauseReader, ClauseMarks, ClauseFindings, ClauseFindingsFollow, ContractFacts],
})
export class ClausesModule implements OnModuleInit {
  constructor(private readonly sources: FindingSources) {}

  onModuleInit(): void {
    this.sources.contribute(clauseSource);
  }
}
