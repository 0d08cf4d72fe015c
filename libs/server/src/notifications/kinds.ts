import { mailTemplates, type MailKind } from '@countersign/content';

export type { MailKind } from '@countersign/content';

/** What a mail's object can be; each has facts to tell and a reason that may fall away. */
export type MailObjectKind = 'assessment' | 'contract';

/** Carry a link of their own into the assessment, minted when they are rendered. */
const kindsWithInvitationLink: ReadonlySet<MailKind> = new Set<MailKind>([
  'assessment-invitation',
  'assessment-reminder',
  'assessment-returned',
]);

/** Told after the fact: they stand even when the assessment has moved on. */
const kindsAfterTheFact: ReadonlySet<MailKind> = new Set<MailKind>([
  'assessment-receipt',
  'assessment-submitted-notice',
  'address-suppressed',
]);

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailTemplates, kind);
}

export function carriesInvitationLink(kind: MailKind): boolean {
  return kindsWithInvitationLink.has(kind);
}

export function isAfterTheFact(kind: MailKind): boolean {
  return kindsAfterTheFact.has(kind);
}
