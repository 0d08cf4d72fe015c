import { Module } from '@nestjs/common';
import { ClausesModule } from '../clauses';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';

@Module({ imports: [ClausesModule], providers: [Standings, StandingFactsReader], exports: [Standings] })
export class StandingsModule {}
