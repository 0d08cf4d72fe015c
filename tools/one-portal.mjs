// Lays the vendors' application beside the members' one, as the portal that the api hands out: its page as respond.html,
// its files, whose names hold their digests, among the others.
//   node tools/one-portal.mjs
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { failWith, Problem } from './node/problem.mjs';
import { root } from './node/root.mjs';

/** `portal` and `vendor` are what was built of each: `browser/` with the files, and the licences of what is in them. */
export async function layTogether(portal, vendor) {
  const page = path.join(vendor, 'browser/index.html');
  await fs.copyFile(page, path.join(portal, 'browser/respond.html')).catch(() => {
    throw new Problem(`${vendor} is not there: build the portal first.`);
  });
  await fs.cp(path.join(vendor, 'browser'), path.join(portal, 'browser'), {
    recursive: true,
    filter: (file) => file !== page,
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  void layTogether(path.join(root, 'dist/apps/portal'), path.join(root, 'dist/apps/vendor')).catch(failWith);
}
