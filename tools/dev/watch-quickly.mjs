// Loaded into the portal's development server. Angular waits 100 ms for more files of one save, and has no setting for it.
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const WATCHER = '/node_modules/@angular/build/src/utils/watcher.js';

module.registerHooks({
  load(url, context, next) {
    if (!url.endsWith(WATCHER)) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8').replaceAll('debounceMs = 100', 'debounceMs = 15');
    return { format: 'commonjs', source, shortCircuit: true };
  },
});
