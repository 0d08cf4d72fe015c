import { Module, type OnModuleInit } from '@nestjs/common';
import { ContractsModule } from '@countersign/contracts';
import { FindingsModule, FindingSources } from '@countersign/findings';
import { StandingsModule } from '../standings/standings.module';
import { protectedDataSource, unapprovedUseSource, UseFindings } from './use-findings';
import { UseFindingsFollow } from './use-findings-follow';
import { UseService } from './use.service';

@Module({
  imports: [ContractsModule, FindingsModule, StandingsModule],
  providers: [UseFindings, UseFindingsFollow, UseService],
  exports: [UseFindings, UseFindingsFollow, UseService],
})
export class UseModule implements OnModuleInit {
  constructor(private readonly sources: FindingSources) {}

  onModuleInit(): void {
    this.sources.contribute(protectedDataSource);
    this.sources.contribute(unapprovedUseSource);
  }
}
