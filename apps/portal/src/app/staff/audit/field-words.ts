import {
  APPROVAL_WORDS,
  ASSESSMENT_STATE_WORDS,
  CLAUSE_STATUS_WORDS,
  DECISION_WORDS,
  FINDING_STATE_WORDS,
  LEVEL_WORDS,
  RECOMMENDATION_WORDS,
  ROLE_WORDS,
  VERDICT_WORDS,
  type Words,
} from '../../ui/words';
import { PERMISSION_TEXTS } from '../settings/permissions/permission-words';
import { sentence } from './event-words';

/** Where the name of a field alone would not read well. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  annualValue: $localize`:@@field-words.value-a-year:Value a year`,
  approvalId: $localize`:@@field-words.approval:Approval`,
  acceptedOn: $localize`:@@field-words.accepted-on:Accepted on`,
  agreedOn: $localize`:@@field-words.agreed-on:Agreed on`,
  because: $localize`:@@field-words.because:Because`,
  bytesOfOrganisation: $localize`:@@field-words.bytes-of-all-files:Bytes of all files of the organisation`,
  bytesPerAssessment: $localize`:@@field-words.bytes-of-the-files:Bytes of the files in one questionnaire`,
  before: $localize`:@@field-words.from-before:From before`,
  by: $localize`:@@field-words.by-way-of:By way of`,
  class: $localize`:@@field-words.kind-of-data:Kind of data`,
  clause: $localize`:@@field-words.clause:Clause`,
  contactName: $localize`:@@field-words.contact:Contact`,
  dueOn: $localize`:@@field-words.due-on:Due on`,
  effectiveOn: $localize`:@@field-words.effective-from:Effective from`,
  email: $localize`:@@field-words.email-address:Email address`,
  endsOn: $localize`:@@field-words.term-ends-on:Term ends on`,
  endedEarlyOn: $localize`:@@field-words.ended-early-on:Ended early on`,
  expiresAt: $localize`:@@field-words.ends:Ends`,
  expiresOn: $localize`:@@field-words.ends-on:Ends on`,
  filesPerAssessment: $localize`:@@field-words.files-in-one-questionnaire:Files in one questionnaire`,
  failures: $localize`:@@field-words.wrong-tries-in-a:Wrong tries in a row`,
  hash: $localize`:@@field-words.fingerprint:Fingerprint`,
  issuer: $localize`:@@field-words.sign-in-provider:Sign-in provider`,
  left: $localize`:@@field-words.recovery-codes-left:Recovery codes left`,
  lastDay: $localize`:@@field-words.last-day:Last day`,
  lateFor: $localize`:@@field-words.too-late-for-term:Too late for term`,
  leadId: $localize`:@@field-words.lead:Lead`,
  mailsByHandPerHour: $localize`:@@field-words.mails-by-hand-an:Mails by hand an hour`,
  nonCompliance: $localize`:@@field-words.marked-as-lacking-what:Marked as lacking what the rule demands`,
  number: $localize`:@@field-words.version:Version`,
  ownerId: $localize`:@@field-words.owner:Owner`,
  proof: $localize`:@@field-words.proof-kept:Proof kept`,
  ratingThen: $localize`:@@field-words.rating-at-the-time:Rating at the time`,
  receivedOn: $localize`:@@field-words.received-on:Received on`,
  refused: $localize`:@@field-words.refused-because:Refused because`,
  rows: $localize`:@@field-words.records:Records`,
  requiredBy: $localize`:@@field-words.needed-because-of:Needed because of`,
  secondFactorRequired: $localize`:@@field-words.second-factor-required-for:Second factor required for everybody`,
  savesPerMinute: $localize`:@@field-words.saves-a-minute-in:Saves a minute in one questionnaire`,
  scopes: $localize`:@@field-words.may:May`,
  secondFactor: $localize`:@@field-words.with-a-second-factor:With a second factor`,
  sentOn: $localize`:@@field-words.sent-on:Sent on`,
  language: $localize`:@@field-words.language:Language`,
  sessionsEnded: $localize`:@@field-words.sessions-ended:Sessions ended`,
  tokensRevoked: $localize`:@@field-words.api-tokens-revoked:API tokens revoked`,
  sha256: $localize`:@@field-words.fingerprint-of-the-file:Fingerprint of the file`,
  signedOn: $localize`:@@field-words.signed-on:Signed on`,
  slug: $localize`:@@field-words.short-name:Short name`,
  term: $localize`:@@field-words.term-number:Term number`,
  timeZone: $localize`:@@field-words.time-zone:Time zone`,
  way: $localize`:@@field-words.sent-by:Sent by`,
};

type CodeWords = Readonly<Record<string, Words | string>>;

/** Fields whose values are codes of the product: the state of what it is about is told by the event. */
const VALUE_WORDS: Readonly<Record<string, readonly CodeWords[]>> = {
  because: [
    {
      unknown: $localize`:@@field-words.not-known-here:Not known here`,
      'not-verified': $localize`:@@field-words.it-could-not-be:It could not be verified`,
      'counter-went-back': $localize`:@@field-words.its-counter-went-back:Its counter went back: it may have been copied`,
    },
  ],
  by: [
    {
      password: $localize`:@@field-words.password:Password`,
      passkey: $localize`:@@field-words.passkey:Passkey`,
      'identity-provider': $localize`:@@field-words.sign-in-provider:Sign-in provider`,
      invitation: $localize`:@@field-words.invitation:Invitation`,
      'set-up': $localize`:@@field-words.first-set-up:First set-up`,
      'second-factor': $localize`:@@field-words.second-factor:Second factor`,
    },
  ],
  class: [
    {
      answers: $localize`:@@field-words.answers:Answers`,
      audit: $localize`:@@field-words.audit-trail:Audit trail`,
      evidence: $localize`:@@field-words.evidence-files:Evidence files`,
      incidents: $localize`:@@field-words.incidents:Incidents`,
      mail: $localize`:@@field-words.mail:Mail`,
    },
  ],
  decision: [DECISION_WORDS],
  level: [LEVEL_WORDS],
  outcome: [APPROVAL_WORDS],
  ratingThen: [LEVEL_WORDS],
  refused: [
    {
      'oidc-failed': $localize`:@@field-words.the-provider-could-not:The provider could not be reached or trusted`,
      'oidc-linked-elsewhere': $localize`:@@field-words.the-account-belongs-to:The account belongs to another member`,
      'oidc-no-role': $localize`:@@field-words.no-role-rule-fits:No role rule fits this person`,
      'oidc-refused': $localize`:@@field-words.the-provider-said-no:The provider said no, or the person went back`,
      'oidc-inactive': $localize`:@@field-words.the-member-is-deactivated:The member is deactivated`,
      'oidc-unverified': $localize`:@@field-words.the-provider-does-not:The provider does not vouch for the address`,
      'oidc-unknown': $localize`:@@field-words.nobody-with-this-account:Nobody with this account is a member or invited`,
    },
  ],
  recommendation: [RECOMMENDATION_WORDS],
  role: [ROLE_WORDS],
  roles: [ROLE_WORDS],
  scopes: [PERMISSION_TEXTS],
  state: [FINDING_STATE_WORDS, ASSESSMENT_STATE_WORDS],
  status: [CLAUSE_STATUS_WORDS],
  verdict: [VERDICT_WORDS],
};

export function fieldInWords(field: string): string {
  const known = FIELD_WORDS[field];
  if (known !== undefined) {
    return known;
  }
  return sentence(field.replace(/(?<=[a-z])Ids?$/, '').replace(/^app\./, ''));
}

export function codeInWords(field: string, code: string): string {
  for (const words of VALUE_WORDS[field] ?? []) {
    const word = words[code];
    if (word !== undefined) {
      return typeof word === 'string' ? word : word.text;
    }
  }
  return code;
}
