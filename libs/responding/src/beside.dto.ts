import { ASSESSMENT_STATES, type AnswerValue, type AssessmentState } from '@countersign/domain';
import { answerValueShape, questionIdsShape } from '@countersign/assessments';
import {
  Choice,
  Day,
  Flag,
  GivenId,
  GivenWhole,
  Id,
  Instant,
  ListOf,
  NestedForms,
  NullableInstant,
  NullableWhole,
  OptionalSecret,
  Shaped,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';
import { MOST_REVISIONS } from './responding.dto';

/** More questions than any questionnaire has. */
const MOST_TAKEN = 1_000;

/** Of the code that was mailed to the contact, in the session. */
export class GivenCode {
  @OptionalSecret({ most: 20, description: 'Six digits; left out where a code was given in this session.' })
  readonly code: string | null = null;
}

/** One of the questionnaires that the contact is asked for. */
export class OwnQuestionnaire {
  @Id() readonly id: string;
  /** In this browser, by a link or from here. */
  @Flag() readonly opened: boolean;
  @Text() readonly serviceName: string;
  @Text() readonly title: string;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Day() readonly dueOn: string;
  @NullableInstant() readonly submittedAt: string | null;
  /** Asks only what was opened since a submission. */
  @Flag() readonly followUp: boolean;
  /** Some sections alone are the contact's. */
  @Flag() readonly inPart: boolean;
  /** Of all its questions; null before anybody has counted. */
  @NullableWhole() readonly complete: number | null;
  @NullableWhole() readonly shown: number | null;
}

/** What was answered in another questionnaire to the same question. */
export class EarlierAnswer {
  @Text() readonly question: string;
  @Shaped(answerValueShape) readonly value: AnswerValue;
  @Whole() readonly revision: number;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @Id() readonly assessmentId: string;
  @Text() readonly serviceName: string;
  @Text() readonly title: string;
  /** Signed, not only saved. */
  @Flag() readonly submitted: boolean;
  /** About the service that is asked about now. */
  @Flag() readonly sameService: boolean;
}

/** What one contact has beside the questionnaire that is open. */
export class Beside {
  @ListOf(() => OwnQuestionnaire) readonly questionnaires: OwnQuestionnaire[];
  /** How many more there are, and are told once a code was given. */
  @Whole() readonly hidden: number;
  /** At most one to a question. */
  @ListOf(() => EarlierAnswer) readonly answers: EarlierAnswer[];
}

/** An answer as it was offered. */
export class TakenAnswer {
  @TrimmedText(100, 'responding.controller.name-one-question')
  readonly question: string;

  @GivenId()
  readonly assessmentId: string;

  @GivenWhole({ least: 1, most: MOST_REVISIONS })
  readonly revision: number;
}

export class TakenAnswers {
  @NestedForms(() => TakenAnswer, { most: MOST_TAKEN })
  readonly answers: readonly TakenAnswer[];
}

export class TookOver {
  @Shaped(questionIdsShape) readonly taken: readonly string[];
  /** Offered no longer as they were seen, or answered here meanwhile. */
  @Shaped(questionIdsShape) readonly left: readonly string[];
}
