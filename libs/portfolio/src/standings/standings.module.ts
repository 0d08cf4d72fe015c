import { Global, Module } from '@nestjs/common';
import { ClausesModule } from '@countersign/contracts';
import { Standings as AskedStandings } from '@countersign/findings';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';

/** Global, because the libraries below ask for standings and know nothing of who computes them. */
@Global()
@Module({
  imports: [ClausesModule],
  providers: [Standings, StandingFactsReader, { provide: AskedStandings, useExisting: Standings }],
  exports: [Standings, AskedStandings],
})
export class StandingsModule {}
