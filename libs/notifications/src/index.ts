export { daysAway } from './days-away';
export { notificationsEntities } from './entities';
export { holdForMail } from './held-for-mail';
export { Ladders } from './ladders';
export { Ledger, type MailObjects } from './ledger';
export { LettingGo, MailLeavesError, type DueMail, type DueOfOrganisation } from './letting-go';
export { MailHistory } from './mail-history';
export { MailLine } from './mail-line';
export { MailQueue } from './mail-queue';
export { MailSettings, mailSettingsFrom } from './mail-settings';
export type {
  Attached,
  MailAttachment,
  MailCode,
  MailFacts,
  MailLadder,
  MailLink,
  MailPeople,
  MailRow,
  MailRule,
  MailSubject,
  Reason,
} from './mail-subject';
export { MailSubjects } from './mail-subjects';
export { Milestones } from './milestones';
export { NotificationsModule } from './notifications.module';
export { Planner } from './planner';
export { Claims } from './sending/claims';
export { DatabasePresence } from './sending/database-presence';
export { Letterheads } from './sending/letterhead';
export { MailServer } from './sending/mail-server';
export { MailSwitch } from './sending/mail-switch';
export { MailWorkerModule } from './sending/mail-worker.module';
export { Outage } from './sending/outage';
export { Records } from './sending/records';
export { Letters, Sender } from './sending/sender';
export { shippedMails } from './shipped-mails';
export { undelivered, type Undelivered } from './undelivered';
