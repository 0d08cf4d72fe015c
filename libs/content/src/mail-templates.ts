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
      'The last day to {deadlinePurpose} for the contract {contractTitle} with {vendorName} was {sendDayLong}, and no notice is recorded as sent.',
      '{standingDecision}',
      'The contract renews until {renewsUntilLong}.',
      'The term ends on {lastDayLong}.',
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
  'address-suppressed': {
    title: 'An address refuses mail',
    subject: 'Mail to {refusedAddress} is refused',
    paragraphs: [
      'Hello {recipientName},',
      'The mail server of {refusedAddress} says that this mailbox does not exist, so nothing more is sent to it. Its answer was: {refusal}',
      'It was about: {aboutTitle}.',
      'Please find out the right address and correct it: until then nobody there is told anything.',
    ],
    action: 'See what was not delivered',
    why: memberWhy,
  },
} as const satisfies Readonly<Record<string, MailTemplate>>;

export type MailKind = keyof typeof mailTemplates;

/** The words of the frame around every mail. */
export const mailFrame = {
  openLink: 'If the button does not open, copy this address into your browser:',
  sentBy: 'Sent by Countersign for {organisationName}.',
} as const satisfies Readonly<Record<string, Text>>;
