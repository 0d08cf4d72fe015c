import { Injectable } from '@nestjs/common';
import { standsWithItsGround } from '@countersign/domain';
import { ClauseFindings } from '../clauses';
import { Clock, Database } from '../platform';
import { Standings } from '../standings/standings';
import { AssessmentScoring } from './assessment-scoring';

interface RejectedFinding {
  readonly engagementId: string;
  readonly clause: string | null;
  readonly knockout: boolean;
}

/** Looks once more at what a rejected finding stands on, so that no verdict outlives its day. */
@Injectable()
export class OverruledGrounds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clauses: ClauseFindings,
    private readonly scoring: AssessmentScoring,
    private readonly standings: Standings,
  ) {}

  async lookAgain(): Promise<void> {
    const rejected = await this.database.query<RejectedFinding>(
      `select distinct f.engagement_id, f.clause, f.knockout
       from app.finding f
       join app.organisation o on o.organisation_id = f.organisation_id
       where f.organisation_id = :organisationId and f.state = 'rejected'
         and (f.verdict_at is null or (f.verdict_at at time zone o.time_zone)::date < :today)
       order by f.engagement_id`,
      { organisationId: this.database.organisationId, today: await this.clock.today() },
    );
    const overruled = rejected.filter(standsWithItsGround);
    const ofClauses = distinct(overruled.filter(({ clause }) => clause !== null));
    const ofAnswers = distinct(overruled.filter(({ clause }) => clause === null));
    for (const engagementId of ofAnswers) await this.scoring.rescoreLatest(engagementId);
    if (ofClauses.length > 0) await this.clauses.clauseFindingsOf(ofClauses);
    await this.standings.recompute([...ofAnswers, ...ofClauses]);
  }
}

function distinct(findings: readonly RejectedFinding[]): string[] {
  return [...new Set(findings.map(({ engagementId }) => engagementId))];
}
