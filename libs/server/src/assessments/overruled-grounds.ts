import { Injectable } from '@nestjs/common';
import { standsWithItsGround } from '@countersign/domain';
import { ClauseFindings } from '../clauses';
import { Database } from '../platform';
import { Standings } from '../standings/standings';
import { AssessmentScoring } from './assessment-scoring';

interface RejectedFinding {
  readonly engagementId: string;
  readonly clause: string | null;
  readonly knockout: boolean;
}

/** Looks once more at what a rejected finding stands on, so that no verdict outlives the night. */
@Injectable()
export class OverruledGrounds {
  constructor(
    private readonly database: Database,
    private readonly clauses: ClauseFindings,
    private readonly scoring: AssessmentScoring,
    private readonly standings: Standings,
  ) {}

  async lookAgain(): Promise<void> {
    const rejected = await this.database.query<RejectedFinding>(
      `select distinct f.engagement_id, f.clause, f.knockout
       from app.finding f
       where f.organisation_id = :organisationId and f.state = 'rejected'
       order by f.engagement_id`,
      { organisationId: this.database.organisationId },
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
