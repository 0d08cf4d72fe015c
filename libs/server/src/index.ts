export * from './platform';
export { Audit } from './audit/audit';
export { createHttpApplication } from './http-application';
export { ServerModule } from './server.module';
