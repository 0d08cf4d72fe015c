import type { DataSourceOptions } from 'typeorm';
import { ApiTokenEntity } from '../../members/api-token.entity';
import { AnswerReviewEntity } from '../../assessments/answer-review.entity';
import { AnswerRevisionEntity } from '../../assessments/answer-revision.entity';
import { ApprovalEntity } from '../../engagements/approval.entity';
import { AssessmentEntity } from '../../assessments/assessment.entity';
import { AssessmentOutcomeEntity } from '../../assessments/assessment-outcome.entity';
import { AssessmentProgressEntity } from '../../assessments/assessment-progress.entity';
import { AuditEventEntity } from '../../audit/audit-event.entity';
import { AuditReadingEntity } from '../../audit/audit-reading.entity';
import { AuditSealEntity } from '../../audit/audit-seal.entity';
import { AuditSealStateEntity } from '../../audit/audit-seal-state.entity';
import { ClauseFindingEntity } from '../../clauses/clause-finding.entity';
import { ClauseLibraryEntity } from '../../clauses/clause-library.entity';
import { ContactEntity } from '../../vendors/contact.entity';
import { ContractDecisionEntity } from '../../contracts/contract-decision.entity';
import { ContractEngagementEntity } from '../../contracts/contract-engagement.entity';
import { ContractEntity } from '../../contracts/contract.entity';
import { ContractTermEntity } from '../../contracts/contract-term.entity';
import { DataJobEntity } from '../../retention/data-job.entity';
import { DisposedRowEntity } from '../../retention/disposed-row.entity';
import { EngagementEntity } from '../../engagements/engagement.entity';
import { EvidenceEntity } from '../../evidence/evidence.entity';
import { EvidenceTotalEntity } from '../../limits/evidence-total.entity';
import { OrganisationLimitEntity } from '../../limits/organisation-limit.entity';
import { FindingEntity } from '../../findings/finding.entity';
import { HolidayEntity } from '../../contracts/holiday.entity';
import { InvitationEntity } from '../../responding/invitation.entity';
import { InvitationTokenEntity } from '../../responding/invitation-token.entity';
import { LadderRungEntity } from '../../notifications/ladder-rung.entity';
import { LegalHoldEntity } from '../../retention/legal-hold.entity';
import { MailDayEntity } from '../../notifications/mail-day.entity';
import { MemberEntity } from '../../identity/member.entity';
import { MemberIdentityEntity } from '../../identity/oidc/member-identity.entity';
import { MemberLinkEntity } from '../../identity/member-link.entity';
import { MemberInvitationEntity } from '../../members/member-invitation.entity';
import { MemberSessionEntity } from '../../identity/member-session.entity';
import { MemberTotpEntity } from '../../identity/second-factor/member-totp.entity';
import { MilestoneEntity } from '../../notifications/milestone.entity';
import { MilestoneRungEntity } from '../../notifications/milestone-rung.entity';
import { NoticeRecordEntity } from '../../contracts/notice-record.entity';
import { NotificationEntity } from '../../notifications/notification.entity';
import { OidcFlowEntity } from '../../identity/oidc/oidc-flow.entity';
import { OidcProviderEntity } from '../../identity/oidc/oidc-provider.entity';
import { OrganisationEntity } from '../../identity/organisation.entity';
import { PasskeyChallengeEntity } from '../../identity/second-factor/passkey-challenge.entity';
import { PasskeyEntity } from '../../identity/second-factor/passkey.entity';
import { ProductEntity } from '../clock/product.entity';
import { QuestionnaireEntity } from '../../questionnaires/questionnaire.entity';
import { QuestionnaireVersionEntity } from '../../questionnaires/questionnaire-version.entity';
import { WorkerHeartbeatEntity } from '../health/worker-heartbeat.entity';
import { KeyCheckEntity } from '../keys/key-check.entity';
import { KeyLossEntity } from '../keys/key-loss.entity';
import { RateCountEntity } from '../limits/rate-count.entity';
import { RecoveryCodeEntity } from '../../identity/second-factor/recovery-code.entity';
import { RetentionPolicyEntity } from '../../retention/retention-policy.entity';
import { RespondentGrantEntity } from '../../responding/respondent-grant.entity';
import { RespondentQuestionnaireEntity } from '../../questionnaires/respondent-questionnaire.entity';
import { ScoreEntity } from '../../assessments/score.entity';
import { SecondFactorTryEntity } from '../../identity/second-factor/second-factor-try.entity';
import { SetUpTokenEntity } from '../../set-up/set-up-token.entity';
import { SignInAttemptEntity } from '../../identity/sign-in-attempt.entity';
import { SignInStepEntity } from '../../identity/sign-in-step.entity';
import { StandingEntity } from '../../standings/standing.entity';
import { SuppressedAddressEntity } from '../../notifications/suppressed-address.entity';
import { UnnamedProxyEntity } from '../../system/unnamed-proxy.entity';
import { VendorEntity } from '../../vendors/vendor.entity';

type EntityList = readonly Extract<NonNullable<DataSourceOptions['entities']>, unknown[]>[number][];

/** Every table the product knows, named one by one: each feature adds its own rows here. */
export const entities: EntityList = [
  VendorEntity,
  ContactEntity,
  EngagementEntity,
  ApprovalEntity,
  StandingEntity,
  QuestionnaireEntity,
  QuestionnaireVersionEntity,
  RespondentQuestionnaireEntity,
  AssessmentEntity,
  AssessmentOutcomeEntity,
  AssessmentProgressEntity,
  AnswerRevisionEntity,
  AnswerReviewEntity,
  ScoreEntity,
  InvitationEntity,
  InvitationTokenEntity,
  RespondentGrantEntity,
  EvidenceEntity,
  EvidenceTotalEntity,
  HolidayEntity,
  ContractEntity,
  ContractEngagementEntity,
  ContractTermEntity,
  ContractDecisionEntity,
  NoticeRecordEntity,
  ClauseLibraryEntity,
  ClauseFindingEntity,
  FindingEntity,
  LadderRungEntity,
  MilestoneEntity,
  MilestoneRungEntity,
  NotificationEntity,
  SuppressedAddressEntity,
  MailDayEntity,
  OrganisationEntity,
  OrganisationLimitEntity,
  MemberEntity,
  MemberSessionEntity,
  SignInAttemptEntity,
  MemberTotpEntity,
  PasskeyChallengeEntity,
  PasskeyEntity,
  RecoveryCodeEntity,
  SecondFactorTryEntity,
  SignInStepEntity,
  MemberLinkEntity,
  OidcProviderEntity,
  MemberIdentityEntity,
  OidcFlowEntity,
  AuditEventEntity,
  AuditReadingEntity,
  AuditSealEntity,
  AuditSealStateEntity,
  ProductEntity,
  MemberInvitationEntity,
  ApiTokenEntity,
  SetUpTokenEntity,
  RateCountEntity,
  UnnamedProxyEntity,
  WorkerHeartbeatEntity,
  KeyCheckEntity,
  KeyLossEntity,
  RetentionPolicyEntity,
  LegalHoldEntity,
  DataJobEntity,
  DisposedRowEntity,
];
