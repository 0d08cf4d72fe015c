export * from './platform';
export { Audit } from './audit/audit';
export { createHttpApplication } from './http-application';
export { ServerModule } from './server.module';
export { Members, OpaqueSessions, Organisations, type NewMember, type NewOrganisation } from './identity';
export { MailWorkerModule, PeriodicTasks, type PeriodicTask } from './notifications';
export { DemonstrationModule } from './demonstration/demonstration.module';
export { Demonstration, type SignIn } from './demonstration/demonstration';
export { ProductClock } from './demonstration/product-clock';
