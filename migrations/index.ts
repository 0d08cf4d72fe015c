import { Foundation1763800000001 } from './1763800000001-foundation';
import { Identity1763800000002 } from './1763800000002-identity';
import { Vendors1763800000003 } from './1763800000003-vendors';
import { Assessments1763800000004 } from './1763800000004-assessments';
import { Contracts1763800000005 } from './1763800000005-contracts';
import { Notifications1763800000006 } from './1763800000006-notifications';
import { SignIn1763900000007 } from './1763900000007-sign-in';
import { SecondFactor1763900000008 } from './1763900000008-second-factor';
import { Members1763900000009 } from './1763900000009-members';
import { Oidc1763900000010 } from './1763900000010-oidc';
import { AuditSeal1763900000011 } from './1763900000011-audit-seal';
import { Retention1763900000012 } from './1763900000012-retention';
import { Limits1763900000013 } from './1763900000013-limits';
import { SearchAndOutcome1763900000014 } from './1763900000014-search-and-outcome';
import { Operating1764100000015 } from './1764100000015-operating';
import { KeyChecks1764100000016 } from './1764100000016-key-checks';
import { SuppressedAddresses1764100000017 } from './1764100000017-suppressed-addresses';
import { WithdrawnEvidence1764100000019 } from './1764100000019-withdrawn-evidence';
import { LimitsOfOrganisations1764100000021 } from './1764100000021-limits-of-organisations';
import { UnopenedEvidence1764100000023 } from './1764100000023-unopened-evidence';
import { UnnamedProxies1764100000024 } from './1764100000024-unnamed-proxies';
import { KeyLosses1764100000025 } from './1764100000025-key-losses';
import { VisitsAndNameForms1764100000027 } from './1764100000027-visits-and-name-forms';
import { RecountAndMailWaits1764100000029 } from './1764100000029-recount-and-mail-waits';
import { MailSwitch1764100000030 } from './1764100000030-mail-switch';
import { NamesRunTogether1764100000031 } from './1764100000031-names-run-together';
import { StandingHistory1764100000032 } from './1764100000032-standing-history';
import { SourcesOfFindings1764100000033 } from './1764100000033-sources-of-findings';
import { MilestoneRungs1764100000035 } from './1764100000035-milestone-rungs';
import { Jobs1764100000036 } from './1764100000036-jobs';
import { ClassesOfRetention1764100000038 } from './1764100000038-classes-of-retention';
import { LanguagesOfReaders1764100000042 } from './1764100000042-languages-of-readers';
import { CodesInRows1764100000044 } from './1764100000044-codes-in-rows';
import { ContractDates1764100000045 } from './1764100000045-contract-dates';
import { ReasonsOfMailAndJobs1764100000046 } from './1764100000046-reasons-of-mail-and-jobs';
import { ContractOutcomes1764100000047 } from './1764100000047-contract-outcomes';
import { ActBy1764100000049 } from './1764100000049-act-by';
import { FormulaOfRisk1764100000050 } from './1764100000050-formula-of-risk';
import { ApprovalGates1764100000052 } from './1764100000052-approval-gates';
import { ServiceUse1764100000053 } from './1764100000053-service-use';
import { ClausesToReview1764100000055 } from './1764100000055-clauses-to-review';
import { Reassessment1764100000056 } from './1764100000056-reassessment';
import { TierOverride1764100000057 } from './1764100000057-tier-override';
import { ImportedUse1764100000058 } from './1764100000058-imported-use';
import { SettledScope1764100000059 } from './1764100000059-settled-scope';
import { FollowUpQuestions1764100000060 } from './1764100000060-follow-up-questions';
import { MergedVendors1764100000061 } from './1764100000061-merged-vendors';
import { OpenAndOwnedWork1764100000062 } from './1764100000062-open-and-owned-work';
import { ContractDocuments1764100000063 } from './1764100000063-contract-documents';
import { EndsOfUse1764100000064 } from './1764100000064-ends-of-use';
import { ContractDetails1764100000065 } from './1764100000065-contract-details';
import { EngagementEdits1764100000066 } from './1764100000066-engagement-edits';
import { NamesCompared1764100000067 } from './1764100000067-names-compared';
import { LinksOfContacts1764100000068 } from './1764100000068-links-of-contacts';
import { HeldOverInUse1764100000069 } from './1764100000069-held-over-in-use';
import { LaterQuestions1764100000070 } from './1764100000070-later-questions';
import { NoAssessmentNeeded1764100000072 } from './1764100000072-no-assessment-needed';
import { CorrectedAssessments1764100000073 } from './1764100000073-corrected-assessments';
import { VoidContracts1764100000074 } from './1764100000074-void-contracts';
import { Absences1764100000075 } from './1764100000075-absences';
import { Notes1764100000077 } from './1764100000077-notes';
import { ReviewAndMemberRevisions1764100000078 } from './1764100000078-review-and-member-revisions';
import { ClauseMarkRevision1764100000080 } from './1764100000080-clause-mark-revision';
import { VendorsApart1764100000083 } from './1764100000083-vendors-apart';
import { ReturnedQuestions1764100000084 } from './1764100000084-returned-questions';
import { ProviderRevision1764100000088 } from './1764100000088-provider-revision';
import { RetentionRevision1764100000089 } from './1764100000089-retention-revision';
import { VerifiedAndKeptRevisions1764100000090 } from './1764100000090-verified-and-kept-revisions';
import { RetentionOfNotes1764100000091 } from './1764100000091-retention-of-notes';
import { ListsAtSize1764100000092 } from './1764100000092-lists-at-size';
import { NamedElsewhere1764100000093 } from './1764100000093-named-elsewhere';
import { Declined1764100000094 } from './1764100000094-declined';
import { CodesOfLinks1764100000095 } from './1764100000095-codes-of-links';
import { PassingOn1764100000096 } from './1764100000096-passing-on';
import { SaveByIndex1764100000100 } from './1764100000100-save-by-index';
import { SignerOfAnswers1764100000101 } from './1764100000101-signer-of-answers';
import { FindingsForVendors1764100000102 } from './1764100000102-findings-for-vendors';
import { PassingOnOver1764100000106 } from './1764100000106-passing-on-over';
import { AdoptedScope1764100000107 } from './1764100000107-adopted-scope';
import { ScopeOfSubmission1764100000108 } from './1764100000108-scope-of-submission';
import { EarlierAnswers1764100000111 } from './1764100000111-earlier-answers';
import { PublicAnswers1764100000113 } from './1764100000113-public-answers';
import { FindingPlans1764100000115 } from './1764100000115-finding-plans';
import { SaveInTwoLooks1764100000117 } from './1764100000117-save-in-two-looks';
import { PartsOfAQuestionnaire1764100000119 } from './1764100000119-parts-of-a-questionnaire';
import { Delegations1764100000120 } from './1764100000120-delegations';
import { NotesOfColleagues1764100000121 } from './1764100000121-notes-of-colleagues';
import { VerdictsTakenBack1764100000122 } from './1764100000122-verdicts-taken-back';
import { EvidenceRead1764100000123 } from './1764100000123-evidence-read';
import { ApprovalsRecordedAnew1764100000126 } from './1764100000126-approvals-recorded-anew';

/** Every migration, oldest first: an explicit list, so that no bundler can lose one. */
export const migrations = [
  Foundation1763800000001,
  Identity1763800000002,
  Vendors1763800000003,
  Assessments1763800000004,
  Contracts1763800000005,
  Notifications1763800000006,
  SignIn1763900000007,
  SecondFactor1763900000008,
  Members1763900000009,
  Oidc1763900000010,
  AuditSeal1763900000011,
  Retention1763900000012,
  Limits1763900000013,
  SearchAndOutcome1763900000014,
  Operating1764100000015,
  KeyChecks1764100000016,
  SuppressedAddresses1764100000017,
  WithdrawnEvidence1764100000019,
  LimitsOfOrganisations1764100000021,
  UnopenedEvidence1764100000023,
  UnnamedProxies1764100000024,
  KeyLosses1764100000025,
  VisitsAndNameForms1764100000027,
  RecountAndMailWaits1764100000029,
  MailSwitch1764100000030,
  NamesRunTogether1764100000031,
  StandingHistory1764100000032,
  SourcesOfFindings1764100000033,
  MilestoneRungs1764100000035,
  Jobs1764100000036,
  ClassesOfRetention1764100000038,
  LanguagesOfReaders1764100000042,
  CodesInRows1764100000044,
  ContractDates1764100000045,
  ReasonsOfMailAndJobs1764100000046,
  ContractOutcomes1764100000047,
  ActBy1764100000049,
  FormulaOfRisk1764100000050,
  ApprovalGates1764100000052,
  ServiceUse1764100000053,
  ClausesToReview1764100000055,
  Reassessment1764100000056,
  TierOverride1764100000057,
  ImportedUse1764100000058,
  SettledScope1764100000059,
  FollowUpQuestions1764100000060,
  MergedVendors1764100000061,
  OpenAndOwnedWork1764100000062,
  ContractDocuments1764100000063,
  EndsOfUse1764100000064,
  ContractDetails1764100000065,
  EngagementEdits1764100000066,
  NamesCompared1764100000067,
  LinksOfContacts1764100000068,
  HeldOverInUse1764100000069,
  LaterQuestions1764100000070,
  NoAssessmentNeeded1764100000072,
  CorrectedAssessments1764100000073,
  VoidContracts1764100000074,
  Absences1764100000075,
  Notes1764100000077,
  ReviewAndMemberRevisions1764100000078,
  ClauseMarkRevision1764100000080,
  VendorsApart1764100000083,
  ReturnedQuestions1764100000084,
  ProviderRevision1764100000088,
  RetentionRevision1764100000089,
  VerifiedAndKeptRevisions1764100000090,
  RetentionOfNotes1764100000091,
  ListsAtSize1764100000092,
  NamedElsewhere1764100000093,
  Declined1764100000094,
  CodesOfLinks1764100000095,
  PassingOn1764100000096,
  SaveByIndex1764100000100,
  SignerOfAnswers1764100000101,
  FindingsForVendors1764100000102,
  PassingOnOver1764100000106,
  AdoptedScope1764100000107,
  ScopeOfSubmission1764100000108,
  EarlierAnswers1764100000111,
  PublicAnswers1764100000113,
  FindingPlans1764100000115,
  SaveInTwoLooks1764100000117,
  PartsOfAQuestionnaire1764100000119,
  Delegations1764100000120,
  NotesOfColleagues1764100000121,
  VerdictsTakenBack1764100000122,
  EvidenceRead1764100000123,
  ApprovalsRecordedAnew1764100000126,
];
