export * from './platform';
export { Audit } from './audit/audit';
export { ServerModule } from './server.module';
