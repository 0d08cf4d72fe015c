import { inPages, type FileBytes } from '@countersign/platform';

/** More steps along a chain, or more names in the root, than an honest document has ([MS-CFB] sets no bound). */
const MOST_SECTORS = 4096;
const MOST_NAMES = 4096;

const ENTRY = 128;
const NO_ENTRY = 0xffffffff;
/** Sectors are numbered up to here; above stand marks such as "end of the chain". */
const LAST_SECTOR = 0xfffffffa;
const IN_HEADER = 109;

interface Layout {
  readonly bytes: FileBytes;
  readonly header: Buffer;
  readonly sectorSize: number;
}

/**
 * The names in the root storage of an OLE compound file ([MS-CFB] 2.2–2.6). Only the root counts: a document inside
 * another file's folder makes no document of it. Null where the container is damaged, goes in circles or is beyond
 * the bounds.
 */
export async function rootNamesOf(file: FileBytes): Promise<ReadonlySet<string> | null> {
  const bytes = inPages(file);
  const header = await bytes.read(0, 512);
  if (header.length < 512) return null;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const layout = { bytes, header, sectorSize: 2 ** shift };
  const sectors = await directorySectors(layout);
  return sectors === null ? null : namesInRoot(layout, sectors);
}

async function directorySectors(layout: Layout): Promise<number[] | null> {
  const sectors: number[] = [];
  const seen = new Set<number>();
  let sector = layout.header.readUInt32LE(48);
  while (sector <= LAST_SECTOR) {
    if (seen.has(sector) || sectors.length >= MOST_SECTORS) return null;
    seen.add(sector);
    sectors.push(sector);
    const next = await sectorAfter(layout, sector);
    if (next === null) return null;
    sector = next;
  }
  return sectors;
}

async function sectorAfter(layout: Layout, sector: number): Promise<number | null> {
  const numbersInSector = layout.sectorSize / 4;
  const table = await tableSector(layout, Math.floor(sector / numbersInSector));
  return table === null ? null : numberIn(layout, table, sector % numbersInSector);
}

/** Where the n-th sector of the allocation table lies: the header knows the first 109, a chain knows the others. */
async function tableSector(layout: Layout, index: number): Promise<number | null> {
  if (index < IN_HEADER) return layout.header.readUInt32LE(76 + index * 4);
  const numbersInSector = layout.sectorSize / 4 - 1;
  let left = index - IN_HEADER;
  let sector: number | null = layout.header.readUInt32LE(68);
  for (let step = 0; left >= numbersInSector; step++, left -= numbersInSector) {
    if (sector === null || step >= MOST_SECTORS) return null;
    sector = await numberIn(layout, sector, numbersInSector);
  }
  return sector === null ? null : numberIn(layout, sector, left);
}

async function numberIn(layout: Layout, sector: number, index: number): Promise<number | null> {
  if (sector > LAST_SECTOR) return null;
  const found = await layout.bytes.read((sector + 1) * layout.sectorSize + index * 4, 4);
  return found.length < 4 ? null : found.readUInt32LE(0);
}

/** The entries of a storage form a tree by their neighbours; it is walked whatever its order, each entry once. */
async function namesInRoot(layout: Layout, sectors: readonly number[]): Promise<Set<string> | null> {
  const root = await entryAt(layout, sectors, 0);
  if (root === null || root.kind !== 5) return null;
  const names = new Set<string>();
  const seen = new Set<number>();
  const waiting = [root.child];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === NO_ENTRY) continue;
    const entry = seen.has(id) || seen.size >= MOST_NAMES ? null : await entryAt(layout, sectors, id);
    if (entry === null) return null;
    seen.add(id);
    names.add(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names;
}

async function entryAt({ bytes, sectorSize }: Layout, sectors: readonly number[], id: number) {
  const sector = sectors[Math.floor((id * ENTRY) / sectorSize)];
  if (sector === undefined) return null;
  const entry = await bytes.read((sector + 1) * sectorSize + ((id * ENTRY) % sectorSize), ENTRY);
  const length = entry.length < ENTRY ? 0 : entry.readUInt16LE(64);
  if (length < 2 || length > 64) return null;
  return {
    name: entry.toString('utf16le', 0, length - 2),
    kind: entry.readUInt8(66),
    left: entry.readUInt32LE(68),
    right: entry.readUInt32LE(72),
    child: entry.readUInt32LE(76),
  };
}
