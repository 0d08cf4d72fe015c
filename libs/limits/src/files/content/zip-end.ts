import type { FileBytes } from '@countersign/platform';
import { Unfit } from './content';

/** Where the list of a ZIP's entries lies (APPNOTE 4.3.12–4.3.16). */
export interface ZipList {
  readonly entries: number;
  readonly at: number;
  readonly length: number;
}

const END = 22;
const LONGEST_COMMENT = 0xffff;
const IN_ZIP64 = 0xffffffff;

/**
 * Where the list of a ZIP is, by its last record; null where the file does not end with one. Other readers may settle
 * for a record further up, and would then see another archive: so the last one must reach to the last byte.
 */
export async function zipListOf(bytes: FileBytes): Promise<ZipList | null> {
  const found = await endOf(bytes);
  if (found === null) return null;
  const { end, at } = found;
  if (end.readUInt32LE(4) !== 0) throw new Unfit('one-of-several');
  const said = { entries: end.readUInt16LE(10), length: end.readUInt32LE(12), at: end.readUInt32LE(16) };
  const long = await zip64ListOf(bytes, at);
  const list = long?.list ?? said;
  if (long !== null && !agree(said, long.list)) throw new Unfit('two-lists');
  return list.at + list.length === (long?.recordAt ?? at) ? list : null;
}

/** Whether a ZIP stands at the end of a file that begins as something else, wherever it says that it begins. */
export async function endsInArchive(bytes: FileBytes): Promise<boolean> {
  const found = await endOf(bytes);
  if (found === null) return false;
  const list = found.at - found.end.readUInt32LE(12);
  const heads = [await bytes.read(Math.max(0, list), 4), await bytes.read(Math.max(0, found.at - 20), 4)];
  return heads.some((head) => ['PK\x01\x02', 'PK\x06\x07'].includes(head.toString('latin1')));
}

async function endOf(bytes: FileBytes): Promise<{ end: Buffer; at: number } | null> {
  const from = Math.max(0, bytes.size - END - LONGEST_COMMENT);
  const tail = await bytes.read(from, END + LONGEST_COMMENT);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + END > tail.length || at + END + tail.readUInt16LE(at + 20) !== tail.length) return null;
  return { end: tail.subarray(at), at: from + at };
}

async function zip64ListOf(bytes: FileBytes, endAt: number) {
  const locator = await bytes.read(Math.max(0, endAt - 20), 20);
  if (endAt < 20 || locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return null;
  const recordAt = Number(locator.readBigUInt64LE(8));
  const record = await bytes.read(recordAt, 56);
  const found = record.length === 56 && record.toString('latin1', 0, 4) === 'PK\x06\x06';
  if (!found || recordAt + 12 + Number(record.readBigUInt64LE(4)) !== endAt - 20) throw new Unfit('no-list');
  const [entries, length, at] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
  return { recordAt, list: { entries: entries ?? 0, length: length ?? 0, at: at ?? 0 } };
}

function agree(short: ZipList, long: ZipList): boolean {
  return (
    [0xffff, long.entries].includes(short.entries) &&
    [IN_ZIP64, long.length].includes(short.length) &&
    [IN_ZIP64, long.at].includes(short.at)
  );
}
