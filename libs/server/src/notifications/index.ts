export { NotificationsModule } from './notifications.module';
export { distanceInWords, longDate, shortDate } from './dates-in-words';
export { Milestones, type ClosedMilestones, type MailObject, type NewMilestone } from './milestones';
export { Ledger, type NewNotification } from './ledger';
export { Ladders } from './ladders';
export { MailHistory, type MailCounts } from './mail-history';
export { MailLine, MailLineList, mailStates, type MailState } from './mail-line';
export type {
  MailLadder,
  MailLink,
  MailPeople,
  MailRow,
  MailRule,
  MailSubject,
  Reason,
} from './mail-subject';
export { MailSubjects } from './mail-subjects';
export { shippedMails } from './shipped-mails';
export { MailWorkerModule } from './sending/mail-worker.module';
