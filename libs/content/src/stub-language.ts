/**
 * A language for tests, made from English letter by letter: whoever sees a plain letter on a page in this language sees a
 * text that does not come from `texts/`.
 */
export const STUB_LANGUAGE = 'en-XA';

const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const lookAlike = 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž';
const letters = new Map([...plain].map((letter, place) => [letter, [...lookAlike][place] ?? letter]));

/** Each letter as one that looks like it. */
export function inStubLetters(text: string): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}

/** An ICU message in the stub language: its words alone are changed, never its placeholders, keywords and tags. */
export function stubOf(message: string): string {
  return `⟦${wordsFrom(message)}⟧`;
}

const submessages = /^\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,/;

function wordsFrom(message: string): string {
  let stub = '';
  for (let place = 0; place < message.length;) {
    const piece = pieceAt(message, place);
    stub += isPlain(piece) ? inStubLetters(piece) : argumentOf(piece);
    place += piece.length;
  }
  return stub;
}

const isPlain = (piece: string): boolean => !/^(\{|<\/?\w)/.test(piece);

/** One argument with its braces, one tag, or the words up to the next of them. */
function pieceAt(message: string, start: number): string {
  if (message[start] === '{') return message.slice(start, endOfBraces(message, start));
  const tag = /^<\/?\w[^>]*>/.exec(message.slice(start));
  if (tag !== null) return tag[0];
  const end = message.slice(start + 1).search(/[{<]/);
  return end === -1 ? message.slice(start) : message.slice(start, start + 1 + end);
}

function endOfBraces(message: string, start: number): number {
  let depth = 0;
  for (let place = start; place < message.length; place += 1) {
    if (message[place] === '{') depth += 1;
    if (message[place] === '}') depth -= 1;
    if (depth === 0) return place + 1;
  }
  throw new RangeError(`A brace is not closed in the text "${message}".`);
}

/** A choice holds messages of its own; everything else in braces belongs to the program. */
function argumentOf(piece: string): string {
  const head = submessages.exec(piece);
  if (head === null) return piece;
  let choice = head[0];
  for (let place = head[0].length; place < piece.length;) {
    if (piece[place] !== '{') {
      choice += piece[place];
      place += 1;
      continue;
    }
    const end = endOfBraces(piece, place);
    choice += `{${wordsFrom(piece.slice(place + 1, end - 1))}}`;
    place = end;
  }
  return choice;
}
