export { createHttpApplication } from './http-application';
export { entities } from './schema/entities';
export { ServerModule } from './server.module';
export { fitConfiguration, listenAsConfigured, startOrSayWhy } from './start';
