export { NotificationsModule } from './notifications.module';
export { Milestones, type ClosedMilestones, type MailObject, type NewMilestone } from './milestones';
export { Ledger, type NewNotification } from './ledger';
export { Ladders } from './ladders';
export { MailHistory, type MailCounts } from './mail-history';
export { MailLine, MailLineList, mailStates, type MailState } from './mail-line';
export { PeriodicTasks, type PeriodicTask } from '../platform/queue/periodic-tasks';
export { MailWorkerModule } from './sending/mail-worker.module';
