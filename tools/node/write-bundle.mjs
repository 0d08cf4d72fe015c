// Bundles programs of the server: rolldown reads tsconfig `paths` and emits decorator metadata itself.
import path from 'node:path';
import { buildOfSources } from './build-of-sources.mjs';
import { root } from './root.mjs';

// Patterns, since a function of ours would be asked for each of some ten thousand imports. `@oxc-project/runtime` is the
// bundler's own: its decorator code is bundled in.
const packages = /^(?!\.|\/|#|\0|[a-z]:[\\/]|@countersign\/|@oxc-project\/runtime\/)/i;
const packagesAndLibraries = /^(?!\.|\/|#|\0|[a-z]:[\\/]|@oxc-project\/runtime\/)/i;

/**
 * Writes programs (name → source file) into a folder. Says what it wrote. What is built `apart` imports the libraries
 * by their names and adds to the folder, under a name that goes with its content.
 */
export async function writeBundle(
  entries,
  folder,
  { madeOf = buildOfSources(), apart = false, from = root } = {},
) {
  const { build } = await import('rolldown');
  const { output } = await build({
    cwd: from,
    input: entries,
    platform: 'node',
    tsconfig: path.join(from, 'tsconfig.node.json'),
    external: apart ? packagesAndLibraries : packages,
    transform: { target: 'node24', define: { COUNTERSIGN_BUILD: JSON.stringify(madeOf) } },
    logLevel: 'warn',
    output: {
      dir: folder,
      format: 'esm',
      sourcemap: true,
      sourcemapExcludeSources: apart, // they lie where the map says
      keepNames: true,
      cleanDir: !apart,
      entryFileNames: apart ? '[name]-[hash].mjs' : '[name].mjs',
      chunkFileNames: 'chunks/[name]-[hash].mjs',
    },
  });
  return output;
}
