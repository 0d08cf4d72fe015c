import {
  languages,
  STUB_LANGUAGE,
  stubLanguage,
  WRITTEN_IN,
  type LanguageOfTexts,
} from '@countersign/content';

const offered = new Map<string, LanguageOfTexts>(Object.entries(languages));

/** Before anybody is answered, where the configuration wants it: a language for tests. */
export function offerStubLanguage(): void {
  offered.set(STUB_LANGUAGE, stubLanguage());
}

/** Tags of the languages in which the server can word everything. */
export const languagesOnOffer = (): readonly string[] => [...offered.keys()].sort();

/** `de-CH` is content with `de`, and a language that is not on offer with English. */
export function onOffer(tag: string): string {
  return found(tag) ?? WRITTEN_IN;
}

function found(tag: string): string | null {
  const shorter = tag.split('-')[0] ?? '';
  return [tag, shorter].find((one) => offered.has(one)) ?? null;
}

export function languageOf(tag: string): LanguageOfTexts {
  return offered.get(onOffer(tag)) ?? englishAlone;
}

const englishAlone = stubless();

function stubless(): LanguageOfTexts {
  const english = languages[WRITTEN_IN];
  if (english === undefined) throw new Error('The texts hold no English.');
  return english;
}

/** The first wish that can be met: `en-XA, de;q=0.8`. A browser sends the dearest first, and says how dear. */
export function firstWish(acceptLanguage: string | undefined): string {
  const wishes = (acceptLanguage ?? '')
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((wish) => /^\s*([A-Za-z0-9-]+)\s*(?:;\s*q=([\d.]+))?\s*$/.exec(wish))
    .flatMap((wish) => (wish === null ? [] : [{ tag: wish[1] ?? '', weight: Number(wish[2] ?? 1) }]))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of wishes) {
    const language = found(tag);
    if (language !== null) return language;
  }
  return WRITTEN_IN;
}

const LONGEST_HEADER = 500;
