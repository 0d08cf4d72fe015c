import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { layTogether } from './one-portal.mjs';

describe('The portal that the api hands out', () => {
  let folder;
  const lay = async (name, content) => {
    const file = path.join(folder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, content);
  };
  const read = (name) => fs.readFile(path.join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'one-portal-'));
    await lay('portal/browser/index.html', "the members' page");
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it("holds the vendors' page beside the members', and the files of both", async () => {
    await lay('portal/browser/main-MEMBERS1.js', 'members');
    await lay('vendor/browser/index.html', "the vendors' page");
    await lay('vendor/browser/main-VENDORS1.js', 'vendors');
    await lay('vendor/browser/media/font-ABCDEF12.woff2', 'letters');
    await layTogether(path.join(folder, 'portal'), path.join(folder, 'vendor'));
    expect(await read('portal/browser/index.html')).toBe("the members' page");
    expect(await read('portal/browser/respond.html')).toBe("the vendors' page");
    expect(await read('portal/browser/main-MEMBERS1.js')).toBe('members');
    expect(await read('portal/browser/main-VENDORS1.js')).toBe('vendors');
    expect(await read('portal/browser/media/font-ABCDEF12.woff2')).toBe('letters');
  });

  it('is not made of one side alone', async () => {
    const alone = layTogether(path.join(folder, 'portal'), path.join(folder, 'vendor'));
    await expect(alone).rejects.toThrow('build the portal first');
  });
});
