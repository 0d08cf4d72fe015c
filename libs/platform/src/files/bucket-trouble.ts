import type { FilesBucket } from '../config/files-location';
import { codeOf } from '../config/system-code';
import { StorageProblem } from './storage-trouble';

type Variable =
  | 'FILES_S3_BUCKET'
  | 'FILES_S3_ENDPOINT'
  | 'FILES_S3_REGION'
  | 'FILES_S3_ACCESS_KEY_ID'
  | 'FILES_S3_SECRET_ACCESS_KEY';

/** The bucket refuses or cannot be reached; `variable` and `says` are the sentence of a start that ends here. */
export class BucketTrouble extends StorageProblem {
  constructor(
    kind: 'full' | 'away',
    readonly variable: Variable,
    readonly says: string,
  ) {
    super(kind, `${variable} ${says} ${kind === 'full' ? 'Uploads' : 'Uploads and downloads'} are refused.`);
  }
}

/** What the service answered instead of doing it; the message behind it may repeat keys, so it goes nowhere. */
export function refusalOf(error: unknown): string {
  const { name } = error instanceof Error ? error : { name: '' };
  return /^\w{1,60}$/.test(name) ? name : 'an answer without a name';
}

export function statusOf(error: unknown): number | null {
  const { $metadata: answer } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return answer?.httpStatusCode ?? null;
}

const withoutRoom: ReadonlySet<string> = new Set([
  ...['XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded', 'QuotaExceeded', 'InsufficientCapacity'],
  ...['StorageQuotaExceeded', 'EntityTooLarge'],
]);

const overloaded: ReadonlySet<string> = new Set([
  ...['SlowDown', 'ServiceUnavailable', 'InternalError', 'Throttling', 'ThrottlingException'],
  ...['RequestLimitExceeded', 'TooManyRequests', 'OperationAborted'],
]);

const expired: ReadonlySet<string> = new Set(['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired']);

const elsewhere: ReadonlySet<string> = new Set([
  ...['PermanentRedirect', 'TemporaryRedirect', 'AuthorizationHeaderMalformed'],
  ...['IllegalLocationConstraintException', 'IncorrectEndpoint'],
]);

export function bucketTrouble(error: unknown, location: FilesBucket): BucketTrouble {
  const { bucket, endpoint, region } = location;
  const name = refusalOf(error);
  const status = statusOf(error);
  const server = endpoint ?? `Amazon S3 in ${region}`;
  const about = (variable: Variable, says: string) => new BucketTrouble('away', variable, says);
  if (withoutRoom.has(name) || status === 507) {
    const says = `names ${bucket}, which has no room (${name}): make room or raise its quota.`;
    return new BucketTrouble('full', 'FILES_S3_BUCKET', says);
  }
  if (status === null) return withoutAnswer(error, location);
  if (name === 'NoSuchBucket') {
    return about(
      'FILES_S3_BUCKET',
      `names ${bucket}, which does not exist at ${server}: create it or correct the variable.`,
    );
  }
  if (name === 'InvalidAccessKeyId') {
    return about('FILES_S3_ACCESS_KEY_ID', `is not known at ${server} (${name}): correct the variable.`);
  }
  if (name === 'SignatureDoesNotMatch') {
    return about(
      'FILES_S3_SECRET_ACCESS_KEY',
      `does not belong to FILES_S3_ACCESS_KEY_ID, says ${server} (${name}): correct the variable.`,
    );
  }
  if (expired.has(name)) {
    return about(
      'FILES_S3_ACCESS_KEY_ID',
      `is no longer accepted by ${server} (${name}): give a new pair of keys.`,
    );
  }
  if (name === 'RequestTimeTooSkewed') {
    return about(
      'FILES_S3_ENDPOINT',
      `is not to blame: ${server} refuses requests because the clock of this machine is wrong (${name}); let NTP set it.`,
    );
  }
  if (elsewhere.has(name) || (status >= 300 && status < 400)) return inAnotherRegion(error, location);
  if (overloaded.has(name) || status >= 500 || status === 429) {
    return about(
      'FILES_S3_ENDPOINT',
      `names ${server}, which does not keep up or has a fault (${name}): look at its state.`,
    );
  }
  if (status === 401 || status === 403) {
    return about(
      'FILES_S3_BUCKET',
      `names ${bucket}, which refuses these credentials (${name}): allow them what docs/operations/files.md lists, or correct FILES_S3_ACCESS_KEY_ID.`,
    );
  }
  return about(
    'FILES_S3_ENDPOINT',
    `names ${server}, which does not answer like S3 (${name}, ${status}): correct the variable.`,
  );
}

function inAnotherRegion(error: unknown, { bucket, region }: FilesBucket): BucketTrouble {
  const { Region: named, $response: response } = error as {
    Region?: string;
    $response?: { headers?: Record<string, string> };
  };
  const other = named ?? response?.headers?.['x-amz-bucket-region'] ?? '';
  const where = /^[a-z0-9-]{1,63}$/i.test(other) && other !== region ? other : 'another region';
  const says = `is ${region}, and the bucket ${bucket} lies in ${where} (${refusalOf(error)}): correct the variable.`;
  return new BucketTrouble('away', 'FILES_S3_REGION', says);
}

/** Nothing came back, or nothing was even sent. */
function withoutAnswer(error: unknown, { endpoint, region }: FilesBucket): BucketTrouble {
  const name = refusalOf(error);
  if (name === 'CredentialsProviderError') {
    const says =
      'is not set, and this machine offers no credentials of its own (environment, shared file, role): set it and FILES_S3_SECRET_ACCESS_KEY.';
    return new BucketTrouble('away', 'FILES_S3_ACCESS_KEY_ID', says);
  }
  const why = name === 'TimeoutError' ? 'ETIMEDOUT' : codeOf(error) || name;
  if (endpoint === null) {
    const says = `is ${region}, and Amazon S3 cannot be reached there (${why}): correct the variable, let this machine reach it, or name another provider's server in FILES_S3_ENDPOINT.`;
    return new BucketTrouble('away', 'FILES_S3_REGION', says);
  }
  const says = `names ${endpoint}, which cannot be reached (${why}): start it, let this machine reach it, or correct the variable.`;
  return new BucketTrouble('away', 'FILES_S3_ENDPOINT', says);
}
