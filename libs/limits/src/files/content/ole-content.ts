import type { FileBytes } from '@countersign/platform';
import type { Content } from './content';
import { rootNamesOf } from './ole-directory';

/** What stands in the root of each format and of no other: [MS-DOC] 2.1.1, [MS-XLS] 2.1.2, [MS-PPT] 2.1.1, [MS-OXMSG] 2.2. */
const MARKS: readonly (readonly [Content, readonly string[]])[] = [
  ['doc', ['WordDocument']],
  ['xls', ['Workbook', 'Book']],
  ['ppt', ['PowerPoint Document']],
  ['msg', ['__properties_version1.0']],
];

/** The names of an installer's tables are packed into this range; no document has one. */
const INSTALLER_TABLE = /^[\u3800-\u4840]/u;

export async function oleContentOf(bytes: FileBytes): Promise<Content> {
  const names = await rootNamesOf(bytes);
  if (names === null) return 'unknown';
  // [MS-OFFCRYPTO] 2.3.4: the package of a document under a password, and how it was locked.
  if (names.has('EncryptionInfo') && names.has('EncryptedPackage')) return 'locked';
  if ([...names].some((name) => INSTALLER_TABLE.test(name))) return 'ole';
  const found = MARKS.filter(([, marks]) => marks.some((mark) => names.has(mark)));
  return found.length === 1 && found[0] !== undefined ? found[0][0] : 'ole';
}
