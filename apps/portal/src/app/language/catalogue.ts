import { firstOf, language, type Languages, speak, wishes, WRITTEN_IN } from './reader';

/** A vendor's staff never fetch what only members read, and the other way round. */
export type World = 'entry' | 'staff' | 'respond';

const loaded = new Set<World>();
// English of a country; en-X… are languages for tests
const ENGLISH = /^en(?!-X)/;

async function json<Answer>(path: string): Promise<Answer | null> {
  try {
    const answer = await fetch(path);
    return answer.ok ? ((await answer.json()) as Answer) : null;
  } catch {
    return null;
  }
}

export const languagesOnOffer = (): Promise<Languages | null> => json<Languages>('/texts/languages.json');

/** Settles the language of this page. Whoever reads English costs no request. */
export async function settleLanguage(): Promise<void> {
  const wished = wishes();
  if (ENGLISH.test(wished[0] ?? WRITTEN_IN)) return;
  const offered = await languagesOnOffer();
  const tag = firstOf(wished, Object.keys(offered ?? {}));
  const found = offered?.[tag];
  if (found === undefined || tag === WRITTEN_IN) return;
  speak(tag, found);
  await catalogue('entry');
}

/** The texts of one world, before the first of its modules is read. Where they cannot be had it stays English. */
export async function catalogue(world: World): Promise<void> {
  if (language() === WRITTEN_IN || loaded.has(world)) return;
  const texts = await json<Record<string, string>>(`/texts/${language()}/${world}.json`);
  if (texts === null) return;
  const { loadTranslations } = await import('@angular/localize');
  loadTranslations(texts);
  loaded.add(world);
}

export async function inWorld<Module>(world: World, load: () => Promise<Module>): Promise<Module> {
  await catalogue(world);
  return load();
}
