import { Injectable } from '@nestjs/common';
import { cite, holdsPi, visibleQuestions, type AnswerSheet } from '@countersign/domain';
import { Questionnaires, timeToAnswer, type TimeToAnswer } from '@countersign/questionnaires';
import type { AssessmentEntity } from './assessment.entity';

/** Of `app.assessment a`. */
export const ASKED_COLUMNS = `a.questionnaire_version_id, a.facts, a.settlements, a.elsewhere, a.asked_questions,
  a.answered_before, app.today(a.time_zone) as today, a.submitted_at is not null as submitted_before`;

export interface AskedRow extends Pick<
  AssessmentEntity,
  'questionnaireVersionId' | 'facts' | 'settlements' | 'elsewhere' | 'askedQuestions'
> {
  readonly answeredBefore: AnswerSheet | null;
  readonly today: string;
  readonly submittedBefore: boolean;
}

export interface WhatIsAsked {
  /** Null once it was submitted: what is left to do is told otherwise. */
  readonly takes: TimeToAnswer | null;
  readonly law: string | null;
  /** Ids of the data that the organisation states. */
  readonly dataElements: readonly string[];
}

const SELECTING_PROVIDERS = cite('17.03(2)(f)');

/** What obliges whoever asks: null where no personal information of Massachusetts residents is stated. */
export const lawThatAsks = (facts: Parameters<typeof holdsPi>[0]): string | null =>
  holdsPi(facts) ? SELECTING_PROVIDERS : null;

/** No data at all is nothing to name. */
const NO_DATA = 'none';

/** What whoever is asked is told before anything is opened: by the mail, and by the page that its link leads to. */
@Injectable()
export class WhatIsAskedReader {
  constructor(private readonly questionnaires: Questionnaires) {}

  async of(row: AskedRow): Promise<WhatIsAsked> {
    const { facts } = row;
    return {
      takes: row.submittedBefore ? null : await this.takes(row),
      law: lawThatAsks(facts),
      dataElements: facts.dataElements.filter((element) => element !== NO_DATA),
    };
  }

  /** Of the questions that are shown at the start: each answer may open or close some. */
  private async takes(row: AskedRow): Promise<TimeToAnswer> {
    const { facts, settlements, elsewhere, askedQuestions: asked, answeredBefore, today } = row;
    const questionnaire = await this.questionnaires.compiled(row.questionnaireVersionId);
    const answers = answeredBefore ?? {};
    const context = { answers, facts, settlements, elsewhere, asked, today };
    return timeToAnswer(questionnaire, visibleQuestions(questionnaire, context));
  }
}

/** What both sides can say on the telephone: the end of the id, which chance alone has made. */
export function referenceOf(assessmentId: string): string {
  return assessmentId.slice(-8).toUpperCase();
}
