import { Module, type OnModuleInit } from '@nestjs/common';
import { StartingContent, StartingContentModule } from '@countersign/organisation';
import { FindingsModule, FindingSources } from '@countersign/findings';
import { NotificationsModule } from '@countersign/notifications';
import { CatalogueController } from './catalogue.controller';
import { ClauseCoverage } from './clause-coverage';
import { ClauseFindings, clauseSource } from './clause-findings';
import { ClauseFindingsFollow } from './clause-findings-follow';
import { ClauseLibraries } from './clause-libraries';
import { ClauseMarks } from './clause-marks';
import { ClauseReader } from './clause-reader';
import { ClauseReviews } from './clause-reviews';
import { ContractFacts } from './contract-facts';

@Module({
  imports: [FindingsModule, NotificationsModule, StartingContentModule],
  controllers: [CatalogueController],
  providers: [
    ClauseLibraries,
    ClauseCoverage,
    ClauseReader,
    ClauseMarks,
    ClauseFindings,
    ClauseReviews,
    ClauseFindingsFollow,
    ContractFacts,
  ],
  exports: [ClauseLibraries, ClauseReader, ClauseMarks, ClauseFindings, ClauseFindingsFollow, ContractFacts],
})
export class ClausesModule implements OnModuleInit {
  constructor(
    private readonly sources: FindingSources,
    private readonly starts: StartingContent,
    private readonly libraries: ClauseLibraries,
  ) {}

  onModuleInit(): void {
    this.sources.contribute(clauseSource);
    this.starts.register(
      'clause library',
      () => this.libraries.seedLibrary(),
      () => this.libraries.renewLibrary(),
    );
  }
}
