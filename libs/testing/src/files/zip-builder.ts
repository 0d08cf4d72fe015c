export interface PackedEntry {
  readonly name: string;
  readonly content?: string;
  /** What the entry calls itself in its place, where that differs from the list. */
  readonly nameInPlace?: string;
  /** As it is said, whatever is there. */
  readonly unpackedSize?: number;
  readonly extra?: Buffer;
  readonly flags?: number;
  /** The sizes stand behind the entry, as whoever writes in one go has to do. */
  readonly sizesFollow?: boolean;
}

export interface ZipWishes {
  readonly comment?: string;
  readonly before?: Buffer;
  /** Between the last entry and the list. */
  readonly between?: Buffer;
  /** Counts from the first byte of the archive and not of the file. */
  readonly unadjusted?: boolean;
  readonly zip64?: boolean;
}

/** A ZIP as APPNOTE describes it, every entry stored as it is. */
export function zipOf(entries: readonly (string | PackedEntry)[], wishes: ZipWishes = {}): Buffer {
  const all = entries.map((entry) => (typeof entry === 'string' ? { name: entry } : entry));
  const before = wishes.before ?? Buffer.alloc(0);
  let at = wishes.unadjusted === true ? 0 : before.length;
  const heads: Buffer[] = [];
  const bodies = all.map((entry) => {
    const body = placed(entry);
    heads.push(listed(entry, at));
    at += body.length;
    return body;
  });
  const between = wishes.between ?? Buffer.alloc(0);
  const list = Buffer.concat(heads);
  const end = endOf({ entries: all.length, length: list.length, at: at + between.length }, wishes);
  return Buffer.concat([before, ...bodies, between, list, end]);
}

function placed(entry: PackedEntry): Buffer {
  const name = Buffer.from(entry.nameInPlace ?? entry.name);
  const content = Buffer.from(entry.content ?? '');
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(flagsOf(entry), 6);
  if (entry.sizesFollow !== true) head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 26);
  const following = Buffer.alloc(entry.sizesFollow === true ? 16 : 0);
  return Buffer.concat([head, name, content, following]);
}

function listed(entry: PackedEntry, at: number): Buffer {
  const name = Buffer.from(entry.name);
  const extra = entry.extra ?? Buffer.alloc(0);
  const size = Buffer.from(entry.content ?? '').length;
  const head = Buffer.alloc(46);
  head.write('PK\x01\x02', 'latin1');
  head.writeUInt16LE(flagsOf(entry), 8);
  head.writeUInt32LE(size, 20);
  head.writeUInt32LE(entry.unpackedSize ?? size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name, extra]);
}

const flagsOf = (entry: PackedEntry) => (entry.flags ?? 0) | (entry.sizesFollow === true ? 8 : 0);

function endOf(list: { entries: number; length: number; at: number }, { comment, zip64 }: ZipWishes): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(zip64 === true ? 0xffff : list.entries, 8);
  end.writeUInt16LE(zip64 === true ? 0xffff : list.entries, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(zip64 === true ? 0xffffffff : list.at, 16);
  end.writeUInt16LE((comment ?? '').length, 20);
  return Buffer.concat([zip64 === true ? zip64End(list) : Buffer.alloc(0), end, Buffer.from(comment ?? '')]);
}

function zip64End(list: { entries: number; length: number; at: number }): Buffer {
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(list.entries), 24);
  record.writeBigUInt64LE(BigInt(list.entries), 32);
  record.writeBigUInt64LE(BigInt(list.length), 40);
  record.writeBigUInt64LE(BigInt(list.at), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(list.at + list.length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

/** The name again, as some programs prefer it (APPNOTE 4.6.9). */
export function unicodePath(name: string): Buffer {
  const again = Buffer.from(name);
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + again.length, 2);
  head.writeUInt8(1, 4);
  return Buffer.concat([head, again]);
}
