import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type IsPage = (path: string) => boolean;

/**
 * Where the portal has a page, by the list that was built with it. Without one, as behind an older build, every address
 * may be a page.
 */
export async function pagesOf(folder: string): Promise<IsPage> {
  const text = await readFile(join(folder, 'portal-routes.json'), 'utf8').catch(() => null);
  if (text === null) return () => true;
  const pages = (JSON.parse(text) as string[]).map(partsOf);
  return (path) => pages.some((page) => isAt(page, partsOf(path)));
}

/** A slash at the end makes no other address. */
const partsOf = (path: string): readonly string[] => path.replace(/\/$/, '').split('/').slice(1);

/** `/vendors/:id` is every path of two parts that begins so. */
function isAt(page: readonly string[], parts: readonly string[]): boolean {
  return (
    page.length === parts.length &&
    page.every((part, place) => (part.startsWith(':') ? parts[place] !== '' : part === parts[place]))
  );
}
