import type { MailText } from './texts';

/**
 * A mail as the keys of its texts in `texts/<language>/mails.json`. There `{name}` stands for a fact of the occasion, and a
 * paragraph that names an empty fact is left out, so that one list of paragraphs serves every case.
 */
export interface MailTemplate {
  /** What the mail is called in a history before its subject is written. */
  readonly title: MailText;
  readonly subject: MailText;
  readonly paragraphs: readonly MailText[];
  /** The one thing to do, as the words on its link; null where nothing is asked. */
  readonly action: MailText | null;
  /** Why this person gets it: the last paragraph of every mail. */
  readonly why: MailText;
}

export const mailTemplates = {
  'assessment-invitation': {
    title: 'assessment-invitation.title',
    subject: 'assessment-invitation.subject',
    paragraphs: [
      'shared.hello',
      'assessment-invitation.uses-by-and-has',
      'assessment-invitation.message-from',
      'shared.vendor-promise',
      'shared.vendor-trust',
    ],
    action: 'action.open-the-questionnaire',
    why: 'shared.contact-why',
  },
  'assessment-follow-up': {
    title: 'assessment-follow-up.title',
    subject: 'assessment-follow-up.subject',
    paragraphs: [
      'shared.hello',
      'assessment-follow-up.what-has-changed',
      'assessment-follow-up.what-was-submitted-stays',
      'assessment-invitation.message-from',
      'shared.vendor-promise',
      'shared.vendor-trust',
    ],
    action: 'action.open-the-questionnaire',
    why: 'shared.contact-why',
  },
  'assessment-reminder': {
    title: 'assessment-reminder.title',
    subject: 'assessment-reminder.subject',
    paragraphs: [
      'shared.hello',
      'assessment-reminder.the-questionnaire-of-about',
      'assessment-reminder.so-far-of-questions',
      'shared.vendor-promise',
      'shared.vendor-trust',
    ],
    action: 'action.continue-the-questionnaire',
    why: 'shared.contact-why',
  },
  'assessment-overdue-owner': {
    title: 'assessment-overdue-owner.title',
    subject: 'assessment-overdue-owner.subject',
    paragraphs: [
      'shared.hello',
      'assessment-overdue-owner.the-questionnaire-about-by',
      'assessment-overdue-owner.was-asked-so-far',
      'assessment-overdue-owner.you-can-talk-to',
    ],
    action: 'action.open-the-assessment',
    why: 'shared.member-why',
  },
  'assessment-receipt': {
    title: 'assessment-receipt.title',
    subject: 'assessment-receipt.subject',
    paragraphs: [
      'shared.hello',
      'assessment-receipt.has-received-the-answers',
      'assessment-receipt.receipt',
      'assessment-receipt.nothing-else-has-to',
    ],
    action: null,
    why: 'shared.contact-why',
  },
  'assessment-submitted-notice': {
    title: 'assessment-submitted-notice.title',
    subject: 'assessment-submitted-notice.subject',
    paragraphs: ['shared.hello', 'assessment-submitted-notice.has-submitted-the-questionnaire'],
    action: 'action.review-the-answers',
    why: 'shared.member-why',
  },
  'assessment-due-changed': {
    title: 'assessment-due-changed.title',
    subject: 'assessment-due-changed.subject',
    paragraphs: [
      'shared.hello',
      'assessment-due-changed.are-now-asked-for',
      'assessment-due-changed.reason-given',
      'assessment-due-changed.what-you-have-answered',
      'shared.vendor-trust',
    ],
    action: 'action.continue-the-questionnaire',
    why: 'shared.contact-why',
  },
  'assessment-cancelled': {
    title: 'assessment-cancelled.title',
    subject: 'assessment-cancelled.subject',
    paragraphs: [
      'shared.hello',
      'assessment-cancelled.nothing-is-asked',
      'assessment-cancelled.message-from',
      'assessment-cancelled.whom-to-ask',
    ],
    action: null,
    why: 'shared.contact-why',
  },
  'assessment-brought-back': {
    title: 'assessment-brought-back.title',
    subject: 'assessment-brought-back.subject',
    paragraphs: [
      'shared.hello',
      'assessment-brought-back.is-asked-again',
      'assessment-brought-back.all-is-kept',
      'shared.vendor-trust',
    ],
    action: 'action.continue-the-questionnaire',
    why: 'shared.contact-why',
  },
  'assessment-stands-again': {
    title: 'assessment-stands-again.title',
    subject: 'assessment-stands-again.subject',
    paragraphs: ['shared.hello', 'assessment-stands-again.counts-as-submitted'],
    action: null,
    why: 'shared.contact-why',
  },
  'assessment-returned': {
    title: 'assessment-returned.title',
    subject: 'assessment-returned.subject',
    paragraphs: [
      'shared.hello',
      'assessment-returned.has-read-your-answers',
      'assessment-returned.message-from',
      'shared.vendor-promise',
      'shared.vendor-trust',
    ],
    action: 'action.open-the-questionnaire',
    why: 'shared.contact-why',
  },
  'contract-reminder': {
    title: 'contract-reminder.title',
    subject: 'contract-reminder.subject',
    paragraphs: [
      'shared.hello',
      'contract-reminder.the-last-day-to',
      'contract-reminder.the-notice-has-to',
      'contract-reminder.the-term-ends-on',
      'contract-reminder.without-a-notice-the',
      'shared.afterwards',
      'shared.standing-decision',
      'shared.still-undecided',
    ],
    action: 'action.decide-on-the-contract',
    why: 'shared.member-why',
  },
  'contract-closed': {
    title: 'contract-closed.title',
    subject: 'contract-closed.subject',
    paragraphs: [
      'shared.hello',
      'contract-closed.the-last-day-to',
      'shared.notice-missing',
      'shared.standing-decision',
      'contract-closed.the-contract-renews-until',
      'contract-reminder.the-term-ends-on',
      'shared.afterwards',
    ],
    action: 'action.open-the-contract',
    why: 'shared.member-why',
  },
  'contract-ending': {
    title: 'contract-ending.title',
    subject: 'contract-ending.subject',
    paragraphs: [
      'shared.hello',
      'contract-ending.the-last-day-of',
      'shared.afterwards',
      'shared.standing-decision',
      'shared.still-undecided',
    ],
    action: 'action.open-the-contract',
    why: 'shared.member-why',
  },
  'contract-ended': {
    title: 'contract-ended.title',
    subject: 'contract-ended.subject',
    paragraphs: ['shared.hello', 'contract-ended.the-last-day-of', 'shared.standing-decision'],
    action: 'action.open-the-contract',
    why: 'shared.member-why',
  },
  'contract-held-over': {
    title: 'contract-held-over.title',
    subject: 'contract-held-over.subject',
    paragraphs: [
      'shared.hello',
      'contract-held-over.the-contract-with-ended',
      'contract-held-over.record-the-contract-under',
    ],
    action: 'action.open-the-contract',
    why: 'shared.member-why',
  },
  'contract-review': {
    title: 'contract-review.title',
    subject: 'contract-review.subject',
    paragraphs: ['shared.hello', 'contract-review.once-a-year'],
    action: 'action.open-the-contract',
    why: 'shared.member-why',
  },
  'contract-clauses-due': {
    title: 'contract-clauses-due.title',
    subject: 'contract-clauses-due.subject',
    paragraphs: ['shared.hello', 'contract-clauses-due.nobody-has-read', 'contract-clauses.say-of-each'],
    action: 'action.review-the-clauses',
    why: 'shared.member-why',
  },
  'contract-clauses-overdue': {
    title: 'contract-clauses-overdue.title',
    subject: 'contract-clauses-overdue.subject',
    paragraphs: ['shared.hello', 'contract-clauses-overdue.nobody-has-read', 'contract-clauses.say-of-each'],
    action: 'action.review-the-clauses',
    why: 'shared.member-why',
  },
  'contract-window-open': {
    title: 'contract-window-open.title',
    subject: 'contract-window-open.subject',
    paragraphs: [
      'shared.hello',
      'contract-window-open.from-notice-can-be',
      'contract-reminder.without-a-notice-the',
    ],
    action: 'action.decide-on-the-contract',
    why: 'shared.member-why',
  },
  'approval-stale': {
    title: 'approval-stale.title',
    subject: 'approval-stale.subject',
    paragraphs: ['shared.hello', 'approval-stale.what-it-rested-on', 'approval-stale.it-was-approved'],
    action: 'action.see-why',
    why: 'shared.member-why',
  },
  'approval-ending': {
    title: 'approval-ending.title',
    subject: 'approval-ending.subject',
    paragraphs: ['shared.hello', 'approval-ending.holds-until'],
    action: 'action.open-the-engagement',
    why: 'shared.member-why',
  },
  'acceptance-ending': {
    title: 'acceptance-ending.title',
    subject: 'acceptance-ending.subject',
    paragraphs: ['shared.hello', 'acceptance-ending.accepted-until', 'acceptance-ending.after-that-day'],
    action: 'action.open-the-engagement',
    why: 'shared.member-why',
  },
  'reassessment-due': {
    title: 'reassessment-due.title',
    subject: 'reassessment-due.subject',
    paragraphs: ['shared.hello', 'reassessment-due.is-due-on', 'reassessment-due.it-is-settled'],
    action: 'action.open-the-engagement',
    why: 'shared.member-why',
  },
  'reassessment-overdue': {
    title: 'reassessment-overdue.title',
    subject: 'reassessment-overdue.subject',
    paragraphs: ['shared.hello', 'reassessment-overdue.was-due-on', 'reassessment-due.it-is-settled'],
    action: 'action.open-the-engagement',
    why: 'shared.member-why',
  },
  'override-ending': {
    title: 'override-ending.title',
    subject: 'override-ending.subject',
    paragraphs: ['shared.hello', 'override-ending.tier-until', 'override-ending.after-that-day'],
    action: 'action.open-the-engagement',
    why: 'shared.member-why',
  },
  'note-mention': {
    title: 'note-mention.title',
    subject: 'note-mention.subject',
    paragraphs: ['shared.hello', 'note-mention.mentions-you'],
    action: 'action.read-the-note',
    why: 'shared.member-why',
  },
  'address-suppressed': {
    title: 'address-suppressed.title',
    subject: 'address-suppressed.subject',
    paragraphs: [
      'shared.hello',
      'address-suppressed.the-mail-server-of',
      'address-suppressed.it-was-about',
      'address-suppressed.please-find-out-the',
    ],
    action: 'action.see-what-was-not',
    why: 'shared.member-why',
  },
  'mail-failed': {
    title: 'mail-failed.title',
    subject: 'mail-failed.subject',
    paragraphs: [
      'shared.hello',
      'mail-failed.the-mail-server-did',
      'address-suppressed.it-was-about',
      'mail-failed.later-mails-to-this',
    ],
    action: 'action.see-what-was-not',
    why: 'shared.member-why',
  },
  'password-reset': {
    title: 'password-reset.title',
    subject: 'password-reset.subject',
    paragraphs: [
      'shared.hello',
      'password-reset.asked-for-a-new',
      'password-reset.the-link-below-works',
      'password-reset.if-you-did-not',
    ],
    action: 'action.set-a-new-password',
    why: 'shared.account-why',
  },
  'member-invitation': {
    title: 'member-invitation.title',
    subject: 'member-invitation.subject',
    paragraphs: [
      'shared.hello',
      'member-invitation.invites-you-to-work',
      'member-invitation.your-role-will-be',
      'member-invitation.the-link-below-works',
      'member-invitation.if-you-doubt-this',
    ],
    action: 'action.accept-the-invitation',
    why: 'member-invitation.why',
  },
  'sign-in-warning': {
    title: 'sign-in-warning.title',
    subject: 'sign-in-warning.subject',
    paragraphs: [
      'shared.hello',
      'sign-in-warning.on-somebody-entered-a',
      'sign-in-warning.the-tries-came-from',
      'sign-in-warning.from-now-on-each',
      'sign-in-warning.if-it-was-you',
    ],
    action: 'action.open-your-account',
    why: 'shared.account-why',
  },
  'sign-in-changed': {
    title: 'sign-in-changed.title',
    subject: 'sign-in-changed.subject',
    paragraphs: [
      'shared.hello',
      'shared.change',
      'sign-in-changed.its-name-is',
      'sign-in-changed.when',
      'sign-in-changed.from',
      'sign-in-changed.if-this-was-not',
    ],
    action: 'action.open-your-account',
    why: 'shared.account-why',
  },
  'audit-head': {
    title: 'audit-head.title',
    subject: 'audit-head.subject',
    paragraphs: [
      'shared.hello',
      'audit-head.keep-this-mail-it',
      'audit-head.organisation',
      'audit-head.seal-number-made-on',
      'audit-head.hash',
      'audit-head.the-operator-can-hold',
    ],
    action: 'action.open-the-audit-trail',
    why: 'shared.member-why',
  },
} as const satisfies Readonly<Record<string, MailTemplate>>;

export type MailKind = keyof typeof mailTemplates;
