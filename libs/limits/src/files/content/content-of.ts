import type { FileBytes } from '@countersign/platform';
import { Unfit, type Content } from './content';
import { Markup } from './markup';
import { oleContentOf } from './ole-content';
import { signatureOf } from './signatures';
import { CONTROL, encodingOf, ESCAPE, textPiecesOf } from './text-pieces';
import { zipContentOf } from './zip-content';
import { xmlLetters } from './xml-letters';
import { endsInArchive } from './zip-end';

const START = 4100;

/** Readers look for the head of a PDF in its first kilobyte (ISO 32000-1, annex H.3.4.1). */
const PDF_HEAD_WITHIN = 1024;
const ZIP_STARTS = ['PK\x03\x04', 'PK\x05\x06'];

type Unfitness = { readonly kind: 'unfit' } & Pick<Unfit, 'reason' | 'parameters'>;

export type Told = { readonly kind: 'content'; readonly content: Content } | Unfitness;

/** Tells a file by its bytes: what it needs of them is read, nothing is unpacked. */
export async function contentOf(bytes: FileBytes): Promise<Told> {
  try {
    return { kind: 'content', content: await tell(bytes) };
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'unfit', reason: error.reason, parameters: error.parameters };
    throw error;
  }
}

async function tell(bytes: FileBytes): Promise<Content> {
  const start = await bytes.read(0, START);
  if (ZIP_STARTS.includes(start.toString('latin1', 0, 4))) return zipContentOf(bytes);
  const signature = signatureOf(start);
  // its streams may be archives, and the last of them may end where it ends
  if (signature === 'ole') return oleContentOf(bytes);
  await requireNoArchiveBehind(bytes);
  if (signature !== null && signature !== 'program') return signature;
  const head = start.subarray(0, PDF_HEAD_WITHIN + 5).indexOf('%PDF-');
  if (head === 0) return 'pdf';
  const text = await textOf(bytes, start);
  if (signature === 'program' && text === null) return 'program';
  const isPdf = head > 0 && isHarmless(start.toString('latin1', 0, head));
  if (text === null) return isPdf ? 'pdf' : 'unknown';
  return isPdf ? 'text-or-pdf' : text;
}

/** A spooler or a server prints text before a PDF, and nothing that another program would run as its own. */
function isHarmless(preface: string): boolean {
  return !CONTROL.test(preface.replaceAll(ESCAPE, '')) && !/<[a-z!?/%]|^\s*(?:#!|MZ)/i.test(preface);
}

/** A ZIP is read from its end: behind a picture or a PDF it is a second file, and Java would run it. */
async function requireNoArchiveBehind(bytes: FileBytes): Promise<void> {
  if (await endsInArchive(bytes)) throw new Unfit('archive-behind');
}

async function textOf(bytes: FileBytes, start: Buffer): Promise<'text' | 'xml' | 'page' | null> {
  const encoding = encodingOf(start);
  const markup = new Markup();
  let letters: ((piece: string) => string | null) | null = null;
  let reads = false;
  for await (const piece of textPiecesOf(bytes, encoding)) {
    if (piece === null) return null;
    if (letters === null) reads = /^(?:\uFEFF|\xef\xbb\xbf)?[ \t\r\n]*</.test(piece);
    letters ??= encoding === 'bytes' ? xmlLetters(piece) : (wide) => wide;
    if (reads) markup.read(letters(piece));
  }
  return reads ? markup.verdict() : 'text';
}
