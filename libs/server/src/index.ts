export * from './platform';
export { Audit } from './audit/audit';
export { BrokenHeadError, ChainHeads } from './audit/seal/chain-head';
export { ChainMovedError } from './audit/seal/loss-records';
export { Sealer } from './audit/seal/sealer';
export { UnsealedLines } from './audit/seal/unsealed-lines';
export { verifyAudit } from './audit/verify/audit-verification';
export { readHead, verdictOf } from './audit/verify/verdict';
export { StorageUsage, type StorageUse } from './evidence/storage-usage';
export { createHttpApplication } from './http-application';
export { fitConfiguration, listenAsConfigured, startOrSayWhy } from './start';
export {
  KeyLosses,
  lossInWords,
  NothingLostError,
  recordedInWords,
  refuseWhileRunning,
  StillRunningError,
} from './keys-lost';
export { MetricsServer } from './metrics/metrics-server';
export { ServerModule } from './server.module';
export { NobodyToLetInError, SecondFactorReset } from './identity/second-factor/second-factor-reset';
export { Members, OpaqueSessions, Organisations, type NewMember, type NewOrganisation } from './identity';
export { MailWorkerModule } from './notifications';
export { DemonstrationModule } from './demonstration/demonstration.module';
export { Demonstration, type SignIn } from './demonstration/demonstration';
export { ProductClock } from './demonstration/product-clock';
export { AnotherOrganisation } from './set-up/another-organisation';
export { SetUpAnnouncement } from './set-up/set-up-announcement';
