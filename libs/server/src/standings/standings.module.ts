import { Module } from '@nestjs/common';
import { ClausesModule } from '../clauses';
import { Standings } from './standings';

@Module({ imports: [ClausesModule], providers: [Standings], exports: [Standings] })
export class StandingsModule {}
