import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchSources } from './sources.mjs';

describe('Watching sources', () => {
  let folder;
  let stop;
  let heard;
  let hear;
  const at = (name) => path.join(folder, name);
  const save = (name, text = 'export {};\n') => fs.writeFileSync(at(name), text);

  /** The files that were told of, once all of these are among them. */
  async function told(...names) {
    const files = names.map(at);
    while (!files.every((file) => heard.has(file))) await new Promise((resolve) => (hear = resolve));
    return [...heard].map((file) => path.relative(folder, file)).sort();
  }

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sources-')));
    fs.mkdirSync(at('inside'));
    save('inside/one.ts');
    heard = new Set();
    hear = () => {};
    stop = watchSources([folder], (files) => {
      for (const file of files) heard.add(file);
      hear();
    });
  });

  afterEach(() => {
    stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('tells of a file that is written, and of one that an editor puts in the place of another', async () => {
    save('inside/one.ts', 'export const one = 1;\n');
    expect(await told('inside/one.ts')).toEqual(['inside/one.ts']);

    heard.clear();
    save('inside/one.ts.tmp', 'export const one = 2;\n');
    fs.renameSync(at('inside/one.ts.tmp'), at('inside/one.ts'));
    expect(await told('inside/one.ts')).toEqual(['inside/one.ts']);

    heard.clear();
    save('inside/one.ts', 'export const one = 3;\n');
    expect(await told('inside/one.ts')).toEqual(['inside/one.ts']);
  });

  it('looks into a folder that is new, and is told of a file that goes', async () => {
    fs.mkdirSync(at('inside/new/deeper'), { recursive: true });
    save('inside/new/deeper/two.sql', 'select 1;\n');
    expect(await told('inside/new/deeper/two.sql')).toEqual(['inside/new/deeper/two.sql']);

    heard.clear();
    fs.rmSync(at('inside/one.ts'));
    expect(await told('inside/one.ts')).toEqual(['inside/one.ts']);
  });

  it('is silent about specs, and about what is no source', async () => {
    save('inside/one.spec.ts');
    save('inside/notes.md');
    save('inside/last.json', '{}\n');
    expect(await told('inside/last.json')).toEqual(['inside/last.json']);
  });
});
