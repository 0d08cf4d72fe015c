import type { components } from './openapi';

type Schemas = components['schemas'];

/** A day, `YYYY-MM-DD`. */
export type IsoDate = string;
/** UTC, ISO 8601. */
export type Instant = string;
export type Uuid = string;

export type AcceptFinding = Schemas['AcceptFinding'];
export type Account = Schemas['Account'];
export type AnnualValue = Schemas['AnnualValue'];
export type AnswerLine = Schemas['AnswerLine'];
export type ApiToken = Schemas['ApiToken'];
export type ApiTokenList = Schemas['ApiTokenList'];
export type Approval = Schemas['Approval'];
export type ApprovalChoice = Schemas['ApprovalChoice'];
export type Assessment = Schemas['Assessment'];
export type AssessmentPage = Schemas['AssessmentPage'];
export type AssessmentRow = Schemas['AssessmentRow'];
export type CancelAssessment = Schemas['CancelAssessment'];
export type Catalogue = Schemas['Catalogue'];
export type ChangePassword = Schemas['ChangePassword'];
export type ChangedIntake = Schemas['ChangedIntake'];
export type ClauseGapCounts = Schemas['ClauseGapCounts'];
export type ClauseReason = Schemas['ClauseReason'];
export type ClauseState = Schemas['ClauseState'];
export type CloseAssessment = Schemas['CloseAssessment'];
export type Closing = Schemas['Closing'];
export type CompletePasswordReset = Schemas['CompletePasswordReset'];
export type ConfirmIdentity = Schemas['ConfirmIdentity'];
export type Contact = Schemas['Contact'];
export type Contract = Schemas['Contract'];
export type ContractOwner = Schemas['ContractOwner'];
export type ContractPage = Schemas['ContractPage'];
export type ContractRow = Schemas['ContractRow'];
export type ContractTerm = Schemas['ContractTerm'];
export type CoveredService = Schemas['CoveredService'];
export type Dashboard = Schemas['Dashboard'];
export type DecideTerm = Schemas['DecideTerm'];
export type Engagement = Schemas['Engagement'];
export type EngagementCounts = Schemas['EngagementCounts'];
export type EngagementPage = Schemas['EngagementPage'];
export type EngagementRow = Schemas['EngagementRow'];
export type EvidenceFile = Schemas['EvidenceFile'];
export type Finding = Schemas['Finding'];
export type FindingPage = Schemas['FindingPage'];
export type IssuedApiToken = Schemas['IssuedApiToken'];
export type LinkStart = Schemas['LinkStart'];
export type LinkToken = Schemas['LinkToken'];
export type MailCounts = Schemas['MailCounts'];
export type MailLine = Schemas['MailLine'];
export type MailLineList = Schemas['MailLineList'];
export type MarkClause = Schemas['MarkClause'];
export type MemberList = Schemas['MemberList'];
export type MemberSummary = Schemas['MemberSummary'];
export type NewAnnualValue = Schemas['NewAnnualValue'];
export type NewApiToken = Schemas['NewApiToken'];
export type NewApproval = Schemas['NewApproval'];
export type NewAssessment = Schemas['NewAssessment'];
export type NewContact = Schemas['NewContact'];
export type NewContract = Schemas['NewContract'];
export type NewEngagement = Schemas['NewEngagement'];
export type NewPasskey = Schemas['NewPasskey'];
export type NewReview = Schemas['NewReview'];
export type NewVendor = Schemas['NewVendor'];
export type OpenSession = Schemas['OpenSession'];
export type OpenSessionList = Schemas['OpenSessionList'];
export type OpenedAssessment = Schemas['OpenedAssessment'];
export type OpenedInvitation = Schemas['OpenedInvitation'];
export type OverdueCounts = Schemas['OverdueCounts'];
export type Passkey = Schemas['Passkey'];
export type PasskeyOptions = Schemas['PasskeyOptions'];
export type Person = Schemas['Person'];
export type QuestionnaireList = Schemas['QuestionnaireList'];
export type QuestionnaireRow = Schemas['QuestionnaireRow'];
export type QuestionnaireVersion = Schemas['QuestionnaireVersion'];
export type QuestionnaireVersionRow = Schemas['QuestionnaireVersionRow'];
export type RecordNotice = Schemas['RecordNotice'];
export type RecoveryCodeList = Schemas['RecoveryCodeList'];
export type RejectFinding = Schemas['RejectFinding'];
export type Renewals = Schemas['Renewals'];
export type RequestPasswordReset = Schemas['RequestPasswordReset'];
export type RespondentAnswer = Schemas['RespondentAnswer'];
export type RespondentAssessment = Schemas['RespondentAssessment'];
export type ReturnAssessment = Schemas['ReturnAssessment'];
export type ReviewLine = Schemas['ReviewLine'];
export type SaveAnswer = Schemas['SaveAnswer'];
export type SavedAnswer = Schemas['SavedAnswer'];
export type SecondFactorChallenge = Schemas['SecondFactorChallenge'];
export type Session = Schemas['Session'];
export type SessionMember = Schemas['SessionMember'];
export type SessionOrganisation = Schemas['SessionOrganisation'];
export type SetUpForm = Schemas['SetUpForm'];
export type SeverityCounts = Schemas['SeverityCounts'];
export type SignInForm = Schemas['SignInForm'];
export type SignInOptions = Schemas['SignInOptions'];
export type SignInStep = Schemas['SignInStep'];
export type StateCount = Schemas['StateCount'];
export type TermDecision = Schemas['TermDecision'];
export type TermNotice = Schemas['TermNotice'];
export type TierAndRating = Schemas['TierAndRating'];
export type TotpOfferAnswer = Schemas['TotpOfferAnswer'];
export type Vendor = Schemas['Vendor'];
export type VendorCounts = Schemas['VendorCounts'];
export type VendorPage = Schemas['VendorPage'];
export type VendorRow = Schemas['VendorRow'];
export type VerifyEvidence = Schemas['VerifyEvidence'];
export type WhatNext = Schemas['WhatNext'];

/** The words that several schemas share. */
export type Level = EngagementRow['rating'];
export type Tier = EngagementRow['tier'];
export type Severity = Finding['severity'];
export type ApprovalOutcome = Approval['outcome'];
export type AssessmentState = AssessmentRow['state'];
export type Recommendation = CloseAssessment['recommendation'];
export type Role = MemberSummary['roles'][number];

/** Every list answers with this shape. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}

/** RFC 9457: what a refusal says. Clients decide by `code`, never by the text. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: { field: string; message: string }[];
}
