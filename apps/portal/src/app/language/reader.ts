/** What the portal is written in: its texts stand in the templates and need no catalogue. */
export const WRITTEN_IN = 'en';

export interface Language {
  /** As its speakers call it. */
  readonly name: string;
  /** The locale of numbers, days and sorting. */
  readonly formats: string;
}

/** By BCP 47 tag, as the build found them. */
export type Languages = Readonly<Record<string, Language>>;

const STORAGE_KEY = 'countersign.language';
const ENGLISH: Language = { name: 'English', formats: 'en-IE' };

let spoken: { readonly tag: string; readonly language: Language } = { tag: WRITTEN_IN, language: ENGLISH };

/** The language of this page. It is settled before the first text is read: another one needs a new load. */
export const language = (): string => spoken.tag;

export const formatsLocale = (): string => spoken.language.formats;

export function speak(tag: string, found: Language): void {
  spoken = { tag, language: found };
  document.documentElement.lang = tag;
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** What this reader would like, the dearest first. */
export function wishes(): readonly string[] {
  const known = remembered();
  return known === null ? navigator.languages : [known, ...navigator.languages];
}

/** The first wish that is on offer: `de-CH` is content with `de`. */
export function firstOf(wished: readonly string[], offered: readonly string[]): string {
  for (const wish of wished) {
    const found = offered.includes(wish) ? wish : offered.find((tag) => tag === wish.split('-')[0]);
    if (found !== undefined) return found;
  }
  return WRITTEN_IN;
}

/**
 * Whoever signed in has a language of their own. The page is loaded anew in it, once: a language that is not to be had
 * is remembered all the same and not tried a second time.
 */
export function speakAs(tag: string | null | undefined, reload = () => location.reload()): void {
  if (!tag || tag === language() || tag === remembered()) return;
  try {
    localStorage.setItem(STORAGE_KEY, tag);
  } catch {
    return;
  }
  reload();
}
