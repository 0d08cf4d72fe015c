import type { Permission } from '../../../session/permissions';

interface PermissionWords {
  readonly text: string;
  readonly note: string;
}

/** Everybody who is signed in has it, whatever the roles. */
export const FOR_EVERYBODY: Permission = 'account.own';

/** Every permission as a reader would say it, in the order of the table. */
export const PERMISSION_WORDS: Readonly<Record<Permission, PermissionWords>> = {
  'vendor.read': {
    text: $localize`:@@permission-words.see-the-portfolio:See the portfolio`,
    note: $localize`:@@permission-words.vendors-engagements-assessments-with:Vendors, engagements, assessments with their answers and files, findings, contracts, histories.`,
  },
  'vendor.write': {
    text: $localize`:@@permission-words.add-and-change-vendors:Add and change vendors`,
    note: $localize`:@@permission-words.vendors-contacts-engagements-and:Vendors, contacts, engagements, their intake and their end.`,
  },
  'assessment.send': {
    text: $localize`:@@permission-words.send-assessments:Send assessments`,
    note: $localize`:@@permission-words.to-a-contact-of:To a contact of the vendor; send again; cancel.`,
  },
  'assessment.forgo': {
    text: $localize`:@@permission-words.forgo-an-assessment:Say that no assessment is needed`,
    note: $localize`:@@permission-words.in-tier-3-without:In tier 3 without protected data, with a reason.`,
  },
  'assessment.review': {
    text: $localize`:@@permission-words.review-answers:Review answers`,
    note: $localize`:@@permission-words.judge-answers-and-files:Judge answers and files, return and close assessments.`,
  },
  'scope.adopt': {
    text: $localize`:@@permission-words.adopt-answers:Take answers into the intake`,
    note: $localize`:@@permission-words.where-the-vendor-sees:Where the vendor sees the scope of a service otherwise, and is right.`,
  },
  'finding.judge': {
    text: $localize`:@@permission-words.judge-findings:Judge findings`,
    note: $localize`:@@permission-words.accept-reject-close-as:Accept, reject, close as verified.`,
  },
  'engagement.approve': {
    text: $localize`:@@permission-words.approve-engagements:Approve engagements`,
    note: $localize`:@@permission-words.decide-whether-a-service:Decide whether a service may be used, and how.`,
  },
  'contract.write': {
    text: $localize`:@@permission-words.keep-contracts:Keep contracts`,
    note: $localize`:@@permission-words.record-contracts-mark-clauses:Record contracts, mark clauses, decide terms, give notice.`,
  },
  'note.write': {
    text: $localize`:@@permission-words.write-notes:Write notes`,
    note: $localize`:@@permission-words.notes-and-calls-on:Notes and calls on vendors, engagements and contracts; correct and withdraw one’s own. Administrators may withdraw any.`,
  },
  'member.read': {
    text: $localize`:@@permission-words.see-the-members:See the members`,
    note: $localize`:@@permission-words.with-their-roles-second:With their roles, second factor and when they were last seen.`,
  },
  'member.manage': {
    text: $localize`:@@permission-words.manage-members:Manage members`,
    note: $localize`:@@permission-words.invite-give-roles-deactivate:Invite, give roles, deactivate, end sessions and API tokens, reset a second factor.`,
  },
  'organisation.manage': {
    text: $localize`:@@permission-words.manage-the-organisation:Manage the organisation`,
    note: $localize`:@@permission-words.name-time-zone-limits:Name, time zone, limits, second factor for everybody, sign-in provider, addresses that mail is not sent to.`,
  },
  'audit.read': {
    text: $localize`:@@permission-words.read-the-audit-trail:Read the audit trail`,
    note: $localize`:@@permission-words.all-of-it-with:All of it, with its seal, retention, limits and data jobs.`,
  },
  'audit.export': {
    text: $localize`:@@permission-words.export-the-audit-trail:Export the audit trail`,
    note: $localize`:@@permission-words.as-csv-and-the:As CSV, and the head of the seal.`,
  },
  'retention.manage': {
    text: $localize`:@@permission-words.manage-retention-and-personal:Manage retention and personal data`,
    note: $localize`:@@permission-words.periods-legal-holds-erasure:Periods, legal holds, erasure of a person, export and deletion of the organisation.`,
  },
  'account.own': {
    text: $localize`:@@permission-words.keep-ones-own-account:Keep one’s own account`,
    note: $localize`:@@permission-words.password-second-factor-passkeys:Password, second factor, passkeys, sessions.`,
  },
};

export const PERMISSION_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PERMISSION_WORDS).map(([permission, { text }]) => [permission, text]),
);

export const PERMISSIONS = Object.keys(PERMISSION_WORDS) as readonly Permission[];
