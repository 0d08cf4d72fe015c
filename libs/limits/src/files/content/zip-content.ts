import { setImmediate } from 'node:timers/promises';
import type { FileBytes } from '@countersign/platform';
import { Unfit, type Content } from './content';
import { zipListOf } from './zip-end';
import { ENTRIES_A_TURN, zipEntriesOf, type ZipEntry } from './zip-entries';
import { requireOneLayout } from './zip-layout';
import { extensionOf, isActive, isProgram } from './extensions';
import { readableName } from './file-name';

const MACROS = /(?:^|\/)vbaProject\.bin$|^xl\/macrosheets\//i;
const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/;

/** Nothing is inflated: the names of the entries decide, and OpenDocument says its type in the clear. */
export async function zipContentOf(bytes: FileBytes): Promise<Content> {
  const list = await zipListOf(bytes);
  if (list === null) throw new Unfit('cut');
  if (list.entries === 0) throw new Unfit('empty');
  const entries = await zipEntriesOf(bytes, list);
  await requireOneLayout(bytes, entries, list.at);
  requireOneEach(entries);
  const content = (await openDocumentOf(bytes, entries)) ?? officeOf(entries);
  await requireHarmless(entries, content === 'zip' ? isActive : isProgram);
  return content;
}

function officeOf(entries: readonly ZipEntry[]): Content {
  const names = entries.map(({ rawName }) => rawName.toString('latin1'));
  if (!names.includes('[Content_Types].xml')) return 'zip';
  const macros = names.some((name) => MACROS.test(name));
  const has = (folder: string) => names.some((name) => name.startsWith(folder));
  if (has('word/')) return macros ? 'docm' : 'docx';
  if (has('xl/')) return macros ? 'xlsm' : 'xlsx';
  if (has('ppt/')) return macros ? 'pptm' : 'pptx';
  return 'zip';
}

/** Its first entry is its type, neither packed nor locked (OpenDocument 1.3, part 2, 3.3). */
async function openDocumentOf(bytes: FileBytes, entries: readonly ZipEntry[]): Promise<Content | null> {
  const first = entries.find(({ at }) => at === 0);
  if (first?.rawName.toString('latin1') !== 'mimetype' || first.method !== 0 || first.packedSize > 100)
    return null;
  const head = await bytes.read(26, 4);
  const said = await bytes.read(30 + head.readUInt16LE(0) + head.readUInt16LE(2), first.packedSize);
  const kind = OPEN_DOCUMENT.exec(said.toString('latin1'))?.[1];
  if (kind === undefined) return null;
  const content = ({ text: 'odt', spreadsheet: 'ods', presentation: 'odp' } as const)[kind as 'text'];
  const macros = entries.some(({ rawName }) => /^(?:Basic|Scripts)\//.test(rawName.toString('latin1')));
  return macros ? `${content}-macros` : content;
}

function requireOneEach(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ rawName }) => rawName.toString('latin1')));
  if (names.size < entries.length) throw new Unfit('two-of-one-name');
}

async function requireHarmless(
  entries: readonly ZipEntry[],
  isHarmful: (extension: string) => boolean,
): Promise<void> {
  for (const [index, { names }] of entries.entries()) {
    if (index % ENTRIES_A_TURN === 0) await setImmediate();
    for (const name of names) requireHarmlessName(name, isHarmful);
  }
}

function requireHarmlessName(name: string, isHarmful: (extension: string) => boolean): void {
  const parts = name.split(/[\\/]/);
  if (parts.includes('..') || /^(?:[\\/]|[a-z]:[\\/])/i.test(name)) throw new Unfit('leads-out');
  if (isHarmfulName(parts.at(-1) ?? '', isHarmful) || /\.app[\\/]/i.test(name))
    throw new Unfit('harmful', { inner: shown(parts) });
}

/** Behind a colon Windows sees a stream of the file before it. */
function isHarmfulName(name: string, isHarmful: (extension: string) => boolean): boolean {
  return [name, name.split(':')[0] ?? ''].some((one) => {
    const extension = extensionOf(readableName(one));
    return extension !== null && isHarmful(extension);
  });
}

const shown = (parts: readonly string[]) =>
  readableName(parts.findLast((part) => part !== '') ?? '').slice(0, 80);
