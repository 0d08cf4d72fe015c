import { Injectable } from '@nestjs/common';
import { ENDED_STATES, type IntakeFacts, REVIEWABLE_STATES } from '@countersign/domain';
import { asJson, Changes, Database, textList } from '@countersign/platform';
import { factsChanged } from './assessment-changes';

/** An assessment reads its own copy of the intake: a change of intake reaches the ones that are not closed. */
@Injectable()
export class AssessmentFacts {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
  ) {}

  async follow(engagementId: string, facts: IntakeFacts): Promise<void> {
    const changed = await this.database.query<{ id: string; submitted: boolean }>(
      `update app.assessment set facts = :facts
       where organisation_id = :organisationId
         and engagement_id = :engagementId and state not in (${textList(ENDED_STATES)})
       returning id, state in (${textList(REVIEWABLE_STATES)}) as submitted`,
      { engagementId, facts: asJson(facts) },
    );
    await this.database.query(
      `update app.assessment_progress set stale_since = clock_timestamp()
       where organisation_id = :organisationId and assessment_id = any (:ids::uuid[])`,
      { ids: changed.map(({ id }) => id) },
    );
    const assessmentIds = changed.filter(({ submitted }) => submitted).map(({ id }) => id);
    this.changes.note(factsChanged({ engagementId, assessmentIds }));
  }
}
