import { inPages, type FileBytes } from '@countersign/platform';
import { Unfit } from './content';
import type { ZipEntry } from './zip-entries';

const LOCAL_HEAD = 30;
const SIZES_FOLLOW = 0x0008;
/** The sizes behind an entry that was written in one go (APPNOTE 4.3.9): with and without mark, in 32 and 64 bits. */
const FOLLOWING = [12, 16, 20, 24];
const IN_ZIP64 = 0xffffffff;

/**
 * A ZIP names each entry twice: in its list, and before the entry. A reader goes by one of the two, so the two must
 * say the same, and entry must follow entry from the first byte up to the list: nothing between, nothing twice.
 */
export async function requireOneLayout(
  file: FileBytes,
  entries: readonly ZipEntry[],
  listAt: number,
): Promise<void> {
  const bytes = inPages(file);
  const inOrder = [...entries].sort((one, other) => one.at - other.at);
  let expected = [0];
  for (const entry of inOrder) {
    if (!expected.includes(entry.at)) throw disagreeing();
    const end = await endOf(bytes, entry);
    expected = (entry.flags & SIZES_FOLLOW) === 0 ? [end] : [end, ...FOLLOWING.map((length) => end + length)];
  }
  if (!expected.includes(listAt)) throw disagreeing();
}

async function endOf(bytes: FileBytes, entry: ZipEntry): Promise<number> {
  const head = await bytes.read(entry.at, LOCAL_HEAD + entry.rawName.length);
  if (head.length < LOCAL_HEAD || head.readUInt32LE(0) !== 0x04034b50) throw disagreeing();
  const sizeInPlace = head.readUInt32LE(18);
  const sizeFits =
    (entry.flags & SIZES_FOLLOW) !== 0 || sizeInPlace === entry.packedSize || sizeInPlace === IN_ZIP64;
  const same =
    sizeFits &&
    head.readUInt16LE(8) === entry.method &&
    head.readUInt16LE(26) === entry.rawName.length &&
    head.subarray(LOCAL_HEAD).equals(entry.rawName);
  if (!same) throw disagreeing();
  return entry.at + LOCAL_HEAD + entry.rawName.length + head.readUInt16LE(28) + entry.packedSize;
}

const disagreeing = () => new Unfit('damaged-or-more');
