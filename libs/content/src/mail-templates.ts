import type { Text } from '@countersign/domain';

/**
 * A mail as data. `{name}` stands for a fact of the occasion; a paragraph that names an empty fact is left out,
 * so that one list of paragraphs serves every case.
 */
export interface MailTemplate {
  /** What the mail is called in a history before its subject is written. */
  readonly title: Text;
  readonly subject: Text;
  readonly paragraphs: readonly Text[];
  /** The one thing to do, as the words on its link; null where nothing is asked. */
  readonly action: Text | null;
  /** Why this person gets it: the last paragraph of every mail. */
  readonly why: Text;
}

const vendorPromise =
  'Nothing has to be installed or bought, and no account is needed: the link opens the questionnaire in your browser. What you enter is saved as you type, so you can stop and come back.';
const vendorTrust =
  'If you doubt this mail, ask {askerName} at {askerEmail} in a mail of your own before you open the link.';
const contactWhy =
  'You get this mail because {organisationName} names you as its contact at {vendorName} for {serviceName}.';
const accountWhy = 'You get this mail because you have an account at {organisationName}.';
const memberWhy = 'You get this mail because {roleReason} at {organisationName}.';

export const mailTemplates = {
  'assessment-invitation': {
    title: 'Invitation to answer',
    subject: '{organisationName} asks {vendorName} to answer a security questionnaire by {dueOn}',
    paragraphs: [
      'Hello {recipientName},',
      '{organisationName} uses {serviceName} by {vendorName} and has to check how its information is protected. {askerName} asks you to answer a questionnaire by {dueOnLong}.',
      'Message from {askerName}: {message}',
      vendorPromise,
      vendorTrust,
    ],
    action: 'Open the questionnaire',
    why: contactWhy,
  },
  'assessment-reminder': {
    title: 'Reminder to the vendor',
    subject: 'Reminder: the questionnaire of {organisationName} {dueWords}',
    paragraphs: [
      'Hello {recipientName},',
      'The questionnaire of {organisationName} about {serviceName} {dueWordsLong}. It has not been submitted yet.',
      'So far {answered} of {shown} questions are answered.',
      vendorPromise,
      vendorTrust,
    ],
    action: 'Continue the questionnaire',
    why: contactWhy,
  },
  'assessment-overdue-owner': {
    title: 'Overdue notice to the owner',
    subject: '{vendorName} has not submitted the questionnaire about {serviceName}',
    paragraphs: [
      'Hello {recipientName},',
      'The questionnaire about {serviceName} by {vendorName} was due on {dueOnLong} and has not been submitted.',
      '{contactName} was asked. So far {answered} of {shown} questions are answered.',
      'You can talk to the vendor, send the invitation again, or cancel the assessment.',
    ],
    action: 'Open the assessment',
    why: memberWhy,
  },
  'assessment-receipt': {
    title: 'Receipt for the answers',
    subject: 'Receipt: {organisationName} has your answers about {serviceName}',
    paragraphs: [
      'Hello {recipientName},',
      '{organisationName} has received the answers of {vendorName} about {serviceName}. They can no longer be changed unless {organisationName} returns the questionnaire.',
      'Receipt: {receipt}',
      'Nothing else has to be done now. If something is unclear, {askerName} will come back to you.',
    ],
    action: null,
    why: contactWhy,
  },
  'assessment-submitted-notice': {
    title: 'Notice of the submission',
    subject: '{vendorName} has submitted the questionnaire about {serviceName}',
    paragraphs: [
      'Hello {recipientName},',
      '{vendorName} has submitted the questionnaire about {serviceName}. The score and the proposed findings are ready for review.',
    ],
    action: 'Review the answers',
    why: memberWhy,
  },
  'assessment-returned': {
    title: 'Questionnaire returned',
    subject: '{organisationName} has a question about your answers on {serviceName}',
    paragraphs: [
      'Hello {recipientName},',
      '{organisationName} has read your answers about {serviceName} and returned the questionnaire, so that you can complete it by {dueOnLong}.',
      'Message from {organisationName}: {returnedMessage}',
      vendorPromise,
      vendorTrust,
    ],
    action: 'Open the questionnaire',
    why: contactWhy,
  },
  'contract-reminder': {
    title: 'Reminder of the notice date',
    subject: '{contractTitle} with {vendorName}: {sendDayWords}',
    paragraphs: [
      'Hello {recipientName},',
      'The last day to {deadlinePurpose} for the contract {contractTitle} with {vendorName} is {sendDayLong}.',
      'The notice has to arrive by {noticeDayLong}.',
      'The term ends on {lastDayLong}.',
      'Without a notice the contract renews until {renewsUntilLong}.',
      '{afterwards}',
      '{standingDecision}',
      '{stillUndecided}',
    ],
    action: 'Decide on the contract',
    why: memberWhy,
  },
  'contract-closed': {
    title: 'The notice date has passed',
    subject: '{contractTitle} with {vendorName}: the last day to act was {sendDay}',
    paragraphs: [
      'Hello {recipientName},',
      'The last day to {deadlinePurpose} for the contract {contractTitle} with {vendorName} was {sendDayLong}.',
      '{noticeMissing}',
      '{standingDecision}',
      'The contract renews until {renewsUntilLong}.',
      'The term ends on {lastDayLong}.',
      '{afterwards}',
    ],
    action: 'Open the contract',
    why: memberWhy,
  },
  'contract-ending': {
    title: 'Reminder of the last day',
    subject: '{contractTitle} with {vendorName}: its last day is {lastDayWords}',
    paragraphs: [
      'Hello {recipientName},',
      'The last day of the contract {contractTitle} with {vendorName} is {lastDayLong}.',
      '{afterwards}',
      '{standingDecision}',
      '{stillUndecided}',
    ],
    action: 'Open the contract',
    why: memberWhy,
  },
  'contract-ended': {
    title: 'The last day has passed',
    subject: '{contractTitle} with {vendorName}: its last day was {lastDay}',
    paragraphs: [
      'Hello {recipientName},',
      'The last day of the contract {contractTitle} with {vendorName} was {lastDayLong}, and no further term is recorded.',
      '{standingDecision}',
    ],
    action: 'Open the contract',
    why: memberWhy,
  },
  'contract-held-over': {
    title: 'A service without a contract',
    subject: '{contractTitle} with {vendorName} is over, and its service goes on',
    paragraphs: [
      'Hello {recipientName},',
      'The contract {contractTitle} with {vendorName} ended on {overSinceLong}. A service that it covered is still open, and no other running contract covers it.',
      'Record the contract under which the service goes on, as soon as there is one. Until a running contract covers the service this mail comes every two weeks.',
    ],
    action: 'Open the contract',
    why: memberWhy,
  },
  'contract-review': {
    title: 'Yearly review of a contract without end',
    subject: '{contractTitle} with {vendorName}: its yearly review is due',
    paragraphs: [
      'Hello {recipientName},',
      'The contract {contractTitle} with {vendorName} {openEnd}. Once a year somebody should look whether it still fits.',
    ],
    action: 'Open the contract',
    why: memberWhy,
  },
  'contract-window-open': {
    title: 'The notice window is open',
    subject: '{contractTitle} with {vendorName}: notice can be given from {sendFrom}',
    paragraphs: [
      'Hello {recipientName},',
      'From {sendFromLong} notice can be given for the contract {contractTitle} with {vendorName}. The last day to send it is {sendDayLong}.',
      'Without a notice the contract renews until {renewsUntilLong}.',
    ],
    action: 'Decide on the contract',
    why: memberWhy,
  },
  'approval-stale': {
    title: 'An approval is stale',
    subject: 'The approval of {serviceName} by {vendorName} is stale',
    paragraphs: [
      'Hello {recipientName},',
      'What the approval of {serviceName} by {vendorName} rested on got worse: {cause}',
      'It was approved on {approvedOnLong} by {approvedBy}. Until the cause ends, or somebody with the role risk decides again, the approval does not hold.',
    ],
    action: 'See why, and what is open',
    why: memberWhy,
  },
  'approval-ending': {
    title: 'An approval ends',
    subject: 'The approval of {serviceName} by {vendorName} ends {endsWords}',
    paragraphs: [
      'Hello {recipientName},',
      'The approval of {serviceName} by {vendorName} holds until {endsOnLong}. After that day the service needs a new one.',
    ],
    action: 'Open the engagement',
    why: memberWhy,
  },
  'acceptance-ending': {
    title: 'A risk acceptance ends',
    subject: 'The risk of {serviceName} by {vendorName} is accepted until {endsOn}',
    paragraphs: [
      'Hello {recipientName},',
      'The risk of {serviceName} by {vendorName} is accepted until {endsOnLong}, because: {acceptedBecause}',
      'After that day an approval that rests on it is stale.',
    ],
    action: 'Open the engagement',
    why: memberWhy,
  },
  'address-suppressed': {
    title: 'An address refuses mail',
    subject: 'Mail to {refusedAddress} is refused',
    paragraphs: [
      'Hello {recipientName},',
      'The mail server of {refusedAddress} says that this mailbox does not exist, so nothing more is sent to it. Its answer was: {refusal}',
      'It was about: {aboutTitle}.',
      'Please find out the right address and correct it: until then nobody there is told anything. If it is right, an administrator can free it in the settings, under “Suppressed addresses”.',
    ],
    action: 'See what was not delivered',
    why: memberWhy,
  },
  'mail-failed': {
    title: 'A mail was not taken',
    subject: 'A mail to {refusedAddress} was not taken',
    paragraphs: [
      'Hello {recipientName},',
      'The mail server did not take a mail to {refusedAddress}, and it is not tried again. Its answer was: {refusal}',
      'It was about: {aboutTitle}.',
      'Later mails to this address are still sent. If you need an answer, please talk to this person another way, or correct the address.',
    ],
    action: 'See what was not delivered',
    why: memberWhy,
  },
  'password-reset': {
    title: 'Link to set a new password',
    subject: 'Set a new password for {organisationName}',
    paragraphs: [
      'Hello {recipientName},',
      '{asked} asked for a new password for your account at {organisationName}.',
      'The link below works once, for one hour. Until you use it, your password stays as it is.',
      'If you did not expect this, do nothing; if it happens again, tell your administrator.',
    ],
    action: 'Set a new password',
    why: accountWhy,
  },
  'member-invitation': {
    title: 'Invitation of a member',
    subject: '{inviterName} invites you to {organisationName} on Countersign',
    paragraphs: [
      'Hello {recipientName},',
      '{inviterName} invites you to work with {organisationName} on Countersign, where it keeps the security reviews and contracts of its vendors.',
      'Your role will be: {rolesInWords}.',
      'The link below works once, until {expiresOnLong}. It asks you for a password of your own.',
      'If you doubt this mail, ask {inviterName} before you open the link.',
    ],
    action: 'Accept the invitation',
    why: 'You get this mail because {inviterName} entered your address to invite you to {organisationName}.',
  },
  'sign-in-warning': {
    title: 'Warning of failed sign-ins',
    subject: 'Repeated wrong passwords for your account at {organisationName}',
    paragraphs: [
      'Hello {recipientName},',
      'On {when} somebody entered a wrong password for your account several times.',
      'The tries came from {from}.',
      'From now on each further try has to wait longer, up to a quarter of an hour. A browser in which you have signed in before is not held up.',
      'If it was you, wait a little or set a new password. If it was not, nothing has been opened: check that your password is used nowhere else, add a second factor in your account, and tell your administrator.',
    ],
    action: 'Open your account',
    why: accountWhy,
  },
  'sign-in-changed': {
    title: 'Notice of a changed sign-in',
    subject: 'Your sign-in at {organisationName} has changed',
    paragraphs: [
      'Hello {recipientName},',
      '{change}',
      'Its name is: {which}',
      'When: {when}',
      'From: {from}',
      'If this was not you, set a new password at once and tell your administrator.',
    ],
    action: 'Open your account',
    why: accountWhy,
  },
  'audit-head': {
    title: 'Weekly head of the audit trail',
    subject: 'Audit trail of {organisationName}: sealed up to number {sealNo}',
    paragraphs: [
      'Hello {recipientName},',
      'Keep this mail: it shows where the sealed audit trail of {organisationName} stood. Whoever shortened or rewrote the trail later could not make it fit.',
      'Organisation: {organisationSlug}, {organisationId}',
      'Seal number: {sealNo}, made on {sealedAt}',
      'Hash: {hash}',
      'The operator can hold the trail against it: docs/operations/audit.md says how.',
    ],
    action: 'Open the audit trail',
    why: memberWhy,
  },
} as const satisfies Readonly<Record<string, MailTemplate>>;

export type MailKind = keyof typeof mailTemplates;

/** The words of the frame around every mail. */
export const mailFrame = {
  openLink: 'If the button does not open, copy this address into your browser:',
  sentBy: 'Sent by Countersign for {organisationName}.',
} as const satisfies Readonly<Record<string, Text>>;
