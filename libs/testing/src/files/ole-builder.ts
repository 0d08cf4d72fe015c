const SECTOR = 512;
const ENTRIES_IN_SECTOR = 4;
const NUMBERS_IN_SECTOR = SECTOR / 4;
const NONE = 0xffffffff;
const END = 0xfffffffe;

export interface OleWishes {
  /** Names below a storage of the root, which itself is called "inside". */
  readonly inside?: readonly string[];
  /** Sectors that are skipped between two of the directory, so that its chain leaves the header's list of tables. */
  readonly apart?: number;
  /** The directory goes on where it began. */
  readonly circle?: boolean;
  /** The last name has the first for its neighbour. */
  readonly neighboursInCircle?: boolean;
}

/**
 * An OLE compound file ([MS-CFB], version 3) with these names in its root: a header, the tables, the directory, and no
 * byte more, since nothing else is looked at.
 */
export function oleOf(names: readonly string[], wishes: OleWishes = {}): Buffer {
  const entries = entriesOf(names, wishes);
  const count = Math.ceil(entries.length / ENTRIES_IN_SECTOR);
  const step = 1 + (wishes.apart ?? 0);
  const tables = tablesFor(count * step);
  const sectors = Array.from({ length: count }, (_, index) => tables.all + index * step);
  const file = Buffer.alloc((1 + tables.all + count * step) * SECTOR);
  writeHeader(file, sectors[0] ?? END, tables);
  sectors.forEach((sector, index) => {
    const last = wishes.circle === true ? (sectors[0] ?? END) : END;
    setNext(file, tables, sector, sectors[index + 1] ?? last);
    const here = entries.slice(index * ENTRIES_IN_SECTOR, (index + 1) * ENTRIES_IN_SECTOR);
    Buffer.concat(here).copy(file, (sector + 1) * SECTOR);
  });
  return file;
}

function entriesOf(names: readonly string[], { inside = [], neighboursInCircle }: OleWishes): Buffer[] {
  const all = inside.length > 0 ? [...names, 'inside'] : names;
  const first = all.length + 1;
  const back = neighboursInCircle === true ? 1 : NONE;
  return [
    entryOf('Root Entry', 5, { right: NONE, child: all.length > 0 ? 1 : NONE }),
    ...all.map((name, index) =>
      entryOf(name, name === 'inside' ? 1 : 2, {
        right: index + 2 <= all.length ? index + 2 : back,
        child: name === 'inside' ? first : NONE,
      }),
    ),
    ...inside.map((name, index) =>
      entryOf(name, 2, { right: index + 1 < inside.length ? first + index + 1 : NONE, child: NONE }),
    ),
  ];
}

function entryOf(name: string, kind: number, { right, child }: { right: number; child: number }): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 64);
  entry.writeUInt8(kind, 66);
  entry.writeUInt32LE(NONE, 68);
  entry.writeUInt32LE(right, 72);
  entry.writeUInt32LE(child, 76);
  return entry;
}

interface Tables {
  readonly fat: number;
  /** Lists of tables beyond the 109 of the header. */
  readonly lists: number;
  readonly all: number;
}

function tablesFor(sectors: number): Tables {
  let fat = 1;
  for (;;) {
    const lists = fat > 109 ? Math.ceil((fat - 109) / (NUMBERS_IN_SECTOR - 1)) : 0;
    const all = fat + lists;
    if (fat * NUMBERS_IN_SECTOR >= sectors + all) return { fat, lists, all };
    fat++;
  }
}

function writeHeader(file: Buffer, directory: number, { fat, lists }: Tables): void {
  file.write('d0cf11e0a1b11ae1', 'hex');
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(fat, 44);
  file.writeUInt32LE(directory, 48);
  file.writeUInt32LE(lists > 0 ? fat : END, 68);
  file.writeUInt32LE(lists, 72);
  for (let table = 0; table < fat; table++) {
    const beyond = table - 109;
    const list = fat + Math.floor(beyond / (NUMBERS_IN_SECTOR - 1));
    const place = beyond < 0 ? 76 + table * 4 : (list + 1) * SECTOR + (beyond % (NUMBERS_IN_SECTOR - 1)) * 4;
    file.writeUInt32LE(table, place);
  }
  for (let list = 0; list < lists; list++)
    file.writeUInt32LE(list + 1 < lists ? fat + list + 1 : END, (fat + list + 2) * SECTOR - 4);
}

function setNext(file: Buffer, { fat }: Tables, sector: number, next: number): void {
  const table = Math.floor(sector / NUMBERS_IN_SECTOR);
  if (table >= fat) throw new Error('The tables are too few.');
  file.writeUInt32LE(next, (table + 1) * SECTOR + (sector % NUMBERS_IN_SECTOR) * 4);
}
