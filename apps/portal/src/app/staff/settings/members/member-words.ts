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
  procurement: $localize`:@@member-words.adds-vendors-and-engagements:Adds vendors and engagements, sends assessments and records contracts.`,
  reviewer: $localize`:@@member-words.reads-the-vendors-answers:Reads the vendors’ answers and files, reviews them and judges findings.`,
  risk: $localize`:@@member-words.reviews-as-well-decides:Reviews as well, decides whether an engagement is approved, and reads the audit trail.`,
  admin: $localize`:@@member-words.invites-members-gives-roles:Invites members, gives roles, keeps settings, retention and personal data.`,
  auditor: $localize`:@@member-words.reads-everything-the-audit:Reads everything, the audit trail included, and changes nothing.`,
};

export const ROLE_OPTIONS: readonly CheckboxOption<Role>[] = ROLES.map((role) => ({
  value: role,
  text: ROLE_WORDS[role],
  explanation: ROLE_SENTENCES[role],
}));

export const SECOND_FACTOR_WORDS: Readonly<Record<MemberDetail['secondFactor'], Words>> = {
  none: { text: $localize`:@@member-words.none:None`, tone: 'warn' },
  totp: { text: $localize`:@@member-words.code-app:Code app`, tone: 'good' },
  passkey: { text: $localize`:@@member-words.passkey:Passkey`, tone: 'good' },
  both: { text: $localize`:@@member-words.code-app-and-passkey:Code app and passkey`, tone: 'good' },
};

export function memberState({ active }: MemberDetail): Words {
  return active
    ? { text: $localize`:@@member-words.active:Active`, tone: 'good' }
    : { text: $localize`:@@member-words.deactivated:Deactivated`, tone: 'quiet' };
}

export const INVITATION_WORDS: Readonly<Record<MemberInvitation['state'], Words>> = {
  open: { text: $localize`:@@member-words.invited:Invited`, tone: 'busy' },
  expired: { text: $localize`:@@member-words.expired:Expired`, tone: 'warn' },
};

export function rolesInWords(roles: readonly Role[]): string {
  const inOrder = ROLES.filter((role) => roles.includes(role));
  return inOrder.length === 0
    ? $localize`:@@member-words.none:None`
    : inOrder.map((role) => ROLE_WORDS[role]).join(', ');
}
