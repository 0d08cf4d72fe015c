import { mailTemplates, type MailKind } from '@countersign/content';

export type { MailKind } from '@countersign/content';

/** What a mail's object can be; each has facts to tell and a reason that may fall away. */
export type MailObjectKind = 'assessment' | 'contract' | 'member' | 'member-invitation' | 'organisation';

/** Carry a link of their own into the assessment, minted when they are rendered. */
const kindsWithInvitationLink: ReadonlySet<MailKind> = new Set<MailKind>([
  'assessment-invitation',
  'assessment-reminder',
  'assessment-returned',
]);

/** Carry a one-time link of their own to a page without sign-in, minted when they are rendered. */
const memberLinks = {
  'password-reset': { purpose: 'password-reset', path: '/reset-password' },
  'member-invitation': { purpose: 'invitation', path: '/invitation' },
} as const satisfies Partial<Record<MailKind, object>>;
export type MemberMailLink = (typeof memberLinks)[keyof typeof memberLinks];

/** Told after the fact: they stand even when the assessment has moved on. */
const kindsAfterTheFact: ReadonlySet<MailKind> = new Set<MailKind>([
  'assessment-receipt',
  'assessment-submitted-notice',
  'address-suppressed',
  'mail-failed',
]);

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailTemplates, kind);
}

export function carriesInvitationLink(kind: MailKind): boolean {
  return kindsWithInvitationLink.has(kind);
}

export function memberLinkOf(kind: MailKind): MemberMailLink | null {
  return kind === 'password-reset' || kind === 'member-invitation' ? memberLinks[kind] : null;
}

export function isAfterTheFact(kind: MailKind): boolean {
  return kindsAfterTheFact.has(kind);
}
