import { Injectable } from '@nestjs/common';
import {
  ENDED_STATES,
  engagementFacts,
  sameValue,
  type IntakeFacts,
  type NamedFact,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { asJson, Database, expression, textList } from '@countersign/platform';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import type { ScoredSubmission } from './scored-submissions';

interface Form {
  readonly id: string;
  readonly questionnaireKey: string;
  readonly elsewhere: readonly NamedFact[];
}

/**
 * What the submissions of other questionnaires name opens questions of a form in progress at once, as it will count
 * once the form is submitted. Kept beside the copy of the intake: that goes on to say what the business states, and
 * "laws not answered" stays apart from "none".
 */
@Injectable()
export class NamedElsewhere {
  constructor(private readonly database: Database) {}

  /** A former submission of the form's own questionnaire is replaced by the form. */
  async follow(
    engagementId: string,
    intake: IntakeFacts,
    submissions: readonly ScoredSubmission[],
  ): Promise<void> {
    for (const { id, questionnaireKey, elsewhere } of await this.forms(engagementId)) {
      const others = submissions
        .filter((one) => one.questionnaireKey !== questionnaireKey)
        .map((one) => ({ ...one, today: one.submittedOn }));
      const { named } = engagementFacts({ intake, catalogue: factCatalogue, submissions: others });
      if (!sameValue(named, elsewhere)) await this.write(id, named);
    }
  }

  /** Sent before forms read other questionnaires, and follow-ups, have none: they stay as they were sent. */
  private forms(engagementId: string): Promise<Form[]> {
    return this.database.query(
      `select a.id, q.key as questionnaire_key, a.elsewhere
       from app.assessment a
       join app.questionnaire_version v
         on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
       join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
       where a.organisation_id = :organisationId and a.engagement_id = :engagementId
         and a.elsewhere is not null and a.state not in (${textList(ENDED_STATES)})
       order by a.id`,
      { engagementId },
    );
  }

  private async write(assessmentId: string, named: readonly NamedFact[]): Promise<void> {
    await this.database.query(
      `update app.assessment a set elsewhere = :named
       where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId, named: asJson(named) },
    );
    await this.database.update(
      AssessmentProgressEntity,
      { assessmentId },
      { staleSince: expression`clock_timestamp()` },
    );
  }
}
