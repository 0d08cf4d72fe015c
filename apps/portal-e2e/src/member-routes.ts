import { readFileSync } from 'node:fs';
import path from 'node:path';

const staff = path.resolve(__dirname, '../../portal/src/app/staff');

interface Written {
  readonly path: string;
  readonly file: string | null;
}

/** The routes of one file, with the file that continues each; a redirect is no page. */
function routesIn(file: string): readonly Written[] {
  const source = readFileSync(file, 'utf8');
  const written = source.matchAll(/\bpath: '([^']*)'([\s\S]*?)(?=\bpath: '|$)/g);
  return [...written].flatMap(([, at = '', rest = '']): readonly Written[] => {
    const continued = /loadChildren:[\s\S]*?import\('([^']+)'\)/.exec(rest)?.[1];
    if (continued !== undefined)
      return [{ path: at, file: path.join(path.dirname(file), `${continued}.ts`) }];
    const isPage = /\b(component|loadComponent):/.test(rest) && !/\bchildren:/.test(rest);
    return isPage ? [{ path: at, file: null }] : [];
  });
}

/** Every page of the members, as its route is written: `vendors/:id`. */
export function memberRoutes(file = path.join(staff, 'staff.routes.ts'), before = ''): readonly string[] {
  return routesIn(file).flatMap((route) => {
    const at = [before, route.path].filter((part) => part !== '').join('/');
    return route.file === null ? [at] : memberRoutes(route.file, at);
  });
}
