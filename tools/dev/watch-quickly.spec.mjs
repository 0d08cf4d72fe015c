import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'watched-')));
const watcher = path.resolve('node_modules/@angular/build/src/utils/watcher.js');
const saved = path.join(folder, 'saved.txt');

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Watches a file as Angular does, and gives how long it waited for another one after the save. */
const program = `
  const { createRequire } = await import('node:module');
  const { writeFileSync } = await import('node:fs');
  const { createWatcher } = createRequire(process.execPath)(${JSON.stringify(watcher)});
  const watcher = await createWatcher({ ignored: [], cwd: ${JSON.stringify(folder)} });
  watcher.add(${JSON.stringify(saved)});
  const waits = [];
  const { setTimeout: later } = globalThis;
  globalThis.setTimeout = (act, wait, ...rest) => (waits.push(wait), later(act, wait, ...rest));
  later(() => writeFileSync(${JSON.stringify(saved)}, 'after'), 300);
  for await (const { modified, added } of watcher) {
    process.stdout.write(JSON.stringify({ files: [...modified, ...added], waits }));
    process.exit(0);
  }
`;

it('waits a moment for more files of one save, and tells of what was saved', () => {
  writeFileSync(saved, 'before');
  const loaded = path.resolve('tools/dev/watch-quickly.mjs');
  const args = [`--import=${loaded}`, '--input-type=module', '--eval', program];
  const said = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 }));
  expect(said.files).toEqual([saved]);
  expect(said.waits).toContain(15);
  expect(said.waits).not.toContain(100);
});
