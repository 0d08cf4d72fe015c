import { Problem } from '../problems/problem';

const RETRY_AFTER_SECONDS = 300;

const withoutRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const outOfReach: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN'],
  ...['EROFS', 'EACCES', 'EPERM', 'EIO'],
]);

/** The system's word for what it refused, such as `ENOSPC`; empty for every other error. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The place for files refuses: what to tell whoever brought or wants one, and what to tell the operator. */
export class StorageProblem extends Problem {
  constructor(
    readonly kind: 'full' | 'away',
    readonly forOperator: string,
  ) {
    super({ ...told[kind], retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

const told = {
  full: {
    status: 507,
    code: 'storage-full',
    title: 'There is no room for files at the moment',
    detail:
      'The disk for files is full, so this file was not kept. Nothing was lost, try again later: the operator has been told in the log.',
  },
  away: {
    status: 503,
    code: 'storage-away',
    title: 'Files cannot be reached at the moment',
    detail:
      'The place where files are kept cannot be used at the moment. Nothing was lost, try again later: the operator has been told in the log.',
  },
} as const;

/** Null for an error that says nothing of the place itself, such as a caller who hung up. */
export function storageTrouble(error: unknown, folder: string): StorageProblem | null {
  const code = codeOf(error);
  if (withoutRoom.has(code)) {
    return new StorageProblem(
      'full',
      `The disk of FILES_DIR ${folder} is full (${code}): make room. Uploads are refused.`,
    );
  }
  if (!outOfReach.has(code)) return null;
  return new StorageProblem(
    'away',
    `FILES_DIR ${folder} cannot be used (${code}): mount or put back the folder as it was, writable for this user.`,
  );
}
