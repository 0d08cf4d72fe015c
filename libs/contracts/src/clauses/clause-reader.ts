import { Injectable } from '@nestjs/common';
import { Clock, notFound } from '@countersign/platform';
import { ClauseCoverage } from './clause-coverage';
import { ClauseLibraries } from './clause-libraries';
import {
  clauseInWords,
  statesOfContract,
  statesOfEngagement,
  type ClauseStanding,
  type ClauseView,
} from './clause-states';
import type { ClauseState } from './clause.dto';

export interface ClauseCounts {
  readonly gaps: number;
  readonly toReview: number;
}

@Injectable()
export class ClauseReader {
  constructor(
    private readonly coverage: ClauseCoverage,
    private readonly libraries: ClauseLibraries,
    private readonly clock: Clock,
  ) {}

  async clauseStatesFor(engagementId: string): Promise<ClauseState[]> {
    const view = await this.view();
    const [engagement] = await this.coverage.ofEngagements([engagementId], view.today);
    if (engagement === undefined) throw notFound('engagement');
    return statesOfEngagement(engagement, view).map(clauseInWords);
  }

  /** Of each engagement: all of them in one statement. */
  async standingsOfEngagements(engagementIds: readonly string[]): Promise<Map<string, ClauseStanding[]>> {
    const view = await this.view();
    const engagements = await this.coverage.ofEngagements(engagementIds, view.today);
    return new Map(engagements.map((one) => [one.id, statesOfEngagement(one, view)]));
  }

  async clauseStatesOfContract(contractId: string): Promise<ClauseState[]> {
    const standings = (await this.standingsOfContracts([contractId])).get(contractId) ?? [];
    return standings.map(clauseInWords);
  }

  /** How many required clauses each contract lacks, and for how many nobody has read it. */
  async countsOfContracts(contractIds: readonly string[]): Promise<Map<string, ClauseCounts>> {
    const states = await this.standingsOfContracts(contractIds);
    return new Map(
      [...states].map(([id, list]) => [
        id,
        {
          gaps: list.filter(({ gap }) => gap).length,
          toReview: list.filter(({ toReview }) => toReview).length,
        },
      ]),
    );
  }

  private async standingsOfContracts(contractIds: readonly string[]): Promise<Map<string, ClauseStanding[]>> {
    const view = await this.view();
    const engagements = await this.coverage.ofContracts(contractIds, view.today);
    return new Map([...engagements].map(([id, list]) => [id, statesOfContract(id, list, view)]));
  }

  private async view(): Promise<ClauseView> {
    return { library: await this.libraries.latest(), today: await this.clock.today() };
  }
}
