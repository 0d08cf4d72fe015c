import { TextDecoder } from 'node:util';

/** The byte of "<", ">" or "]" stands for itself alone in these. */
const BY_BYTES =
  /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii|iso-8859-\d+|windows-(?:125\d|874)|cp(?:125\d|437|8[56]\d)|euc-jp|euc-kr)$/i;
/** In these it can be the second half of a letter too, and whoever reads byte by byte sees markup where there is none. */
const BY_LETTERS = /^(?:shift_jis|gbk|gb2312|gb18030|big5)$/i;
const UTF8_MARK = '\xef\xbb\xbf';

/** XML 1.0, 2.8 and 4.3.3: what begins like a declaration and is none is no XML. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[01]\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([\w.:-]+)\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\4)?[ \t\r\n]*\?>$/;

export type Declared = 'readable' | 'unreadable' | 'no declaration';

export function judgeDeclaration(part: string): Declared {
  const declaration = DECLARATION.exec(part);
  if (declaration === null) return 'no declaration';
  const encoding = declaration[3] ?? 'utf-8';
  return BY_BYTES.test(encoding) || BY_LETTERS.test(encoding) ? 'readable' : 'unreadable';
}

/** Turns bytes into what a reader of XML sees of them; null where they are none of the encoding that they declare. */
export function xmlLetters(start: string): (piece: string) => string | null {
  const marked = start.startsWith(UTF8_MARK);
  const text = marked ? start.slice(UTF8_MARK.length) : start;
  const encoding = DECLARATION.exec(text.slice(0, text.indexOf('>') + 1))?.[3];
  if (encoding === undefined || !BY_LETTERS.test(encoding)) return (piece) => piece;
  // Some readers go by the mark and some by the declaration.
  if (marked) return () => null;
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece) => decoded(decoder, piece);
}

function decoded(decoder: TextDecoder, piece: string): string | null {
  try {
    const text = decoder.decode(Buffer.from(piece, 'latin1'), { stream: true });
    // Letters of somebody's own: of these bytes browsers see another number of letters (Big5).
    return /\p{Co}/u.test(text) ? null : text;
  } catch {
    // bytes that stand for no letter: an answer and no failure
    return null;
  }
}
