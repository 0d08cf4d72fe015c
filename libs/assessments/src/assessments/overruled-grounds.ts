import { Injectable } from '@nestjs/common';
import { standsWithItsGround } from '@countersign/domain';
import { ClauseFindings } from '@countersign/contracts';
import { Changes, Clock, Database, dayCame, type Weighed } from '@countersign/platform';
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
    private readonly changes: Changes,
  ) {}

  /** The engagements with such a finding. */
  async due(): Promise<Weighed[]> {
    const overruled = distinct(await this.rejected(null));
    return overruled.map((id) => ({ id, rows: 1 }));
  }

  async lookAgain(engagementIds: readonly string[]): Promise<void> {
    const overruled = await this.rejected(engagementIds);
    const ofClauses = distinct(overruled.filter(({ clause }) => clause !== null));
    const ofAnswers = distinct(overruled.filter(({ clause }) => clause === null));
    for (const engagementId of ofAnswers) await this.scoring.rescoreEngagement(engagementId);
    if (ofClauses.length > 0) await this.clauses.clauseFindingsOf(ofClauses);
    if (overruled.length > 0) this.changes.note(dayCame({ engagementIds: distinct(overruled) }));
  }

  /** Null asks for those of every engagement. */
  private async rejected(engagementIds: readonly string[] | null): Promise<RejectedFinding[]> {
    const rejected = await this.database.query<RejectedFinding>(
      `select distinct f.engagement_id, f.clause, f.knockout
       from app.finding f
       join app.organisation o on o.organisation_id = f.organisation_id
       where f.organisation_id = :organisationId and f.state = 'rejected'
         and (f.verdict_at is null or (f.verdict_at at time zone o.time_zone)::date < :today)
         and (:engagementIds::uuid[] is null or f.engagement_id = any(:engagementIds::uuid[]))
       order by f.engagement_id`,
      {
        organisationId: this.database.organisationId,
        today: await this.clock.today(),
        engagementIds,
      },
    );
    return rejected.filter(standsWithItsGround);
  }
}

function distinct(findings: readonly RejectedFinding[]): string[] {
  return [...new Set(findings.map(({ engagementId }) => engagementId))];
}
