import { Module } from '@nestjs/common';
import { ClausesModule } from '@countersign/contracts';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';

@Module({ imports: [ClausesModule], providers: [Standings, StandingFactsReader], exports: [Standings] })
export class StandingsModule {}
