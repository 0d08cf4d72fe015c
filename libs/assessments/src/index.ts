export { AssessmentsModule } from './assessments.module';
export { AnswerReader } from './assessments/answer.reader';
export { AssessmentFacts } from './assessments/assessment-facts';
export { AssessmentRow } from './assessments/assessment-row.dto';
export { AssessmentScoring, type ScoreDocument } from './assessments/assessment-scoring';
export { AssessmentReader } from './assessments/assessment.reader';
export { Contact } from './assessments/contact.dto';
export { Cancelling } from './assessments/cancelling';
export { HandingOver } from './assessments/handing-over';
export { factsInForceShape, intakeFactsShape } from './assessments/intake.shape';
export { OverruledGrounds } from './assessments/overruled-grounds';
export { AssessmentProgress } from './assessments/progress';
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
export { inherentRiskShape, residualRiskShape, scopeProposalsShape } from './assessments/risk.shape';
export { assessmentBroughtBack, assessmentSent, scopeSettled } from './assessments/assessment-changes';
export { ScopeDifferences, type ScopeDifference } from './assessments/scope-differences';
export { ScoresFollow } from './assessments/scores-follow';
export { SendingService } from './assessments/sending.service';
export { StuckReader } from './assessments/stuck-reader';
export { Submissions, type Asked, type Submission } from './assessments/submissions';
export { assessmentsEntities } from './entities';
export { EvidenceService } from './evidence/evidence.service';
export { StorageRecount } from './evidence/storage-recount';
export { StorageUsage, type StorageUse } from './evidence/storage-usage';
export { QuestionnairesModule } from './questionnaires/questionnaires.module';
export { Questionnaires } from './questionnaires/questionnaires';
export { LinkExchange } from './responding/link-exchange';
export { RespondingModule } from './responding/responding.module';
export { RespondingService } from './responding/responding.service';
