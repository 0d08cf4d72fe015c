import { Module } from '@nestjs/common';
import { ClausesModule } from '../clauses';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';
import { StandingsFollow } from './standings-follow';

@Module({
  imports: [ClausesModule],
  providers: [Standings, StandingsFollow, StandingFactsReader],
  exports: [Standings, StandingsFollow],
})
export class StandingsModule {}
