import { invalid, say, type Words } from '@countersign/platform';

/** Marks that turn the direction of writing or show nothing, and the note without a head, which is drawn as nothing. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u{1D159}]/gu;
/** Spaces of any width, and the pattern of Braille without a point: many of them push an ending out of sight. */
const SPACES = /[\p{Zs}\u2800]+/gu;
/** The leader of one dot, the small and the full-width full stop: they look like the dot before an ending. */
const DOTS = /[\u2024\uFE52\uFF0E]/gu;
/** No script stacks more than four marks on a letter; what does covers the lines around it. */
const STACKED_MARKS = /(\p{Mn}{4})\p{Mn}+/gu;
const RESERVED_ON_WINDOWS =
  /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i;

const LONGEST_NAME = 200;

/** A name as somebody reads it: what cannot be seen leaves it, and what Windows drops at its end does too. */
export function readableName(name: string): string {
  const seen = name
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(DOTS, '.')
    .replace(SPACES, ' ')
    .replace(STACKED_MARKS, '$1');
  let end = seen.length;
  while (/[.\s]/.test(seen.charAt(end - 1))) end--;
  return seen.slice(0, end).trim();
}

/** The name a file is kept and handed out under; a colon would make the rest of it a stream on Windows. */
export function cleanFileName(name: string): string {
  const last = name.replace(UNSEEN, '').split(/[\\/]/).at(-1) ?? '';
  const clean = readableName(last)
    .replaceAll(':', '_')
    .replace(/ +(?=\.[^. ]+$)/u, '');
  if (clean === '' || !/[\p{L}\p{N}]/u.test(clean)) throw refusedName(say('file-name.unreadable'));
  if (clean.length > LONGEST_NAME) throw refusedName(say('file-name.too-long', { most: LONGEST_NAME }));
  return RESERVED_ON_WINDOWS.test(clean) ? `_${clean}` : clean;
}

const refusedName = (message: Words) => invalid([{ field: 'name', message }]);
