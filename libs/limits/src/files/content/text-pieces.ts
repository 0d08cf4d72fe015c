import { TextDecoder } from 'node:util';
import { piecesOf, type FileBytes } from '@countersign/platform';

/** How bytes are read as a text; `bytes` is any encoding that holds ASCII: UTF-8, Windows-1252, Shift-JIS and others. */
export type Encoding = 'utf-16le' | 'utf-16be' | 'bytes';

export const ESCAPE = '\x1b';
/** Colours of a terminal, and the switches of ISO-2022-JP and its kind: escapes that honest logs and mails hold. */
const HONEST_ESCAPES = new RegExp(`${ESCAPE}(?:\\[[0-9;]{0,20}[mK]|\\$?[()]?[@-J])`, 'g');
const LONGEST_ESCAPE = 24;
/** Control characters besides tabs, breaks and form feeds; other encodings have letters where Latin-1 has its second set. */
export const CONTROL = /(?![\t-\r\u007f-\u009f])\p{Cc}/u;
const CONTROL_OR_UNASSIGNED = /(?![\t-\r\u007f-\u009f])\p{Cc}|\p{Cn}/u;
/** The end of a file in the days of CP/M, still written by some programs. */
const END_OF_FILE = '\x1a';

/** UTF-16 says so by its first two bytes, or shows it by a zero in every second byte of its ASCII. */
export function encodingOf(start: Buffer): Encoding {
  const mark = start.toString('hex', 0, 2);
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even === odd) return 'bytes';
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** The whole file as text, piece by piece; ends with null where it turns out to be none. */
export function textPiecesOf(bytes: FileBytes, encoding: Encoding): AsyncGenerator<string | null> {
  return encoding === 'bytes' ? plainPieces(bytes) : widePieces(bytes, encoding);
}

async function* plainPieces(bytes: FileBytes): AsyncGenerator<string | null> {
  let kept = '';
  let left = bytes.size;
  for await (const piece of piecesOf(bytes)) {
    left -= piece.length;
    const all = kept + piece.toString('latin1');
    const escape = left > 0 ? all.indexOf(ESCAPE, all.length - LONGEST_ESCAPE) : -1;
    const text = escape < 0 ? all : all.slice(0, escape);
    kept = escape < 0 ? '' : all.slice(escape);
    const whole = left === 0 && text.endsWith(END_OF_FILE) ? text.slice(0, -1) : text;
    if (CONTROL.test(whole.replace(HONEST_ESCAPES, ''))) return yield null;
    yield text;
  }
}

async function* widePieces(
  bytes: FileBytes,
  encoding: Exclude<Encoding, 'bytes'>,
): AsyncGenerator<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let left = bytes.size;
  for await (const piece of piecesOf(bytes)) {
    left -= piece.length;
    const text = decoded(decoder, piece, left > 0);
    if (text === null || CONTROL_OR_UNASSIGNED.test(text)) return yield null;
    yield text;
  }
}

function decoded(decoder: TextDecoder, piece: Buffer, stream: boolean): string | null {
  try {
    return decoder.decode(piece, { stream });
  } catch {
    // half a pair or half a unit: no UTF-16, which is an answer and no failure
    return null;
  }
}
