import { AnswerReviewEntity } from './assessments/answer-review.entity';
import { AnswerRevisionEntity } from './assessments/answer-revision.entity';
import { AnswerSourceEntity } from './assessments/answer-source.entity';
import { AssessmentDeclineEntity } from './assessments/assessment-decline.entity';
import { AssessmentOutcomeEntity } from './assessments/assessment-outcome.entity';
import { AssessmentProgressEntity } from './assessments/assessment-progress.entity';
import { AssessmentEntity } from './assessments/assessment.entity';
import { ColleagueNoteEntity } from './assessments/colleague-note.entity';
import { ReturnedQuestionEntity } from './assessments/returned-question.entity';
import { ScopeSettlementEntity } from './assessments/scope-settlement.entity';
import { ScoreEntity } from './assessments/score.entity';
import { InvitationCodeEntity } from './assessments/invitation-code.entity';
import { InvitationTokenEntity } from './assessments/invitation-token.entity';
import { InvitationEntity } from './assessments/invitation.entity';
import { RespondentGrantEntity } from './assessments/respondent-grant.entity';

/** The tables of this library, named one by one. */
export const assessmentsEntities = [
  AssessmentEntity,
  AssessmentDeclineEntity,
  AssessmentOutcomeEntity,
  AssessmentProgressEntity,
  AnswerRevisionEntity,
  AnswerReviewEntity,
  AnswerSourceEntity,
  ReturnedQuestionEntity,
  ScoreEntity,
  ScopeSettlementEntity,
  InvitationEntity,
  InvitationTokenEntity,
  InvitationCodeEntity,
  RespondentGrantEntity,
  ColleagueNoteEntity,
] as const;
