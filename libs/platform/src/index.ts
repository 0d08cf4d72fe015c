export { bearerTokenOf } from './auth/bearer-token';
export { Confirmed, CONFIRMED, type Confirmation } from './auth/confirmed';
export {
  Allow,
  CurrentMember,
  CurrentRespondent,
  Public,
  Respondent,
  ROUTE_ACCESS,
  WithoutTransaction,
  type RouteAccess,
} from './auth/decorators';
export { DeniedAccess } from './auth/denied-access';
export { MemberSessions } from './auth/member-sessions';
export {
  ownAccount,
  permissions,
  permissionsOf,
  permissionsOfRole,
  roles,
  type Permission,
  type Role,
} from './auth/permissions';
export { isOurs } from './auth/origin-guard';
export type { ActingRequest, SignedInMember } from './auth/request';
export { RespondentSessions } from './auth/respondent-sessions';
export {
  anyTokenOf,
  clearSessionCookie,
  cookieName,
  hashToken,
  mintToken,
  sessionHashOf,
  sessionTokenOf,
  setSessionCookie,
} from './auth/session-cookie';
export { BodyUpTo, ordinaryBody, StreamedBody } from './bodies/body-allowance';
export { boundedBody } from './bodies/body-guard';
export { dayCame, defineChange, type Change } from './changes/change';
export { Changes, type Consequence } from './changes/changes';
export { Outbox } from './changes/outbox';
export { Clock } from './clock/clock';
export { mailServerOf } from './config/addresses';
export { Config, configFrom, ConfigurationError, ownerUrlFrom } from './config/config';
export type { FilesBucket } from './config/files-location';
export { isNamed, isNearby, plainAddress } from './config/neighbours';
export { secretFrom } from './config/secrets';
export { tenancyStatement, type Actor, type MemberActor, type RespondentActor } from './database/actor';
export { AdvisoryLock } from './database/advisory-lock';
export { ApartConnections } from './database/apart-connections';
export { Batches, ROWS_AT_A_TIME, type Weighed } from './database/batches';
export { isDatabaseAway } from './database/database-away';
export { Database } from './database/database';
export { expression } from './database/entity-rows';
export { Kept } from './database/kept';
export { migrateDown, migrateUp, migrationNames, showMigrations } from './database/migrator';
export { asJson, bindNamed } from './database/named-parameters';
export { databaseOptions, type EntityList } from './database/options';
export { camelCaseRow, columnTypes } from './database/rows';
export { sqlState, sqlStateOf } from './database/sql-errors';
export { refuseUnfitDatabase, refuseUnfitOwner, UnfitDatabaseError } from './database/start-checks';
export { textList } from './database/text-list';
export { platformEntities } from './entities';
export { inPages, piecesOf, type FileBytes } from './files/file-bytes';
export { FileStore, INSTALLATION_MARK, MissingFile, type StoredFile } from './files/file-store';
export { refuseForeignFiles, refuseForeignMark } from './files/installation';
export { LocalFileStore } from './files/local-file-store';
export { codeOf } from './config/system-code';
export { BackgroundWork } from './health/background-work.dto';
export { MailOutlook } from './health/mail-outlook';
export { WorkerPresence } from './health/worker-presence';
export { HttpModule } from './http.module';
export { Compressed, compressWhereAsked } from './http/compressed';
export { describeApi } from './http/describe-api';
export { Farewell } from './http/farewell';
export { departureOfCaller, followConnection } from './http/open-connection';
export { neverStored, nonceOf, securityHeaders } from './http/security-headers';
export { BrokenSealError, KeyRing, UnknownKeyError, type Key } from './keys/key-ring';
export {
  forEachOrganisation,
  organisationIds,
  type JobActor,
  type Round,
} from './jobs/for-each-organisation';
export { JobClaims } from './jobs/job-claims';
export { defineJob, type JobDefinition, type JobHandler } from './jobs/job-definition';
export { JobKinds } from './jobs/job-kinds';
export type { FinishedJob } from './jobs/job-row';
export { JobRunner } from './jobs/job-runner';
export { JobWorkerModule } from './jobs/job-worker.module';
export { JobEntity } from './jobs/job.entity';
export { Jobs } from './jobs/jobs';
export { keepRenewed, Leases, type Wanted, type WorkTable } from './jobs/leases';
export { RunningJob } from './jobs/running-job';
export { queuePrefix, WorkQueue, type QueueDefinition } from './jobs/work-queue';
export { LimitedBy } from './limits/limited-by';
export { defineLimits, defineWindow, type RateLimit, type RateWindow } from './limits/rate-limit';
export { clientOf, RateLimits, type Taken } from './limits/rate-limits';
export { listPage, searchPattern, type SortKey } from './lists/list-page';
export { ListQuery } from './lists/list-query';
export { announceStart } from './logging/announce-start';
export { LoggingModule } from './logging/logging.module';
export { ProductLogger } from './logging/product-logger';
export { nameRequest } from './logging/request-id';
export { withoutAddresses } from './logging/without-addresses';
export { OutgoingHosts, RefusedHostError } from './outgoing/outgoing-hosts';
export { PlatformModule } from './platform.module';
export { Heartbeat, type MailWait } from './queue/heartbeat';
export { PeriodicRunner } from './queue/periodic-runner';
export { PeriodicTasks } from './queue/periodic-tasks';
export { refuseWrongRedis } from './queue/redis-check';
export {
  classTextInWords,
  type RetentionBatch,
  type RetentionClass,
  RetentionClasses,
  type Unheld,
} from './retention/retention-classes';
export { leave, shutDownGracefully, STOP_PATIENCE_MS } from './shut-down';
export { build } from './version/build';
/** What is said, taken in and refused: features take it from here. */
export {
  answerLanguage,
  anyJson,
  anyOf,
  asReader,
  Choice,
  Choices,
  comparingKey,
  conflict,
  Country,
  Currency,
  day,
  Day,
  decimal,
  DefaultId,
  factsInWords,
  type FieldProblem,
  fieldProblems,
  Flag,
  flag,
  forbidden,
  Formed,
  gapsOf,
  GivenChoice,
  GivenChoices,
  GivenDay,
  GivenDocument,
  GivenFlag,
  GivenId,
  GivenIds,
  GivenNames,
  OptionalNames,
  GivenWhole,
  Id,
  IdOrNone,
  inOneLine,
  Instant,
  invalid,
  inWords,
  IsDay,
  isTimeZone,
  keptInWords,
  KnownSlug,
  languagesOnOffer,
  LanguageTag,
  listInWords,
  listOf,
  ListOf,
  MailAddress,
  mailAddressAsKept,
  mapOf,
  meetReader,
  type Moment,
  namedShape,
  Nested,
  NestedForm,
  NestedForms,
  NewSlug,
  notFound,
  NullableChoice,
  NullableDay,
  NullableId,
  NullableInstant,
  NullableNested,
  NullableShaped,
  NullableText,
  NullableWhole,
  objectOf,
  offerStubLanguage,
  OneLine,
  oneOfWords,
  oneWord,
  onOffer,
  optional,
  OptionalChoice,
  OptionalCountry,
  OptionalDay,
  OptionalDocument,
  OptionalId,
  OptionalLine,
  OptionalLink,
  OptionalMailAddress,
  OptionalNestedForm,
  OptionalSecret,
  OptionalShare,
  OptionalSlug,
  OptionalText,
  OptionalTextAsTyped,
  OptionalWhole,
  orNull,
  type Parameter,
  type Parameters,
  Problem,
  QueryChoice,
  QueryDay,
  QueryFlag,
  QueryFormed,
  QueryId,
  QueryNumber,
  QuerySlug,
  QueryText,
  QueryWhole,
  readBy,
  readersLanguage,
  Refuses,
  RefusesStale,
  refuseStale,
  RefusesWith,
  say,
  shortened,
  Secret,
  SeenRevision,
  SeenRevisionInQuery,
  SeenRevisionOrNone,
  type Shape,
  Shaped,
  shapeNamed,
  stale,
  stepInWords,
  Text,
  text,
  type Thing,
  TimeZone,
  told,
  trimmed,
  TrimmedText,
  trimmedText,
  unauthorised,
  whole,
  Whole,
  wholeNumber,
  WholeWithin,
  Wording,
  wordingOf,
  type Words,
} from '@countersign/wire';
