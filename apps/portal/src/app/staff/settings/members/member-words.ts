import type { MemberDetail, MemberInvitation, Role } from '@countersign/api-types';
import type { CheckboxOption } from '../../../ui/form/checkbox-set';
import { ROLE_WORDS, type Words } from '../../../ui/words';

export const ROLES = [
  'procurement',
  'reviewer',
  'risk',
  'admin',
  'auditor',
] as const satisfies readonly Role[];

/** What somebody with the role does, for whoever gives it. */
export const ROLE_SENTENCES: Readonly<Record<Role, string>> = {
  procurement: 'Adds vendors and engagements, sends assessments and records contracts.',
  reviewer: 'Reads the vendors’ answers and files, reviews them and judges findings.',
  risk: 'Reviews as well, decides whether an engagement is approved, and reads the audit trail.',
  admin: 'Invites members, gives roles, keeps settings, retention and personal data.',
  auditor: 'Reads everything, the audit trail included, and changes nothing.',
};

export const ROLE_OPTIONS: readonly CheckboxOption<Role>[] = ROLES.map((role) => ({
  value: role,
  text: ROLE_WORDS[role],
  explanation: ROLE_SENTENCES[role],
}));

export const SECOND_FACTOR_WORDS: Readonly<Record<MemberDetail['secondFactor'], Words>> = {
  none: { text: 'None', tone: 'warn' },
  totp: { text: 'Code app', tone: 'good' },
  passkey: { text: 'Passkey', tone: 'good' },
  both: { text: 'Code app and passkey', tone: 'good' },
};

export function memberState({ active }: MemberDetail): Words {
  return active ? { text: 'Active', tone: 'good' } : { text: 'Deactivated', tone: 'quiet' };
}

export const INVITATION_WORDS: Readonly<Record<MemberInvitation['state'], Words>> = {
  open: { text: 'Invited', tone: 'busy' },
  expired: { text: 'Expired', tone: 'warn' },
};

export function rolesInWords(roles: readonly Role[]): string {
  const inOrder = ROLES.filter((role) => roles.includes(role));
  return inOrder.length === 0 ? 'None' : inOrder.map((role) => ROLE_WORDS[role]).join(', ');
}
