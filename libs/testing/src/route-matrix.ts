import type { Role } from '#product';
import { anIntake } from './an-intake';

/** A record of the matrix's own organisation: what stands for an id in a path, a query or a body. */
export const recordKinds = [
  'vendor',
  'contact',
  'duplicate',
  'merge',
  'mergedInto',
  'engagement',
  'assessment',
  'submitted',
  'evidence',
  'finding',
  'acceptance',
  'override',
  'contract',
  'noticedContract',
  'notice',
  'contractDocument',
  'fixedContract',
  'questionnaire',
  'member',
  'colleague',
  'memberInvitation',
  'memberSession',
  'apiToken',
  'passkey',
  'dataJob',
  'legalHold',
  'suppressedAddress',
  'task',
  'absence',
  'note',
  'passing',
  'delegation',
  'colleagueNote',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface RouteRow {
  /** `every-member`: whoever has signed in, with or without roles. */
  readonly may: 'anyone' | 'respondent' | 'every-member' | readonly Role[];
  /** Parts of the path: a kind of record, or `=` and a fixed text. */
  readonly path?: Readonly<Record<string, RecordKind | `=${string}`>>;
  readonly query?: Readonly<Record<string, RecordKind | `=${string}`>>;
  /** A body that would be accepted; `record:<kind>` in it stands for an id. */
  readonly body?: object;
  /** Bytes instead of JSON, with the header that names the file. */
  readonly upload?: boolean;
  /**
   * Asked once more who they are when the last proof is older than 15 minutes: what changes how a member signs in,
   * who of them (or which program) may come in and do what, and what takes data out in bulk or away. Not: a new
   * password of one's own (the old one goes with it), ending sessions (they only close), placing a hold (it keeps),
   * checking the provider (it changes nothing), and the day's work: one file of a vendor, a questionnaire sent.
   */
  readonly confirmed?: true;
  /** An API token may not, whatever its scopes; or may without the proof, which was given when it was issued. */
  readonly tokens?: 'never' | 'by-scope';
}

const everybody: readonly Role[] = ['procurement', 'reviewer', 'risk', 'admin', 'auditor'];
const buyers: readonly Role[] = ['procurement'];
/** Whoever works on vendors, engagements or contracts. */
const writers: readonly Role[] = ['procurement', 'reviewer', 'risk'];
const judges: readonly Role[] = ['reviewer', 'risk'];
const A_PLAN = '00000000-0000-7000-8000-000000000000';

const someTerms = {
  effectiveOn: '2026-01-01',
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 60 },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
  agreedRenewals: 0,
};

/**
 * Who may call each operation of `openapi.json`: said here once more, apart from the decorators and the permission
 * table, so that neither can drift unseen. An operation without a row fails the build.
 */
export const routeMatrix: Readonly<Record<string, RouteRow>> = {
  readSession: { may: 'anyone' },
  signInMember: { may: 'anyone', body: { email: 'nobody@buyer.example', password: 'a guess' } },
  signOutMember: { may: 'anyone' },
  readSignInOptions: { may: 'anyone' },
  requestPasswordReset: { may: 'anyone', body: { email: 'nobody@buyer.example' } },
  completePasswordReset: {
    may: 'anyone',
    body: { token: 'x'.repeat(43), password: 'four quite unrelated words' },
  },
  changeOwnPassword: {
    may: 'every-member',
    body: { current: 'a guess', password: 'four quite unrelated words' },
    tokens: 'never',
  },
  changeOwnLanguage: { may: 'every-member', body: { language: 'en' }, tokens: 'never' },
  confirmIdentity: { may: 'every-member', body: { password: 'a guess' }, tokens: 'never' },
  readConfirmation: { confirmed: true, may: 'every-member', tokens: 'never' },
  listOwnSessions: { may: 'every-member', tokens: 'never' },
  endOtherSessions: { may: 'every-member', tokens: 'never' },
  endOwnSession: { may: 'every-member', path: { id: 'memberSession' }, tokens: 'never' },
  proveSecondFactor: { may: 'anyone', body: { code: '123456' } },
  offerSecondFactorPasskey: { may: 'anyone' },
  proveSecondFactorPasskey: { may: 'anyone', body: { response: {} } },
  offerPasskeySignIn: { may: 'anyone', body: {} },
  signInWithPasskey: { may: 'anyone', body: { response: {} } },
  readAccount: { may: 'every-member', tokens: 'never' },
  beginTotp: { confirmed: true, may: 'every-member', tokens: 'never' },
  confirmTotp: { confirmed: true, may: 'every-member', body: { code: '123456' }, tokens: 'never' },
  removeTotp: { confirmed: true, may: 'every-member', tokens: 'never' },
  renewRecoveryCodes: { confirmed: true, may: 'every-member', tokens: 'never' },
  beginPasskey: { confirmed: true, may: 'every-member', tokens: 'never' },
  addPasskey: {
    confirmed: true,
    may: 'every-member',
    body: { name: 'Phone', response: {} },
    tokens: 'never',
  },
  renamePasskey: {
    may: 'every-member',
    path: { id: 'passkey' },
    body: { name: 'Old phone' },
    tokens: 'never',
  },
  removePasskey: { confirmed: true, may: 'every-member', path: { id: 'passkey' }, tokens: 'never' },
  resetSecondFactor: { confirmed: true, may: ['admin'], path: { id: 'member' } },
  signOutRespondent: { may: 'anyone' },
  exchangeLink: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  readLink: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  mailLinkCode: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  renewLink: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  renewLinkAt: { may: 'anyone', body: { email: 'nobody@vendor.example' } },

  readAskedAssessment: { may: 'respondent', path: { id: 'assessment' } },
  readLatestSaves: { may: 'respondent', path: { id: 'assessment' } },
  saveAnswer: {
    may: 'respondent',
    path: { id: 'assessment', question: '=MA-08' },
    body: { value: { answer: 'yes', followUps: {}, naReason: null }, base: 0 },
  },
  listOwnEvidence: { may: 'respondent', path: { id: 'assessment' } },
  attachEvidence: { may: 'respondent', path: { id: 'assessment' }, upload: true },
  openOwnEvidence: { may: 'respondent', path: { id: 'assessment', evidenceId: 'evidence' } },
  downloadOwnCopy: { may: 'respondent', path: { id: 'assessment' } },
  removeEvidence: { may: 'respondent', path: { id: 'assessment', evidenceId: 'evidence' } },
  listOwnFindings: { may: 'respondent', path: { id: 'assessment' } },
  standByAnswer: {
    may: 'respondent',
    path: { id: 'assessment', question: '=MA-08' },
    body: { because: 'It holds.', revision: 0 },
  },
  openQuestions: { may: 'respondent', path: { id: 'assessment' }, body: { questions: [] } },
  readOwnPassingOn: { may: 'respondent', path: { id: 'assessment' } },
  mailPassOnCode: { may: 'respondent', path: { id: 'assessment' } },
  passOn: {
    may: 'respondent',
    path: { id: 'assessment' },
    body: { name: 'Nora', email: 'nora@elsewhere.example', note: null },
  },
  readPassingOn: { may: everybody, path: { id: 'assessment' } },
  agreeToPassingOn: {
    may: buyers,
    path: { id: 'assessment', passingId: 'passing' },
  },
  refusePassingOn: {
    may: buyers,
    path: { id: 'assessment', passingId: 'passing' },
    body: { because: 'Ask us first.' },
  },
  listOwnDelegations: { may: 'respondent', path: { id: 'assessment' } },
  delegatePart: {
    may: 'respondent',
    path: { id: 'assessment' },
    body: { name: 'Dela', email: 'dela@elsewhere.example', sections: ['A'], questions: [], note: null },
  },
  takeDelegationBack: { may: 'respondent', path: { id: 'assessment', delegationId: 'delegation' } },
  listDelegations: { may: everybody, path: { id: 'assessment' } },
  agreeToDelegation: { may: buyers, path: { id: 'assessment', delegationId: 'delegation' } },
  refuseDelegation: {
    may: buyers,
    path: { id: 'assessment', delegationId: 'delegation' },
    body: { because: 'Ask us first.' },
  },
  listColleagueNotes: { may: 'respondent', path: { id: 'assessment' } },
  writeColleagueNote: {
    may: 'respondent',
    path: { id: 'assessment' },
    body: { question: 'MA-08', text: 'Ask IT.' },
  },
  changeColleagueNote: {
    may: 'respondent',
    path: { id: 'assessment', noteId: 'colleagueNote' },
    body: { text: 'Ask IT first.', revision: 1 },
  },
  withdrawColleagueNote: { may: 'respondent', path: { id: 'assessment', noteId: 'colleagueNote' } },
  declineAssessment: {
    may: 'respondent',
    path: { id: 'assessment' },
    body: { scope: 'service', because: 'No' },
  },
  proposePlan: {
    may: 'respondent',
    path: { id: 'assessment', findingId: 'finding' },
    body: { plan: 'One account each', doneBy: '2099-12-31', seen: null },
  },
  withdrawPlan: {
    may: 'respondent',
    path: { id: 'assessment', findingId: 'finding' },
    body: { seen: A_PLAN },
  },
  takeUpAssessment: { may: 'respondent', path: { id: 'assessment' }, body: {} },
  readBeside: { may: 'respondent', path: { id: 'assessment' } },
  proveInSession: { may: 'respondent', path: { id: 'assessment' }, body: { code: '000000' } },
  openBeside: { may: 'respondent', path: { id: 'assessment', otherId: 'assessment' } },
  takeOverAnswers: { may: 'respondent', path: { id: 'assessment' }, body: { answers: [] } },
  submitAssessment: { may: 'respondent', path: { id: 'assessment' }, body: { shown: {} } },

  readDashboard: { may: everybody },
  readCatalogue: { may: everybody },
  listMembers: { may: everybody },
  historyOf: { may: everybody, query: { objectId: 'assessment' } },
  listSuppressedAddresses: { may: ['admin'], tokens: 'never' },
  freeAddress: {
    may: ['admin'],
    path: { id: 'suppressedAddress' },
    body: { reason: 'The mailbox exists again' },
    tokens: 'never',
  },

  listVendors: { may: everybody },
  addVendor: {
    may: buyers,
    body: { name: 'Another vendor', website: null, country: null, notes: null, contact: null },
  },
  readVendor: { may: everybody, path: { id: 'vendor' } },
  addContact: {
    may: buyers,
    path: { id: 'vendor' },
    body: { name: 'New Contact', email: 'new@vendor.example', title: null },
  },
  changeVendor: {
    may: buyers,
    path: { id: 'vendor' },
    body: { name: 'Renamed', website: null, country: null, notes: null, revision: 1 },
  },
  archiveVendor: { may: buyers, path: { id: 'vendor' }, body: { confirmed: true, revision: 1 } },
  bringVendorBack: { may: buyers, path: { id: 'vendor' }, body: { revision: 1 } },
  readLikelyDuplicates: { may: everybody, path: { id: 'vendor' } },
  previewMerge: { may: buyers, path: { id: 'vendor', duplicateId: 'duplicate' } },
  setVendorsApart: { may: buyers, path: { id: 'vendor' }, body: { otherId: 'record:duplicate' } },
  undoVendorsApart: { may: buyers, path: { id: 'vendor', otherId: 'duplicate' } },
  mergeVendor: {
    may: buyers,
    path: { id: 'vendor' },
    body: { duplicateId: 'record:duplicate', duplicateRevision: 1, revision: 1 },
  },
  undoMerge: { may: buyers, path: { id: 'mergedInto', mergeId: 'merge' } },
  changeContact: {
    may: buyers,
    path: { id: 'vendor', contactId: 'contact' },
    body: { name: 'Vera Verity', email: 'vera.verity@vendor.example', title: null, revision: 1 },
  },
  replaceContact: {
    may: buyers,
    path: { id: 'vendor', contactId: 'contact' },
    body: { successorId: 'record:contact', revision: 1 },
  },
  deactivateContact: {
    may: buyers,
    path: { id: 'vendor', contactId: 'contact' },
    body: { revision: 1 },
  },
  bringContactBack: {
    may: buyers,
    path: { id: 'vendor', contactId: 'contact' },
    body: { revision: 1 },
  },
  addEngagement: {
    may: buyers,
    path: { vendorId: 'vendor' },
    body: { name: 'Another', description: null, ownerId: null, intake: anIntake() },
  },

  listEngagements: { may: everybody },
  readEngagement: { may: everybody, path: { id: 'engagement' } },
  changeEngagement: {
    may: buyers,
    path: { id: 'engagement' },
    body: { name: 'Another', description: null, ownerId: null, revision: 1 },
  },
  endEngagement: {
    may: buyers,
    path: { id: 'engagement' },
    body: { lastDay: '2099-01-01', reason: 'Over', assessments: 'keep', revision: 1 },
  },
  reopenEngagement: { may: buyers, path: { id: 'engagement' }, body: { reason: 'A slip', revision: 1 } },
  forgoAssessment: {
    may: ['procurement', 'risk'],
    path: { id: 'engagement' },
    body: { reason: 'Brochures alone', revision: 1 },
  },
  wantAssessment: {
    may: ['procurement', 'risk'],
    path: { id: 'engagement' },
    body: { reason: 'It grows', revision: 1 },
  },
  changeIntake: { may: buyers, path: { id: 'engagement' }, body: { intake: anIntake(), revision: 1 } },
  decideEngagement: {
    may: ['risk'],
    path: { id: 'engagement' },
    body: { outcome: 'rejected', validTo: null, conditions: [], reason: 'No', after: null },
  },
  acceptRisk: {
    may: ['risk'],
    path: { id: 'engagement' },
    body: { rating: 'high', knockouts: [], findings: [], until: '2026-12-31', reason: 'For now' },
  },
  withdrawAcceptance: {
    may: ['risk'],
    path: { id: 'engagement', acceptanceId: 'acceptance' },
    body: { reason: 'No longer' },
  },
  overrideTier: {
    may: ['risk'],
    path: { id: 'engagement' },
    body: { tier: 3, until: '2099-01-01', reason: 'A pilot' },
  },
  liftTierOverride: {
    may: ['risk'],
    path: { id: 'engagement', overrideId: 'override' },
    body: { reason: 'No longer' },
  },
  extendReassessment: {
    may: ['risk'],
    path: { id: 'engagement' },
    body: { until: '2099-01-01', reason: 'Nothing has changed', dueOn: '2098-01-01' },
  },
  sendFollowUp: {
    may: buyers,
    path: { id: 'submitted' },
    body: { contactId: null, dueOn: null, message: null },
  },
  adoptAnswer: {
    may: ['procurement', 'reviewer', 'risk'],
    path: { id: 'engagement' },
    body: { assessmentId: 'record:submitted', fact: 'dataElements', side: 'proposal', revision: 1 },
  },
  settleScope: {
    may: judges,
    path: { id: 'engagement' },
    body: {
      assessmentId: 'record:submitted',
      kind: 'set-aside',
      fact: 'dataElements',
      reason: 'A slip',
      revision: 1,
    },
  },
  listFormulaRises: { may: everybody },
  seeFormulaRises: { may: ['risk'] },
  changeUse: {
    may: buyers,
    path: { id: 'engagement' },
    body: { state: 'in-use', since: '2026-01-02', revision: 1 },
  },
  readPolicy: { may: everybody },
  sendAssessment: {
    may: buyers,
    path: { engagementId: 'engagement' },
    body: {
      questionnaireVersionId: null,
      contactId: 'record:contact',
      dueOn: '2099-01-01',
      message: null,
      confirmed: 'Asked once more.',
    },
  },

  listAssessments: { may: everybody },
  readAssessment: { may: everybody, path: { id: 'submitted' } },
  listEvidence: { may: everybody, path: { id: 'submitted' } },
  readReviews: { may: everybody, path: { id: 'submitted' } },
  reviewAnswers: {
    may: judges,
    path: { id: 'submitted' },
    body: {
      reviews: [{ question: 'MA-17', verdict: 'accepted', revision: 0, answerRevision: 1 }],
    },
  },
  reviewAnswer: {
    may: judges,
    path: { id: 'submitted', question: '=MA-16' },
    body: { verdict: 'accepted', note: null, revision: 0, answerRevision: 1 },
  },
  listPublicAnswers: { may: everybody, path: { id: 'assessment' } },
  listPublicAnswersOfEngagement: { may: everybody, path: { id: 'engagement' } },
  answerFromDocument: {
    may: judges,
    path: { id: 'assessment', question: '=MA-16' },
    body: {
      choice: null,
      says: 'Laptops are encrypted.',
      sourceTitle: 'Trust centre',
      sourceAddress: 'https://vendor.example/trust',
      seenOn: '2026-01-02',
      revision: 0,
    },
  },
  withdrawPublicAnswer: {
    may: judges,
    path: { id: 'assessment', question: '=MA-16' },
    body: { reason: 'Another product', revision: 1 },
  },
  correctAssessment: {
    may: buyers,
    path: { id: 'assessment' },
    body: {
      dueOn: '2098-12-31',
      contactId: 'record:contact',
      message: null,
      reason: 'A slip',
      reasonShared: false,
      sentAgain: false,
      revision: 1,
    },
  },
  returnAssessment: { may: judges, path: { id: 'submitted' }, body: { message: 'Again', revision: 2 } },
  closeAssessment: {
    may: judges,
    path: { id: 'submitted' },
    body: { recommendation: 'approve', summary: 'Good', revision: 2 },
  },
  sendAssessmentAgain: { may: buyers, path: { id: 'assessment' } },
  bringAssessmentBack: { may: buyers, path: { id: 'assessment' }, body: { reason: 'A slip' } },
  askVendorAgain: { may: buyers, path: { id: 'assessment' }, body: { dueOn: '2099-12-31' } },
  cancelAssessment: { may: buyers, path: { id: 'assessment' }, body: { reason: 'No' } },
  downloadSubmissionCopy: { may: everybody, path: { id: 'submitted' } },
  downloadEvidence: { may: everybody, path: { id: 'evidence' } },
  verifyEvidence: { may: judges, path: { id: 'evidence' }, body: { verified: true, revision: 0 } },

  listTasks: { may: everybody },
  countTasks: { may: everybody },
  takeTask: { may: buyers, path: { id: 'task' } },
  listAbsences: { may: 'every-member', tokens: 'never' },
  addAbsence: {
    may: 'every-member',
    body: { memberId: null, deputyId: 'record:colleague', fromOn: '2099-01-01', untilOn: '2099-01-02' },
    tokens: 'never',
  },
  endAbsence: { may: 'every-member', path: { id: 'absence' }, tokens: 'never' },

  listNotes: { may: everybody },
  addNote: {
    may: writers,
    body: {
      vendorId: 'record:vendor',
      engagementId: null,
      contractId: null,
      kind: 'call',
      happenedOn: '2026-01-02',
      text: 'They called back.',
      mentions: ['record:colleague'],
    },
  },
  changeNote: {
    may: writers,
    path: { id: 'note' },
    body: { kind: 'note', happenedOn: '2026-01-02', text: 'They wrote.', mentions: [], revision: 1 },
  },
  withdrawNote: {
    may: [...writers, 'admin'],
    path: { id: 'note' },
    body: { reason: 'Wrong vendor', revision: 1 },
  },

  listFindings: { may: everybody },
  acceptFinding: { may: judges, path: { id: 'finding' }, body: { note: null, seen: 'unjudged' } },
  rejectFinding: { may: judges, path: { id: 'finding' }, body: { note: 'No gap', seen: 'unjudged' } },
  verifyFinding: { may: judges, path: { id: 'finding' }, body: { note: 'Seen to work' } },
  agreeToPlan: { may: judges, path: { id: 'finding' }, body: { seen: A_PLAN } },
  sendPlanBack: { may: judges, path: { id: 'finding' }, body: { seen: A_PLAN, note: 'Too late' } },

  listQuestionnaires: { may: everybody },
  readQuestionnaireVersion: { may: everybody, path: { id: 'questionnaire', number: '=1' } },

  listContracts: { may: everybody },
  recordContract: {
    may: buyers,
    body: {
      vendorId: 'record:vendor',
      engagementIds: ['record:engagement'],
      title: 'Another agreement',
      reference: null,
      signedOn: '2026-01-05',
      ownerId: null,
      terms: someTerms,
      annualValue: null,
    },
  },
  readContract: { may: everybody, path: { id: 'contract' } },
  markClause: {
    may: buyers,
    path: { id: 'contract', clause: '=CL-02' },
    body: {
      status: 'missing',
      quote: null,
      page: null,
      exceptionUntil: null,
      exceptionReason: null,
      revision: 0,
    },
  },
  exceptClause: {
    may: ['risk'],
    path: { id: 'contract', clause: '=CL-02' },
    body: { until: '2099-12-31', reason: 'The addendum is being signed', revision: 0 },
  },
  decideTerm: {
    may: buyers,
    path: { id: 'contract', number: '=1' },
    body: { decision: 'renew', reason: 'It serves us', revision: 0, lastDay: '2026-12-31' },
  },
  listHolidays: { may: everybody },
  recordNotice: {
    may: buyers,
    path: { id: 'contract' },
    body: {
      revision: 1,
      sentOn: '2026-02-01',
      receivedOn: null,
      way: 'Letter',
      proof: 'Kept',
      reason: 'We leave',
    },
  },
  recordReceipt: {
    may: buyers,
    path: { id: 'noticedContract', notice: 'notice' },
    body: { revision: 2, receivedOn: '2026-02-03', proof: 'Signed for' },
  },
  acceptLateNotice: {
    may: buyers,
    path: { id: 'noticedContract', notice: 'notice' },
    body: { revision: 2, acceptedOn: '2026-02-03', note: 'Their counsel, by mail' },
  },
  withdrawNotice: {
    may: buyers,
    path: { id: 'noticedContract', notice: 'notice' },
    body: { revision: 2, reason: 'We stay' },
  },
  attachDocument: {
    may: buyers,
    path: { id: 'noticedContract' },
    query: { about: '=notice', of: 'notice' },
    upload: true,
  },
  downloadDocument: { may: everybody, path: { id: 'noticedContract', document: 'contractDocument' } },
  withdrawDocument: {
    may: buyers,
    path: { id: 'noticedContract', document: 'contractDocument' },
    body: { reason: 'Of another notice' },
  },
  agreeTerm: {
    may: buyers,
    path: { id: 'fixedContract' },
    body: { revision: 1, lastDay: '2028-12-31', signedOn: '2026-02-01', document: 'Renewal letter' },
  },
  correctAgreedTerm: {
    may: buyers,
    path: { id: 'fixedContract', position: '=1' },
    body: { revision: 1, lastDay: '2027-06-30', signedOn: '2026-02-01', document: null, reason: 'Misread' },
  },
  withdrawAgreedTerm: {
    may: buyers,
    path: { id: 'fixedContract', position: '=1' },
    body: { revision: 1, reason: 'Of another contract' },
  },
  amendContract: {
    may: buyers,
    path: { id: 'contract' },
    body: {
      revision: 1,
      fromTerm: 1,
      agreedOn: '2026-02-01',
      lastDay: null,
      renewalMonths: null,
      notice: { kind: 'days', days: 30 },
      reopens: false,
    },
  },
  changeDetails: {
    may: buyers,
    path: { id: 'contract' },
    body: { title: 'Another title', reason: 'Misread', revision: 1 },
  },
  coverEngagement: {
    may: buyers,
    path: { id: 'contract' },
    body: { engagementId: '00000000-0000-7000-8000-000000000000', reason: 'Left out' },
  },
  uncoverEngagement: {
    may: buyers,
    path: { id: 'contract', engagement: 'engagement' },
    body: { reason: 'Under another contract' },
  },
  previewVoiding: { may: buyers, path: { id: 'contract' } },
  voidContract: {
    may: buyers,
    path: { id: 'fixedContract' },
    body: { reason: 'Recorded twice', revision: 1 },
  },
  bringBackContract: { may: buyers, path: { id: 'fixedContract' }, body: { reason: 'It was right' } },
  correctTerms: {
    may: buyers,
    path: { id: 'contract' },
    body: { revision: 1, signedOn: '2026-01-05', terms: someTerms, reason: 'Misread' },
  },

  openSetUp: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  setUpOrganisation: {
    may: 'anyone',
    body: {
      token: 'x'.repeat(43),
      organisation: { name: 'Another', slug: 'another', timeZone: 'America/New_York', country: 'US' },
      administrator: {
        name: 'Somebody',
        email: 'somebody@buyer.example',
        password: 'four quite unrelated words',
      },
    },
  },
  openInvitation: { may: 'anyone', body: { token: 'x'.repeat(43) } },
  acceptInvitation: {
    may: 'anyone',
    body: { token: 'x'.repeat(43), name: 'Somebody', password: 'four quite unrelated words' },
  },
  readMembers: { may: ['admin', 'auditor'] },
  inviteMember: {
    confirmed: true,
    may: ['admin'],
    body: { email: 'another@buyer.example', name: 'Another', roles: ['auditor'], leadId: null },
    tokens: 'never',
  },
  sendInvitationAgain: { confirmed: true, may: ['admin'], path: { id: 'memberInvitation' }, tokens: 'never' },
  withdrawInvitation: { confirmed: true, may: ['admin'], path: { id: 'memberInvitation' }, tokens: 'never' },
  changeMember: {
    confirmed: true,
    may: ['admin'],
    path: { id: 'member' },
    body: { name: 'Another name', roles: ['auditor'], leadId: null, revision: 1 },
    tokens: 'never',
  },
  deactivateMember: { confirmed: true, may: ['admin'], path: { id: 'member' }, tokens: 'never' },
  reactivateMember: { confirmed: true, may: ['admin'], path: { id: 'member' }, tokens: 'never' },
  endSessionsOfMember: { may: ['admin'], path: { id: 'member' }, tokens: 'never' },
  sendPasswordReset: { confirmed: true, may: ['admin'], path: { id: 'member' }, tokens: 'never' },
  readOpenWork: { may: ['admin', 'auditor'], path: { id: 'member' } },
  handOverWork: {
    may: ['admin'],
    path: { id: 'member' },
    body: { to: 'record:colleague' },
    tokens: 'never',
  },
  listTokens: { may: ['admin'], tokens: 'never' },
  revokeToken: { confirmed: true, may: ['admin'], path: { id: 'apiToken' }, tokens: 'never' },
  listOwnTokens: { may: 'every-member', tokens: 'never' },
  issueToken: {
    confirmed: true,
    may: 'every-member',
    body: { name: 'Export', scopes: ['vendor.read'], expiresOn: '2099-01-01' },
    tokens: 'never',
  },
  revokeOwnToken: { confirmed: true, may: 'every-member', path: { id: 'apiToken' }, tokens: 'never' },
  readPermissions: { may: 'every-member', tokens: 'never' },
  readOrganisation: { may: 'every-member', tokens: 'never' },
  changeOrganisation: {
    confirmed: true,
    may: ['admin'],
    body: {
      name: 'Another name',
      slug: 'another',
      timeZone: 'America/New_York',
      country: 'US',
      secondFactorRequired: false,
      revision: 0,
    },
    tokens: 'never',
  },

  readSystemState: { may: ['admin'], tokens: 'never' },

  goToIdentityProvider: { may: 'anyone' },
  returnFromIdentityProvider: { may: 'anyone' },
  linkIdentity: { confirmed: true, may: 'every-member', body: { returnTo: '/account' }, tokens: 'never' },
  unlinkIdentity: { confirmed: true, may: 'every-member', tokens: 'never' },
  readIdentityProvider: { may: ['admin'], tokens: 'never' },
  setIdentityProvider: {
    confirmed: true,
    may: ['admin'],
    body: {
      issuer: 'https://idp.buyer.example',
      clientId: 'countersign',
      clientSecret: 'a secret',
      label: 'Buyer account',
      roleClaim: null,
      roleMapping: [],
      enabled: false,
    },
  },
  removeIdentityProvider: { confirmed: true, may: ['admin'], query: { revision: '=0' } },
  checkIdentityProvider: { may: ['admin'] },

  readTrail: { may: ['risk', 'admin', 'auditor'] },
  readTrailOptions: { may: ['risk', 'admin', 'auditor'] },
  exportTrail: { confirmed: true, may: ['risk', 'admin', 'auditor'], tokens: 'by-scope' },
  readSeal: { may: ['risk', 'admin', 'auditor'] },
  exportHead: { confirmed: true, may: ['risk', 'admin', 'auditor'], tokens: 'by-scope' },
  readHistory: { may: everybody, path: { kind: '=vendor', id: 'vendor' } },

  readLimits: { may: ['risk', 'admin', 'auditor'] },
  changeLimits: {
    confirmed: true,
    may: ['admin'],
    body: {
      filesPerAssessment: 100,
      bytesPerAssessment: 1024 ** 3,
      bytesOfOrganisation: 1024 ** 3,
      savesPerMinute: 300,
      mailsByHandPerHour: 6,
      revision: 0,
    },
    tokens: 'never',
  },

  readRetention: { may: ['risk', 'admin', 'auditor'] },
  setRetention: {
    confirmed: true,
    may: ['admin'],
    path: { class: '=no-such-class' },
    body: { months: 24, revision: 0 },
    tokens: 'never',
  },
  placeHold: {
    may: ['admin'],
    body: { reason: 'A claim', vendorId: 'record:vendor', until: null },
    tokens: 'never',
  },
  endHold: {
    confirmed: true,
    may: ['admin'],
    path: { id: 'legalHold' },
    body: { reason: 'Settled' },
    tokens: 'never',
  },
  listDataJobs: { may: ['risk', 'admin', 'auditor'] },
  previewErasure: { may: ['admin'], query: { kind: '=contact', id: 'contact' }, tokens: 'never' },
  erasePerson: {
    confirmed: true,
    may: ['admin'],
    body: { kind: 'contact', id: 'record:contact', reason: 'Asked' },
    tokens: 'never',
  },
  exportOrganisation: { confirmed: true, may: ['admin'], body: {}, tokens: 'never' },
  cancelDataJob: { may: ['admin'], path: { id: 'dataJob' }, tokens: 'never' },
  downloadExport: { confirmed: true, may: ['admin'], path: { id: 'dataJob' }, tokens: 'never' },
  deleteOrganisation: {
    confirmed: true,
    may: ['admin'],
    body: { confirmation: 'not-this', exportJobId: 'record:dataJob' },
    tokens: 'never',
  },
};
