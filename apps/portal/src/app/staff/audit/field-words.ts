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
  annualValue: 'Value a year',
  approvalId: 'Approval',
  because: 'Because',
  bytesOfOrganisation: 'Bytes of all files of the organisation',
  bytesPerAssessment: 'Bytes of the files in one questionnaire',
  before: 'From before',
  by: 'By way of',
  class: 'Kind of data',
  clause: 'Clause',
  contactName: 'Contact',
  dueOn: 'Due on',
  effectiveOn: 'Effective from',
  email: 'Email address',
  endsOn: 'Term ends on',
  endedEarlyOn: 'Ended early on',
  expiresAt: 'Ends',
  expiresOn: 'Ends on',
  filesPerAssessment: 'Files in one questionnaire',
  failures: 'Wrong tries in a row',
  hash: 'Fingerprint',
  issuer: 'Sign-in provider',
  left: 'Recovery codes left',
  leadId: 'Lead',
  mailsByHandPerHour: 'Mails by hand an hour',
  nonCompliance: 'Marked as lacking what the rule demands',
  number: 'Version',
  ownerId: 'Owner',
  proof: 'Proof kept',
  ratingThen: 'Rating at the time',
  refused: 'Refused because',
  rows: 'Records',
  requiredBy: 'Needed because of',
  secondFactorRequired: 'Second factor required for everybody',
  savesPerMinute: 'Saves a minute in one questionnaire',
  scopes: 'May',
  secondFactor: 'With a second factor',
  sentOn: 'Sent on',
  sessionsEnded: 'Sessions ended',
  tokensRevoked: 'API tokens revoked',
  sha256: 'Fingerprint of the file',
  signedOn: 'Signed on',
  slug: 'Short name',
  term: 'Term number',
  timeZone: 'Time zone',
  way: 'Sent by',
};

type CodeWords = Readonly<Record<string, Words | string>>;

/** Fields whose values are codes of the product: the state of what it is about is told by the event. */
const VALUE_WORDS: Readonly<Record<string, readonly CodeWords[]>> = {
  because: [
    {
      unknown: 'Not known here',
      'not-verified': 'It could not be verified',
      'counter-went-back': 'Its counter went back: it may have been copied',
    },
  ],
  by: [
    {
      password: 'Password',
      passkey: 'Passkey',
      'identity-provider': 'Sign-in provider',
      invitation: 'Invitation',
      'set-up': 'First set-up',
      'second-factor': 'Second factor',
    },
  ],
  class: [
    {
      answers: 'Answers',
      audit: 'Audit trail',
      evidence: 'Evidence files',
      incidents: 'Incidents',
      mail: 'Mail',
    },
  ],
  decision: [DECISION_WORDS],
  level: [LEVEL_WORDS],
  outcome: [APPROVAL_WORDS],
  ratingThen: [LEVEL_WORDS],
  refused: [
    {
      'oidc-failed': 'The provider could not be reached or trusted',
      'oidc-linked-elsewhere': 'The account belongs to another member',
      'oidc-no-role': 'No role rule fits this person',
      'oidc-refused': 'The provider said no, or the person went back',
      'oidc-inactive': 'The member is deactivated',
      'oidc-unverified': 'The provider does not vouch for the address',
      'oidc-unknown': 'Nobody with this account is a member or invited',
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
