import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { root } from '../node/root.mjs';

const PATIENCE_MS = 120_000;
const beside = (file) => new URL(file, import.meta.url).href;

const component = `
  import { Component } from '@angular/core';
  import { greeting } from './words';
  @Component({ selector: 'cs-a', templateUrl: './a.html' })
  export class A {
    readonly shown = greeting;
  }`;

const tsconfig = (name) =>
  JSON.stringify({ extends: path.join(root, 'apps/portal', name), files: ['a.ts'], include: [] });

describe('A portal of three files', () => {
  let folder;
  const at = (name) => path.join(folder, name);
  const write = (files) => {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
  };

  beforeEach(() => {
    fs.mkdirSync(path.join(root, 'tmp'), { recursive: true });
    folder = fs.mkdtempSync(path.join(root, 'tmp', 'portal-check-'));
    write({
      'tsconfig.app.json': tsconfig('tsconfig.app.json'),
      'tsconfig.watch.json': tsconfig('tsconfig.watch.json'),
      'a.ts': component,
      'a.html': '<p>{{ shown.length }}</p>',
      'words.ts': `export const greeting = 'hello';`,
    });
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** What the program prints as JSON; a compiler is loaded in a process of its own. */
  async function printedBy(program, { loaded = [], env = {} } = {}) {
    write({ 'program.mjs': program });
    const args = [...loaded.map((each) => `--import=${each}`), at('program.mjs')];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: undefined, ...env },
    });
    return JSON.parse(stdout);
  }

  it(
    'is told what is wrong in its templates and its code, and nothing once it is right',
    async () => {
      const found = await printedBy(`
        import fs from 'node:fs';
        import { portalCheck } from ${JSON.stringify(beside('./portal-check.mjs'))};
        const check = await portalCheck(${JSON.stringify(at('tsconfig.watch.json'))});
        const words = ${JSON.stringify(at('words.ts'))};
        const save = (text) => (fs.writeFileSync(words, text), check([words]));
        const found = [
          await check(),
          await save('export const greeting = 5;'),
          await save('export const greeting: string = 5;'),
          await save('export const greeting = "again";'),
        ];
        process.stdout.write(JSON.stringify(found), () => process.exit());
      `);
      const here = path.relative(root, folder);
      expect(found).toEqual([
        [],
        [expect.stringContaining(`${here}/a.html:1:13 TS2339: Property 'length' does not exist`)],
        [expect.stringContaining(`${here}/words.ts:1:14 TS2322: Type 'number' is not assignable`)],
        [],
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'is compiled by the file, though its types are not checked',
    async () => {
      const emitted = await printedBy(
        `
        import { createAngularCompilation } from '@angular/build/private';
        const compilation = await createAngularCompilation('aot', true);
        const words = ${JSON.stringify(at('words.ts'))};
        const host = { transformStylesheet: async () => '', processWebWorker: (file) => file };
        const build = async (modifiedFiles) => {
          if (modifiedFiles) await compilation.update(modifiedFiles);
          await compilation.initialize(${JSON.stringify(at('tsconfig.app.json'))}, { ...host, modifiedFiles }, {});
          return [...await compilation.emitAffectedFiles()].map(({ filename }) => filename.split('/').at(-1));
        };
        const emitted = [await build(), await build(new Set([words]))];
        process.stdout.write(JSON.stringify(emitted), () => process.exit());
      `,
        { loaded: [beside('./remember-analysis.mjs')], env: { NG_BUILD_TYPE_CHECK: '0' } },
      );
      const [first, second] = emitted.map((files) => files.filter((file) => !file.includes('ngtypecheck')));
      expect(first.sort()).toEqual(['a.ts', 'words.ts']);
      expect(second).toContain('words.ts');
      expect(second.length).toBeLessThanOrEqual(2);
    },
    PATIENCE_MS,
  );
});
