export { createHttpApplication } from './http-application';
export { ServerModule } from './server.module';
export { fitConfiguration, listenAsConfigured, startOrSayWhy } from './start';
