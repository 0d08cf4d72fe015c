import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route, Routes } from '@angular/router';
import { routes } from './app.routes';
import { respondWorld } from './respond/respond-world.development';

const listed = join(__dirname, '../../public/portal-routes.json');

/** The api answers 404 at every address that this list does not hold; it comes with the portal, so both always agree. */
describe('The list of pages', () => {
  it('holds each address at which the portal has one, and no other', async () => {
    const pages = [...new Set(await pagesOf([...routes, ...respondWorld], ''))].sort();
    expect(JSON.parse(readFileSync(listed, 'utf8'))).toEqual(pages);
    expect(pages).toContain('/vendors/:id');
    expect(pages).toContain('/respond/assessments/:assessmentId/sections/:sectionId');
  }, 60_000);
});

async function pagesOf(level: Routes, above: string): Promise<string[]> {
  const found = await Promise.all(level.map((route) => pagesBelow(route, above)));
  return found.flat();
}

async function pagesBelow(route: Route, above: string): Promise<string[]> {
  if (route.path === '**') return [];
  const here = route.path ? `${above}/${route.path}` : above;
  const loaded = (await route.loadChildren?.()) as Routes | undefined;
  const inner = loaded ?? route.children;
  return inner === undefined ? [here === '' ? '/' : here] : pagesOf(inner, here);
}
