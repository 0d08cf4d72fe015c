/** What the bytes of a file are, told by themselves. */
export type Content =
  | 'pdf'
  /** The head of a PDF behind other bytes: a text that quotes one begins alike. */
  | 'prefaced-pdf'
  | 'text'
  | 'ole'
  | 'zip'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'docm'
  | 'xlsm'
  | 'pptm'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'heic'
  | 'tiff'
  | 'signed'
  | 'program'
  | 'unknown';

/** The start and the end of a file: what is told about it is told from these, whatever its length. */
export interface Ends {
  readonly start: Buffer;
  readonly end: Buffer;
}

export const READ_AT_THE_START = 4100;
/** A ZIP keeps its list of entries at its end; a list beyond this is cut, and what is seen of it decides. */
export const READ_AT_THE_END = 256 * 1024;

/** Readers look for the head of a PDF in its first kilobyte (ISO 32000-1, annex H.3.4.1). */
const PDF_HEAD_WITHIN = 1024;

const SIGNATURES: readonly (readonly [Content, number, string])[] = [
  ['program', 0, '4d5a'],
  ['program', 0, '7f454c46'],
  ['program', 0, 'feedface'],
  ['program', 0, 'feedfacf'],
  ['program', 0, 'cefaedfe'],
  ['program', 0, 'cffaedfe'],
  ['program', 0, 'cafebabe'],
  ['program', 0, '4c0000000114020000000000c000000000000046'],
  ['ole', 0, 'd0cf11e0a1b11ae1'],
  ['png', 0, '89504e470d0a1a0a'],
  ['jpeg', 0, 'ffd8ff'],
  ['gif', 0, '47494638'],
  ['tiff', 0, '49492a00'],
  ['tiff', 0, '4d4d002a'],
  ['webp', 8, '57454250'],
];

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

export function contentOf(ends: Ends): Content {
  const { start } = ends;
  const signed = SIGNATURES.find(([, at, hex]) => startsWith(start, at, hex));
  if (signed !== undefined && !(signed[0] === 'program' && isText(start))) return signed[0];
  if (startsWith(start, 0, '504b0304') || startsWith(start, 0, '504b0506')) return archiveOf(ends);
  const head = start.subarray(0, PDF_HEAD_WITHIN + 5).indexOf('%PDF-');
  if (head >= 0) return head === 0 ? 'pdf' : 'prefaced-pdf';
  if (start.toString('latin1', 4, 8) === 'ftyp' && HEIC_BRANDS.has(start.toString('latin1', 8, 12)))
    return 'heic';
  if (isSigned(start)) return 'signed';
  return isText(start) ? 'text' : 'unknown';
}

function startsWith(bytes: Buffer, at: number, hex: string): boolean {
  return bytes.toString('hex', at, at + hex.length / 2) === hex;
}

/** PKCS #7 signed data: a DER or BER sequence that begins with its object identifier, or its PEM form. */
function isSigned(start: Buffer): boolean {
  return (
    (start[0] === 0x30 && start.subarray(0, 24).includes(Buffer.from('06092a864886f70d0107', 'hex'))) ||
    /^-----BEGIN (?:PKCS7|CMS)-----/.test(start.toString('latin1', 0, 32))
  );
}

/** UTF-16 says so by its first two bytes; every other text has no control characters besides breaks and tabs. */
function isText(start: Buffer): boolean {
  if (startsWith(start, 0, 'fffe') || startsWith(start, 0, 'feff')) return isUtf16(start);
  return !start.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));
}

function isUtf16(start: Buffer): boolean {
  const even = start.subarray(0, start.length - (start.length % 2));
  const text = startsWith(start, 0, 'fffe')
    ? even.toString('utf16le')
    : Buffer.from(even).swap16().toString('utf16le');
  return ![...text].some((letter) => letter < '\t' || (letter > '\r' && letter < ' '));
}

/** Nothing is inflated: the names of the entries decide, and OpenDocument says its type in the clear. */
function archiveOf({ start, end }: Ends): Content {
  const declared = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    start.toString('latin1', 30, 100),
  );
  if (declared !== null)
    return ({ text: 'odt', spreadsheet: 'ods', presentation: 'odp' } as const)[declared[1] as 'text'];
  const names = entryNames(end);
  if (!names.includes('[Content_Types].xml')) return 'zip';
  const macros = names.some((name) => /vbaProject\.bin$/i.test(name));
  const has = (folder: string) => names.some((name) => name.startsWith(folder));
  if (has('word/')) return macros ? 'docm' : 'docx';
  if (has('xl/')) return macros ? 'xlsm' : 'xlsx';
  if (has('ppt/')) return macros ? 'pptm' : 'pptx';
  return 'zip';
}

function entryNames(end: Buffer): string[] {
  const names: string[] = [];
  let at = end.indexOf('PK\x01\x02', 0, 'latin1');
  while (at >= 0 && at + 46 <= end.length && end.readUInt32LE(at) === 0x02014b50) {
    const length = end.readUInt16LE(at + 28);
    names.push(end.toString('latin1', at + 46, at + 46 + length));
    at += 46 + length + end.readUInt16LE(at + 30) + end.readUInt16LE(at + 32);
  }
  return names;
}
