import { Injectable } from '@nestjs/common';
import {
  ENDED_STATES,
  type AnswerSheet,
  type IntakeFacts,
  type IsoDate,
  REVIEWABLE_STATES,
  type Settlement,
  UNANSWERED_STATES,
  visibleQuestions,
} from '@countersign/domain';
import { asJson, Changes, Database, textList } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { AnswerReader } from './answer.reader';
import { factsChanged } from './assessment-changes';
import { Cancelling } from './cancelling';

interface OpenFollowUp {
  readonly id: string;
  readonly engagementId: string;
  readonly questionnaireVersionId: string;
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly askedQuestions: readonly string[];
  readonly answeredBefore: AnswerSheet | null;
  readonly today: IsoDate;
}

/** An assessment reads its own copy of the intake: a change of intake reaches the ones that are not closed. */
@Injectable()
export class AssessmentFacts {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly cancelling: Cancelling,
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
    await this.endEmptyFollowUps(engagementId);
  }

  /** A vendor is not left with a form that asks nothing. What a still later intake asks again is sent anew. */
  private async endEmptyFollowUps(engagementId: string): Promise<void> {
    const open = await this.database.query<OpenFollowUp>(
      `select a.id, a.engagement_id, a.questionnaire_version_id, a.facts, a.settlements, a.asked_questions,
         a.answered_before, app.today(a.time_zone) as today
       from app.assessment a
       where a.organisation_id = :organisationId and a.engagement_id = :engagementId
         and a.follows_id is not null and a.state in (${textList(UNANSWERED_STATES)})
       order by a.id
       for no key update`,
      { engagementId },
    );
    for (const followUp of open) {
      if (await this.isEmpty(followUp)) await this.cancelling.cancel(followUp, { noQuestionsLeft: true });
    }
  }

  private async isEmpty(followUp: OpenFollowUp): Promise<boolean> {
    const { id, facts, settlements, askedQuestions: asked, answeredBefore, today } = followUp;
    const questionnaire = await this.questionnaires.compiled(followUp.questionnaireVersionId);
    const answers = { ...answeredBefore, ...(await this.answers.sheet(id)) };
    return visibleQuestions(questionnaire, { answers, facts, settlements, today, asked }).length === 0;
  }
}
