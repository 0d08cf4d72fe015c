import { expect, it } from '@jest/globals';
import { portalNews, typeNews } from './portal.mjs';

it('tells what was built and what is wrong, and not which chunks there are', () => {
  const said = `
❯ Changes detected. Rebuilding...
✔ Changes detected. Rebuilding...
Initial chunk files | Names           |  Raw size
main.js             | main            |  16.37 kB |
chunk-VUJOFXKG.js   | -               | 987 bytes |
                    | Initial total   | 119.07 kB
...and 111 more lazy chunks files. Use "--verbose" to show all the files.
Application bundle generation complete. [0.329 seconds] - 2026-11-26T21:35:29.731Z
Watch mode enabled. Watching for file changes...
NOTE: Raw file sizes do not reflect development server per-request transformations.
9:35:32 PM [vite] (client) page reload
Page reload sent to client(s).
Application bundle generation failed. [0.102 seconds] - 2026-11-26T21:35:39.731Z
✘ [ERROR] TS2304: Cannot find name 'x'. [plugin angular-compiler]
    apps/portal/src/app/ui/words.ts:14:2:
      14 │   x;
`;
  expect(said.split('\n').map(portalNews).filter(Boolean)).toEqual([
    'built in 329 ms',
    'not built; the former one is still served',
    "✘ [ERROR] TS2304: Cannot find name 'x'. [plugin angular-compiler]",
    'apps/portal/src/app/ui/words.ts:14:2:',
    '14 │   x;',
  ]);
});

it('tells what is wrong with the types once, and when it is right again', () => {
  const news = typeNews();
  const wrong = { problems: ['a.ts:1:2 TS2322: no.'], took: 40 };
  expect(news({ problems: [], took: 900 })).toBeNull();
  expect(news(wrong)).toBe('one type is wrong; the page is served all the same\na.ts:1:2 TS2322: no.');
  expect(news(wrong)).toBeNull();
  expect(news({ problems: ['x', 'y'], took: 40 })).toMatch(/^2 types are wrong;.*\nx\ny$/s);
  expect(news({ problems: [], took: 30 })).toBe('the types are right again (30 ms)');
});
