import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { precompress } from './precompress.mjs';

describe('What a built portal is sent as', () => {
  let folder;
  const lay = (name, content) => fs.writeFile(path.join(folder, name), content);

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'portal-'));
    await fs.mkdir(path.join(folder, 'texts'));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it('lies beside each file that gets smaller by it, with the same content', async () => {
    const words = 'the same words again '.repeat(200);
    await lay('chunk-ABCDEF12.js', words);
    await lay('texts/en.json', JSON.stringify({ words }));
    const { plain, br } = await precompress(folder);
    for (const name of ['chunk-ABCDEF12.js', 'texts/en.json']) {
      const file = path.join(folder, name);
      const content = await fs.readFile(file);
      expect(brotliDecompressSync(await fs.readFile(`${file}.br`))).toEqual(content);
      expect(gunzipSync(await fs.readFile(`${file}.gz`))).toEqual(content);
    }
    expect(plain).toBeGreaterThan(8000);
    expect(br).toBeLessThan(plain / 10);
  });

  it('has no copy of the page, whose nonce is put in later, of small files, and of what is compressed already', async () => {
    const words = 'the same words again '.repeat(200);
    await lay('index.html', words);
    await lay('font-ABCDEF12.woff2', words);
    await lay('small-ABCDEF12.js', 'export {};');
    await precompress(folder);
    expect((await fs.readdir(folder)).filter((name) => /\.(?:br|gz)$/.test(name))).toEqual([]);
  });

  it('says which folder is not there', async () => {
    await expect(precompress(path.join(folder, 'nowhere'))).rejects.toThrow('build the portal first');
  });
});
