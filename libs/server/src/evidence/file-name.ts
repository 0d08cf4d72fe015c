import { invalid } from '../platform';

/** Marks that turn the direction of writing or show nothing (format characters, variation selectors, fillers). */
const UNSEEN =
  /\u034F|\p{Variation_Selector}|[\p{Cc}\p{Cf}\p{Cs}\u115F\u1160\u2028\u2029\u3164\uFFA0\u{E0000}-\u{E0FFF}]/gu;
const RESERVED_ON_WINDOWS = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.|$)/i;

/** The name as it is read: what cannot be seen leaves it, and what Windows drops at its end does too. */
export function cleanFileName(name: string): string {
  const last = name.replace(UNSEEN, '').normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/[.\s]+$/u, '').trim();
  if (clean === '' || !/[\p{L}\p{N}]/u.test(clean))
    throw refusedName(
      'Nothing readable is left of the name of this file. Give it a name of letters or digits.',
    );
  if (clean.length > 200) throw refusedName('Give the file a name of at most 200 characters.');
  return RESERVED_ON_WINDOWS.test(clean) ? `_${clean}` : clean;
}

const refusedName = (message: string) => invalid([{ field: 'name', message }]);
