/** The wire types of the portal. Generated schemas are re-exported under their own names. */
// Problem body (RFC 9457, application/problem+json): { type, title, status, code, detail, fields?: {field, message}[], ... extra }
export type IsoDate = string;
export type Instant = string;
export type Uuid = string;
export type Level = 'very-low' | 'low' | 'moderate' | 'high' | 'very-high';
export type Tier = 1 | 2 | 3;
export type Severity = 'critical' | 'high' | 'medium' | 'low';
export type Role = 'procurement' | 'reviewer' | 'risk' | 'admin' | 'auditor';
// permissions: 'vendor.read','vendor.write','assessment.send','assessment.review','finding.judge','engagement.approve','contract.write','member.manage','audit.read'
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: { field: string; message: string }[];
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
} // concrete classes VendorPage, EngagementPage, ...

// --- identity
// GET /api/session → Session (200 also when signed out: member null)   POST /api/sign-in {email,password,organisation?: slug|null} → Session   POST /api/sign-out → 204
export interface Session {
  member: { id: Uuid; name: string; email: string; roles: Role[]; permissions: string[] } | null;
  organisation: { id: Uuid; name: string; slug: string; timeZone: string } | null;
  today: IsoDate;
  demonstration: boolean;
  inboxUrl: string | null;
}
export interface MemberSummary {
  id: Uuid;
  name: string;
  email: string;
  roles: Role[];
  leadId: Uuid | null;
  active: boolean;
} // GET /api/members → {items: MemberSummary[]}
// --- facts: GET /api/catalogue → Catalogue: what forms need for words
export interface Catalogue {
  facts: unknown /* FactCatalogue of @countersign/domain */;
  library: unknown; /* ClauseLibrary: conditions, laws, clauses */
}

// --- vendors and engagements
// GET /api/vendors?search=&tier=1|2|3&rating=Level|not-assessed&state=active|archived&sort=name|rating|tier|nextNoticeOn&direction=asc|desc&cursor=&limit=
export interface VendorRow {
  id: Uuid;
  name: string;
  state: 'active' | 'archived';
  tier: Tier | null;
  rating: Level | null;
  ratingAssessed: boolean;
  engagements: number;
  openFindings: number;
  overdue: number;
  clauseGaps: number;
  lastSendDay: IsoDate | null;
}
// POST /api/vendors NewVendor → Vendor ; GET /api/vendors/:id → Vendor
export interface NewVendor {
  name: string;
  website: string | null;
  country: string | null /* ISO 3166 alpha-2 */;
  notes: string | null;
  contact: NewContact | null;
}
export interface NewContact {
  name: string;
  email: string;
  title: string | null;
}
export interface Contact {
  id: Uuid;
  name: string;
  email: string;
  title: string | null;
  active: boolean;
} // POST /api/vendors/:id/contacts NewContact → Contact
export interface Vendor {
  id: Uuid;
  name: string;
  website: string | null;
  country: string | null;
  notes: string | null;
  state: 'active' | 'archived';
  createdAt: Instant;
  rating: Level | null;
  ratingAssessed: boolean;
  tier: Tier | null;
  contacts: Contact[];
  engagements: EngagementRow[];
  contracts: ContractRow[];
}
// GET /api/engagements?search=&tier=&rating=Level|not-assessed&approval=none|to-contract|approved|approved-with-conditions|rejected&gaps=true&overdue=true&sort=vendor|name|tier|rating|reassessmentDueOn&direction=&cursor=
export interface EngagementRow {
  id: Uuid;
  vendorId: Uuid;
  vendorName: string;
  name: string;
  state: 'open' | 'ended';
  tier: Tier;
  inherent: Level;
  rating: Level;
  ratingState: 'not-assessed' | 'not-scorable' | 'assessed';
  approval: ApprovalOutcome | null;
  openFindings: number;
  overdueFindings: number;
  clauseGaps: number;
  assessmentState: AssessmentState | null;
  lastSendDay: IsoDate | null;
  ownerName: string | null;
  whatNext: string;
}
export type ApprovalOutcome = 'to-contract' | 'approved' | 'approved-with-conditions' | 'rejected';
export type AssessmentState =
  'draft' | 'sent' | 'opened' | 'answering' | 'submitted' | 'in-review' | 'returned' | 'closed' | 'cancelled';
// POST /api/vendors/:id/engagements NewEngagement → Engagement ; GET /api/engagements/:id → Engagement ; PUT /api/engagements/:id/intake {intake, revision} → Engagement (409 stale)
export interface NewEngagement {
  name: string;
  description: string | null;
  ownerId: Uuid | null;
  intake: unknown; /* IntakeFacts of domain */
}
export interface Engagement {
  id: Uuid;
  vendorId: Uuid;
  vendorName: string;
  name: string;
  description: string | null;
  state: 'open' | 'ended';
  owner: { id: Uuid; name: string } | null;
  revision: number;
  intake: unknown /* IntakeFacts */;
  inherent: unknown /* InherentRisk of domain */;
  residual: unknown /* ResidualRisk of domain */;
  standing: EngagementRow;
  assessments: AssessmentRow[];
  contracts: ContractRow[];
  findings: Finding[];
  approvals: Approval[];
  approvalOptions: { outcome: ApprovalOutcome; allowed: boolean; because: string | null }[];
  clauses: ClauseState[];
  mail: MailLine[];
  whatNext: WhatNext;
  disputes: unknown[];
}
export interface WhatNext {
  text: string;
  action:
    'send-assessment' | 'review' | 'approve' | 'record-contract' | 'mark-clauses' | 'decide-term' | 'none';
  targetId: Uuid | null;
}
// POST /api/engagements/:id/approvals NewApproval → Engagement
export interface NewApproval {
  outcome: ApprovalOutcome;
  validTo: IsoDate | null;
  conditions: string | null;
  reason: string;
}
export interface Approval {
  id: Uuid;
  outcome: ApprovalOutcome;
  validTo: IsoDate | null;
  conditions: string | null;
  reason: string;
  by: string;
  at: Instant;
  ratingThen: Level;
}

// --- questionnaires
// GET /api/questionnaires → {items: QuestionnaireRow[]} ; GET /api/questionnaires/:id/versions/:number → QuestionnaireVersion
export interface QuestionnaireRow {
  id: Uuid;
  key: string;
  title: string;
  versions: { id: Uuid; number: number; publishedAt: Instant; questions: number; hash: string }[];
}
export interface QuestionnaireVersion {
  id: Uuid;
  questionnaireId: Uuid;
  title: string;
  number: number;
  publishedAt: Instant;
  hash: string;
  document: unknown; /* CompiledQuestionnaire */
}

// --- assessments (staff)
// GET /api/assessments?state=AssessmentState&overdue=true&search=&sort=dueOn|vendor|state&direction=&cursor=
export interface AssessmentRow {
  id: Uuid;
  engagementId: Uuid;
  engagementName: string;
  vendorId: Uuid;
  vendorName: string;
  questionnaireTitle: string;
  versionNumber: number;
  state: AssessmentState;
  dueOn: IsoDate;
  overdue: boolean;
  answered: number;
  shown: number;
  contactName: string;
  sentAt: Instant | null;
  submittedAt: Instant | null;
  ceHundredths: number | null;
}
// POST /api/engagements/:id/assessments NewAssessment → Assessment (created and sent; mail queued)
export interface NewAssessment {
  questionnaireVersionId: Uuid | null /* latest */;
  contactId: Uuid;
  dueOn: IsoDate;
  message: string | null;
}
// GET /api/assessments/:id → Assessment
export interface Assessment {
  id: Uuid;
  row: AssessmentRow;
  contact: Contact;
  askedBy: string;
  message: string | null;
  questionnaire: unknown /* CompiledQuestionnaire */;
  facts: unknown /* IntakeFacts copied */;
  answers: Record<string, AnswerLine>;
  reviews: Record<string, ReviewLine>;
  evidence: EvidenceFile[];
  score: unknown | null /* Score, after submission */;
  inherent: unknown;
  residual: unknown | null;
  findings: Finding[];
  disputes: unknown[];
  stuck: string /* why is this stuck, one line */;
  mail: MailLine[];
  closing: { recommendation: Recommendation; summary: string; by: string; at: Instant } | null;
  allowedMoves: ('return' | 'close' | 'cancel')[];
}
export type Recommendation = 'approve' | 'approve-with-conditions' | 'reject';
export interface AnswerLine {
  value: unknown /* AnswerValue of domain */;
  revision: number;
  by: string;
  at: Instant;
}
export interface ReviewLine {
  verdict: 'accepted' | 'clarify' | 'rejected';
  points: number | null;
  note: string | null;
  by: string;
  at: Instant;
}
// PUT /api/assessments/:id/reviews/:question {verdict, points?: number|null, note: string|null} → Assessment   (first review moves submitted → in-review)
// POST /api/assessments/:id/close {recommendation, summary} → Assessment ; POST /api/assessments/:id/return {message} → Assessment ; POST /api/assessments/:id/cancel {reason} → Assessment
// POST /api/assessments/:id/send-again → Assessment (new invitation mail)
export interface EvidenceFile {
  id: Uuid;
  question: string | null;
  name: string;
  size: number;
  mediaType: string;
  sha256: string;
  uploadedAt: Instant;
  uploadedBy: string;
  verified: boolean;
  expiresOn: IsoDate | null;
}
// GET /api/evidence/:id/file → attachment ; PUT /api/evidence/:id/verified {verified: boolean} → EvidenceFile
export interface MailLine {
  id: Uuid;
  subject: string;
  recipient: string;
  ladder: string;
  rung: string;
  state: 'planned' | 'pending' | 'sending' | 'sent' | 'in-doubt' | 'superseded' | 'failed' | 'suppressed';
  dueAt: Instant;
  sentAt: Instant | null;
  reason: string | null;
}

// --- findings
// GET /api/findings?severity=&state=proposed|open|rejected|closed&overdue=true&search=&sort=severity|dueOn&direction=&cursor=&engagementId=
export interface Finding {
  id: Uuid;
  engagementId: Uuid;
  engagementName: string;
  vendorId: Uuid;
  vendorName: string;
  source: 'answer' | 'clause' | 'manual';
  question: string | null;
  clause: string | null;
  title: string;
  detail: string;
  citation: string | null;
  severity: Severity;
  knockout: boolean;
  state: 'proposed' | 'open' | 'rejected' | 'closed';
  dueOn: IsoDate;
  overdue: boolean;
  verdictBy: string | null;
  verdictNote: string | null;
  verdictAt: Instant | null;
}
// POST /api/findings/:id/accept {note: string|null} → Finding ; POST /api/findings/:id/reject {note: string} → Finding (409 code 'knockout-cannot-be-rejected' for an open knock-out)

// --- contracts and clauses
// GET /api/contracts?search=&within=120&state=&sort=lastSendDay|vendor|lastDay&direction=&cursor=
export interface ContractRow {
  id: Uuid;
  vendorId: Uuid;
  vendorName: string;
  title: string;
  reference: string | null;
  state: 'not-started' | 'in-term' | 'ended' | 'held-over' | 'evergreen' | 'unknown';
  signed: boolean;
  currentTermEnds: IsoDate | null;
  actionableTermNumber: number | null;
  lastNoticeDay: IsoDate | null;
  lastSendDay: IsoDate | null;
  lockedInUntil: IsoDate | null;
  decision: 'renew' | 'renegotiate' | 'end' | null;
  gaps: number;
}
// POST /api/contracts NewContract → Contract ; GET /api/contracts/:id → Contract
export interface NewContract {
  vendorId: Uuid;
  engagementIds: Uuid[];
  title: string;
  reference: string | null;
  signedOn: IsoDate | null;
  ownerId: Uuid | null;
  terms: unknown /* ContractTerms of domain */;
  annualValue: { minorUnits: number; currency: string } | null;
}
export interface Contract {
  id: Uuid;
  row: ContractRow;
  engagements: { id: Uuid; name: string }[];
  signedOn: IsoDate | null;
  terms: unknown /* ContractTerms */;
  schedule: ContractTerm[];
  standing: unknown /* contractStanding */;
  clauses: ClauseState[];
  decisions: {
    termNumber: number;
    decision: 'renew' | 'renegotiate' | 'end';
    reason: string;
    by: string;
    at: Instant;
  }[];
  notices: { termNumber: number; sentOn: IsoDate; way: string; proof: string | null; by: string }[];
  mail: MailLine[];
  owner: { id: Uuid; name: string } | null;
  annualValue: { minorUnits: number; currency: string } | null;
}
export interface ContractTerm {
  number: number;
  firstDay: IsoDate;
  lastDay: IsoDate | null;
  opensOn: IsoDate | null;
  lastNoticeDay: IsoDate | null;
  lastSendDay: IsoDate | null;
  current: boolean;
  actionable: boolean;
}
export interface ClauseState {
  clause: string;
  title: string;
  purpose: string;
  modelText: string;
  level: 'required' | 'recommended' | 'none';
  because: { kind: 'rule' | 'law'; law: string | null; citation: string | null; text: string }[];
  status: 'present' | 'partial' | 'missing' | 'excepted' | null /* not marked */;
  quote: string | null;
  page: number | null;
  gap: boolean;
  severity: Severity | null;
  inForce: boolean;
  exceptionUntil: IsoDate | null;
  exceptionReason: string | null;
  markedBy: string | null;
  markedAt: Instant | null;
  contractId: Uuid | null;
}
// PUT /api/contracts/:id/clauses/:clause MarkClause → Contract
export interface MarkClause {
  status: 'present' | 'partial' | 'missing' | 'excepted';
  quote: string | null;
  page: number | null;
  exceptionUntil: IsoDate | null;
  exceptionReason: string | null;
}
// POST /api/contracts/:id/terms/:number/decision {decision, reason} → Contract ; POST /api/contracts/:id/terms/:number/notice {sentOn, way, proof|null} → Contract

// --- dashboard: GET /api/dashboard → Dashboard; every number has the query of the list behind it: the portal builds links with the same filters
export interface Dashboard {
  today: IsoDate;
  vendors: {
    total: number;
    byTierAndRating: { tier: Tier; rating: Level | 'not-assessed'; count: number }[];
  };
  engagements: {
    total: number;
    notApproved: number;
    byTierAndRating: { tier: Tier; rating: Level | 'not-assessed'; count: number }[];
  };
  overdue: { assessments: number; findings: number };
  findingsBySeverity: { severity: Severity; open: number; overdue: number }[];
  clauseGaps: { engagements: number; gaps: number; withoutClause01: number };
  renewals: { within120: ContractRow[]; count: number; unknown: number };
  awaitingReview: number;
  assessmentsByState: { state: AssessmentState; count: number }[];
  mail: { planned: number; failed: number; suppressed: number };
}
// --- mail: GET /api/mail?objectId= → {items: MailLine[]}

// --- respondent world (own cookie; no member session)
// POST /api/respond/exchange {token} → {assessmentId} sets the respondent cookie (404 problem code 'link-unknown' | 410 'link-ended')
// GET /api/respond/assessments/:id → RespondentAssessment
export interface RespondentAssessment {
  id: Uuid;
  organisationName: string;
  askedBy: string;
  askedByEmail: string;
  message: string | null;
  vendorName: string;
  serviceName: string;
  contactName: string;
  dueOn: IsoDate;
  state: AssessmentState;
  today: IsoDate;
  questionnaire: unknown /* RespondentQuestionnaire */;
  facts: unknown /* IntakeFacts */;
  answers: Record<string, { value: unknown; revision: number; by: string; at: Instant }>;
  evidence: EvidenceFile[];
  submittedAt: Instant | null;
  receipt: string | null;
  returnedMessage: string | null;
  maximumFileBytes: number;
}
// PUT /api/respond/assessments/:id/answers/:question {value: AnswerValue, base: number} → {revision} | 409 code 'answer-conflict' with {revision, value, by, at} | 409 'assessment-closed' | 401 'signed-out' | 422 'answer-invalid' fields
// POST /api/respond/assessments/:id/evidence?question=MA-14  raw body, headers Content-Type: application/octet-stream, X-File-Name: encodeURIComponent(name) → EvidenceFile ; DELETE /api/respond/assessments/:id/evidence/:evidenceId → 204
// POST /api/respond/assessments/:id/submit {} → RespondentAssessment (409 code 'answers-missing' with missing: {question, text}[])
