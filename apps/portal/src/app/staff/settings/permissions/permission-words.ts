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
    text: 'See the portfolio',
    note: 'Vendors, engagements, assessments with their answers and files, findings, contracts, histories.',
  },
  'vendor.write': {
    text: 'Add and change vendors',
    note: 'Vendors, contacts, engagements and their intake.',
  },
  'assessment.send': { text: 'Send assessments', note: 'To a contact of the vendor; send again; cancel.' },
  'assessment.review': {
    text: 'Review answers',
    note: 'Judge answers and files, return and close assessments.',
  },
  'finding.judge': { text: 'Judge findings', note: 'Accept, reject, close as verified.' },
  'engagement.approve': {
    text: 'Approve engagements',
    note: 'Decide whether a service may be used, and how.',
  },
  'contract.write': {
    text: 'Keep contracts',
    note: 'Record contracts, mark clauses, decide terms, give notice.',
  },
  'member.read': {
    text: 'See the members',
    note: 'With their roles, second factor and when they were last seen.',
  },
  'member.manage': {
    text: 'Manage members',
    note: 'Invite, give roles, deactivate, end sessions and API tokens, reset a second factor.',
  },
  'organisation.manage': {
    text: 'Manage the organisation',
    note: 'Name, time zone, limits, second factor for everybody, sign-in provider, addresses that mail is not sent to.',
  },
  'audit.read': {
    text: 'Read the audit trail',
    note: 'All of it, with its seal, retention, limits and data jobs.',
  },
  'audit.export': { text: 'Export the audit trail', note: 'As CSV, and the head of the seal.' },
  'retention.manage': {
    text: 'Manage retention and personal data',
    note: 'Periods, legal holds, erasure of a person, export and deletion of the organisation.',
  },
  'account.own': { text: 'Keep one’s own account', note: 'Password, second factor, passkeys, sessions.' },
};

export const PERMISSION_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PERMISSION_WORDS).map(([permission, { text }]) => [permission, text]),
);

export const PERMISSIONS = Object.keys(PERMISSION_WORDS) as readonly Permission[];
