export { Clock } from './clock/clock';
export { Config, configFrom, ConfigurationError } from './config/config';
export type { Actor, MemberActor, RespondentActor } from './database/actor';
export { Batches, type Weighed } from './database/batches';
export { Database } from './database/database';
export { asJson } from './database/named-parameters';
export { entities } from './database/entities';
export { databaseOptions } from './database/options';
export { sqlState, sqlStateOf } from './database/sql-errors';
export { KeyRing, UnknownKeyError, type Key } from './keys/key-ring';
export { BodyUpTo, StreamedBody } from './bodies/body-allowance';
export { LimitedBy } from './limits/limited-by';
export { clientOf, RateLimits, type LimitName } from './limits/rate-limits';
export { refuseForeignFiles, refuseForeignMark } from './files/installation';
export { FileStore, type StoredFile } from './files/file-store';
export { inPages, piecesOf, type FileBytes } from './files/file-bytes';
export {
  Allow,
  CurrentMember,
  CurrentRespondent,
  Public,
  Respondent,
  TokenRoute,
  WithoutTransaction,
} from './auth/decorators';
export { permissions, permissionsOf, roles, type Permission, type Role } from './auth/permissions';
export type { ActingRequest, SignedInMember } from './auth/request';
export { conflict, forbidden, invalid, notFound, Problem, unauthorised } from './problems/problem';
export { PlatformModule } from './platform.module';
export {
  clearSessionCookie,
  hashToken,
  mintToken,
  sessionHashOf,
  setSessionCookie,
} from './auth/session-cookie';
export { refuseChangedKeys, refuseUnfitKeys } from './keys/key-checks';
export { keysInUse, type KeyUse } from './keys/keys-in-use';
export { SecretsRotation, SecretsRotationModule } from './keys/secrets-rotation';
export { migrateDown, migrateUp, migrationNames, showMigrations } from './database/migrator';
export { refuseUnfitDatabase, UnfitDatabaseError } from './database/start-checks';
export { describeApi } from './http/describe-api';
export { nonceOf } from './http/security-headers';
export { shutDownGracefully, STOP_PATIENCE_MS } from './shut-down';
export { PeriodicTasks, type PeriodicTask } from './queue/periodic-tasks';
export { announceStart } from './logging/announce-start';
export { LoggingModule } from './logging/logging.module';
export { ProductLogger } from './logging/product-logger';
export { build, type Build } from './version/build';
export { loggerOptions } from './logging/logger-options';
