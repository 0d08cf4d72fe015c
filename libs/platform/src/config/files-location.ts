import { ConfigurationError } from './configuration-error';

/** Where uploaded files lie: in a folder that every api and worker reaches, or in a bucket that speaks S3. */
export type FilesLocation = FilesFolder | FilesBucket;

export interface FilesFolder {
  readonly kind: 'folder';
  readonly folder: string;
}

export interface FilesBucket {
  readonly kind: 'bucket';
  readonly bucket: string;
  /** Of another provider than Amazon; no slash at its end. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Empty, or folders within the bucket with a slash at their end. */
  readonly prefix: string;
  /** Null where the machine brings its own, such as a role. */
  readonly credentials: BucketCredentials | null;
}

export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Reader {
  optional(variable: string): string | null;
  secret(variable: string): string | null;
  required(variable: string, remedy: string): string;
  optionalUrl(variable: string, schemes: readonly string[]): string | null;
}

export function filesLocationFrom(read: Reader): FilesLocation {
  const bucket = read.optional('FILES_S3_BUCKET');
  if (bucket === null) {
    const wanted = 'must name the folder that keeps uploaded files, or FILES_S3_BUCKET a bucket.';
    return { kind: 'folder', folder: read.required('FILES_DIR', wanted) };
  }
  if (read.optional('FILES_DIR') !== null) {
    throw new ConfigurationError(
      'FILES_DIR',
      'and FILES_S3_BUCKET are both set, and files lie in one place: leave one of them empty.',
    );
  }
  return {
    kind: 'bucket',
    bucket: nameOf(bucket),
    endpoint: endpointOf(read.optionalUrl('FILES_S3_ENDPOINT', ['https:', 'http:'])),
    region: regionOf(read.optional('FILES_S3_REGION') ?? 'us-east-1'),
    prefix: prefixOf(read.optional('FILES_S3_PREFIX')),
    credentials: credentialsFrom(read),
  };
}

function nameOf(bucket: string): string {
  if (/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i.test(bucket)) return bucket;
  throw new ConfigurationError(
    'FILES_S3_BUCKET',
    'must be the name of a bucket alone, such as countersign-files: 3 to 63 letters, digits, dots and hyphens.',
  );
}

function endpointOf(address: string | null): string | null {
  if (address === null) return null;
  const { origin, username, password, pathname, search, hash } = new URL(address);
  if (username !== '' || password !== '') {
    throw new ConfigurationError(
      'FILES_S3_ENDPOINT',
      'must hold no name and no password: they belong in FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY.',
    );
  }
  if (pathname === '/' && search === '' && hash === '') return origin;
  throw new ConfigurationError(
    'FILES_S3_ENDPOINT',
    'must be the address of the server alone: the bucket belongs in FILES_S3_BUCKET, a folder in it in FILES_S3_PREFIX.',
  );
}

function regionOf(region: string): string {
  if (/^[a-z0-9-]{1,63}$/i.test(region)) return region;
  throw new ConfigurationError('FILES_S3_REGION', 'must be the name of a region, such as eu-central-1.');
}

function prefixOf(text: string | null): string {
  const folders = (text ?? '').split('/').filter((folder) => folder !== '');
  const fit = folders.every((folder) => /^[\w.-]+$/.test(folder) && !/^\.+$/.test(folder));
  if (fit) return folders.map((folder) => `${folder}/`).join('');
  throw new ConfigurationError(
    'FILES_S3_PREFIX',
    'must be folders of letters, digits, dots, hyphens and underscores, separated by slashes.',
  );
}

function credentialsFrom(read: Reader): BucketCredentials | null {
  const accessKeyId = read.secret('FILES_S3_ACCESS_KEY_ID');
  const secretAccessKey = read.secret('FILES_S3_SECRET_ACCESS_KEY');
  if (accessKeyId !== null && secretAccessKey !== null) return { accessKeyId, secretAccessKey };
  if (accessKeyId === null && secretAccessKey === null) return null;
  const [given, missing] =
    secretAccessKey === null
      ? ['FILES_S3_ACCESS_KEY_ID', 'FILES_S3_SECRET_ACCESS_KEY']
      : ['FILES_S3_SECRET_ACCESS_KEY', 'FILES_S3_ACCESS_KEY_ID'];
  throw new ConfigurationError(
    missing,
    `is not set, although ${given} is: set both, or neither where the machine brings credentials of its own.`,
  );
}

/** For the line of a start: no name and no secret. */
export function locationInWords(location: FilesLocation): string {
  if (location.kind === 'folder') return location.folder;
  const { bucket, prefix, endpoint, region } = location;
  return `bucket ${bucket}/${prefix} at ${endpoint ?? `Amazon S3 in ${region}`}`;
}
