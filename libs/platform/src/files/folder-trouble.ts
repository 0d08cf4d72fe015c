import { codeOf } from '../config/system-code';
import { StorageProblem } from './storage-trouble';

const withoutRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const outOfReach: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN'],
  ...['EROFS', 'EACCES', 'EPERM', 'EIO'],
]);

/** Null for an error that says nothing of the folder itself, such as a caller who hung up. */
export function folderTrouble(error: unknown, folder: string): StorageProblem | null {
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

/** Behind `FILES_DIR`, at a start. */
export function whyUnusable(folder: string, code: string): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `names ${folder}, which is no folder: correct the variable.`;
    case 'ENOSPC':
      return `names ${folder}, and its disk is full: make room or name another one.`;
    case 'EROFS':
      return `names ${folder}, whose disk is mounted read-only: mount it for writing or name another one.`;
    default:
      return `names ${folder}, which cannot be made or written to (${code}): let it belong to the user of api and worker, or correct the variable.`;
  }
}
