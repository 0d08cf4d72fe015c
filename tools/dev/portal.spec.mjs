import { expect, it } from '@jest/globals';
import { portalNews } from './portal.mjs';

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
