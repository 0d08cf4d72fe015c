export { AssessmentsModule } from './assessments.module';
export { answerSheetShape, answerValueShape, questionIdsShape } from './assessments/answer.shape';
export { AnswerReader } from './assessments/answer.reader';
export { AnswerSourceEntity } from './assessments/answer-source.entity';
export { AssessmentFacts } from './assessments/assessment-facts';
export { AssessmentRow } from './assessments/assessment-row.dto';
export { AssessmentScoring, type ScoreDocument } from './assessments/assessment-scoring';
export { AssessmentOfEngagement, Declined, StateNow } from './assessments/assessment.dto';
export { AssessmentDeclineEntity } from './assessments/assessment-decline.entity';
export { AssessmentEntity } from './assessments/assessment.entity';
export { AssessmentReader } from './assessments/assessment.reader';
export { ColleagueNoteEntity } from './assessments/colleague-note.entity';
export { Contact } from './assessments/contact.dto';
export { Cancelling } from './assessments/cancelling';
export { HandingOver } from './assessments/handing-over';
export {
  factsInForceShape,
  intakeFactsShape,
  namedFactsShape,
  settlementsShape,
  someFactsShape,
} from './assessments/intake.shape';
export { InvitationCodes } from './assessments/invitation-codes';
export type { InvitationTokenEntity } from './assessments/invitation-token.entity';
export { OverruledGrounds } from './assessments/overruled-grounds';
export { AssessmentProgress } from './assessments/progress';
export { ReturnedQuestionEntity } from './assessments/returned-question.entity';
export { ReturnedQuestions, toLookAt, type ReturnedRow } from './assessments/returned-questions';
export { Reviewing } from './assessments/reviewing';
export { ReviewService } from './assessments/review.service';
export {
  inherentInWords,
  proposalsInWords,
  residualInWords,
  type ToldProposal,
  type ToldInherentRisk,
  type ToldResidualRisk,
} from './assessments/risk-in-words';
export { readableResidual, readableScore } from './assessments/former-formula';
export { RespondentGrantEntity } from './assessments/respondent-grant.entity';
export { inherentRiskShape, residualRiskShape, scopeProposalsShape } from './assessments/risk.shape';
export {
  assessmentAskedAgain,
  assessmentBroughtBack,
  assessmentCancelled,
  assessmentDeclined,
  assessmentHandedOver,
  assessmentOpened,
  assessmentSent,
  assessmentSubmitted,
  scopeSettled,
} from './assessments/assessment-changes';
export { StandingSettlement } from './assessments/scope-settlement.dto';
export { ScopeDifferences, type ScopeDifference } from './assessments/scope-differences';
export { ScoresFollow } from './assessments/scores-follow';
export { graceFromToday, SendingMail, SendingService } from './assessments/sending.service';
export { StuckReader } from './assessments/stuck-reader';
export { SubmissionCopies } from './assessments/submission-copy';
export { Submissions, type Asked, type Submission } from './assessments/submissions';
export {
  ASKED_COLUMNS,
  lawThatAsks,
  referenceOf,
  WhatIsAskedReader,
  type AskedRow,
} from './assessments/what-is-asked';
export { wrongState } from './assessments/wrong-state';
export { assessmentsEntities } from './entities';
export { endedAssessments, keptFrom } from './retention/ended-assessments';
