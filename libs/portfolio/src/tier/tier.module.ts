import { Module } from '@nestjs/common';
import { ContractsModule } from '@countersign/contracts';
import { ApprovalsModule } from '../approvals/approvals.module';
import { StandingsModule } from '../standings/standings.module';
import { TierFollows } from './tier-follows';
import { TierOverrideService } from './tier-override.service';
import { TierOverrides } from './tier-overrides';

@Module({
  imports: [ApprovalsModule, ContractsModule, StandingsModule],
  providers: [TierFollows, TierOverrideService, TierOverrides],
  exports: [TierOverrideService, TierOverrides],
})
export class TierModule {}
