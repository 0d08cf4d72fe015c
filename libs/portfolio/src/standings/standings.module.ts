import { Module } from '@nestjs/common';
import { ClausesModule } from '@countersign/contracts';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';
import { StandingsCheck } from './standings-check';
import { StandingsFollow } from './standings-follow';

@Module({
  imports: [ClausesModule],
  providers: [Standings, StandingsCheck, StandingsFollow, StandingFactsReader],
  exports: [Standings, StandingsCheck, StandingsFollow],
})
export class StandingsModule {}
