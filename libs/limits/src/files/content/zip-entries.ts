import { setImmediate } from 'node:timers/promises';
import type { FileBytes } from '@countersign/platform';
import { Unfit } from './content';
import { type ZipList } from './zip-end';

export interface ZipEntry {
  /** As the list says it, and as an extra field may say it again (APPNOTE 4.6.9). */
  readonly names: readonly string[];
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly packedSize: number;
  readonly at: number;
}

export const MOST_ENTRIES = 10_000;
const LONGEST_LIST = 4 * 1024 * 1024;
/** Longer than any system takes a path (Linux: 4,096 bytes). */
const LONGEST_NAME = 4096;

const HEAD = 46;
const UTF8_NAME = 0x0800;
const HIDDEN_NAMES = 0x2000;
const UNICODE_PATH = 0x7075;
const ZIP64 = 0x0001;
const IN_ZIP64 = 0xffffffff;

/** The list of a ZIP, whole or not at all: what it leaves out or hides cannot be judged. */
export async function zipEntriesOf(bytes: FileBytes, { entries, at, length }: ZipList): Promise<ZipEntry[]> {
  if (entries > MOST_ENTRIES || length > LONGEST_LIST) throw tooLong();
  const list = await bytes.read(at, length);
  const found: ZipEntry[] = [];
  for (let place = 0; place < list.length;) {
    const entry = entryAt(list, place);
    if (entry === null) throw new Unfit('damaged-list');
    found.push(entry.entry);
    place = entry.next;
    if (found.length % ENTRIES_A_TURN === 0) await setImmediate();
  }
  if (found.length !== entries || list.length !== length) throw new Unfit('fewer');
  return found;
}

/** So many are looked at before others have their turn. */
export const ENTRIES_A_TURN = 100;

const tooLong = () => new Unfit('too-long', { most: MOST_ENTRIES });

function entryAt(list: Buffer, place: number): { entry: ZipEntry; next: number } | null {
  if (place + HEAD > list.length || list.readUInt32LE(place) !== 0x02014b50) return null;
  const flags = list.readUInt16LE(place + 8);
  if ((flags & HIDDEN_NAMES) !== 0) throw new Unfit('hidden-names');
  const nameEnd = place + HEAD + list.readUInt16LE(place + 28);
  const extraEnd = nameEnd + list.readUInt16LE(place + 30);
  const next = extraEnd + list.readUInt16LE(place + 32);
  if (next > list.length) return null;
  const rawName = list.subarray(place + HEAD, nameEnd);
  const extra = list.subarray(nameEnd, extraEnd);
  const again = extraFields(extra, UNICODE_PATH).map((field) => field.toString('utf8', 5));
  const names = [rawName.toString((flags & UTF8_NAME) === 0 ? 'latin1' : 'utf8'), ...again];
  if (names.some((name) => name.length > LONGEST_NAME)) throw tooLong();
  const place64 = place64Of(list, place, extraFields(extra, ZIP64)[0] ?? null);
  const entry = { names, rawName, flags, method: list.readUInt16LE(place + 10), ...place64 };
  return { entry, next };
}

/** What does not fit into 32 bits stands in an extra field, in this order, and only what does not fit. */
function place64Of(list: Buffer, place: number, extra: Buffer | null): { packedSize: number; at: number } {
  let behind = 0;
  const [, packedSize, at] = [24, 20, 42].map((where) => {
    const short = list.readUInt32LE(place + where);
    if (short !== IN_ZIP64 || extra === null || behind + 8 > extra.length) return short;
    behind += 8;
    return Number(extra.readBigUInt64LE(behind - 8));
  });
  return { packedSize: packedSize ?? 0, at: at ?? 0 };
}

function extraFields(extra: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2))
    if (extra.readUInt16LE(place) === wanted)
      found.push(extra.subarray(place + 4, place + 4 + extra.readUInt16LE(place + 2)));
  return found;
}
