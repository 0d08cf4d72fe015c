import { Module } from '@nestjs/common';
import { ClausesModule } from '@countersign/contracts';
import { NotificationsModule } from '@countersign/notifications';
import { PolicyModule } from '../policy/policy.module';
import { EngagementMailSubject } from './engagement-mail-subject';
import { StaleCauses } from './stale-causes';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';
import { StandingsCheck } from './standings-check';
import { StandingsFollow } from './standings-follow';

@Module({
  imports: [ClausesModule, NotificationsModule, PolicyModule],
  providers: [
    EngagementMailSubject,
    StaleCauses,
    Standings,
    StandingsCheck,
    StandingsFollow,
    StandingFactsReader,
  ],
  exports: [Standings, StandingsCheck, StandingsFollow],
})
export class StandingsModule {}
