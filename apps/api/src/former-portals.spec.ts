import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormerPortals, hasHashedName } from './former-portals';

const hours = (count: number) => new Date(Date.UTC(2026, 10, 26) + count * 60 * 60 * 1000);

describe('The files of former portals', () => {
  let folder: string;
  let portal: string;
  let kept: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-portals-'));
    portal = join(folder, 'portal');
    kept = join(folder, 'kept');
    await mkdir(kept);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function build(...names: string[]): Promise<FormerPortals> {
    await rm(portal, { recursive: true, force: true });
    await mkdir(join(portal, 'media'), { recursive: true });
    for (const name of ['index.html', 'favicon.svg', ...names]) await writeFile(join(portal, name), name);
    return new FormerPortals(portal, kept);
  }

  async function keptFiles(): Promise<string[]> {
    const entries = await readdir(kept, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  }

  it('are those whose name holds what is in them, in folders as well', async () => {
    await (await build('main-AAAAAAAA.js', 'chunk--tyXdiPJ.js', 'media/serif-BBBBBBBB.woff2')).keep(hours(0));
    expect(await keptFiles()).toEqual(['chunk--tyXdiPJ.js', 'main-AAAAAAAA.js', 'serif-BBBBBBBB.woff2']);
    expect(await readFile(join(kept, 'media/serif-BBBBBBBB.woff2'), 'utf8')).toBe(
      'media/serif-BBBBBBBB.woff2',
    );
  });

  it('are there for a day after the last hour in which they were current, however old they are', async () => {
    const first = await build('main-AAAAAAAA.js', 'chunk-SSSSSSSS.js');
    await first.keep(hours(0));
    await first.keep(hours(1000));
    const second = await build('main-CCCCCCCC.js', 'chunk-SSSSSSSS.js');
    await second.keep(hours(1001));
    await second.keep(hours(1024));
    expect(await keptFiles()).toEqual(['chunk-SSSSSSSS.js', 'main-AAAAAAAA.js', 'main-CCCCCCCC.js']);
    await second.keep(hours(1025));
    expect(await keptFiles()).toEqual(['chunk-SSSSSSSS.js', 'main-CCCCCCCC.js']);
  });

  it('are kept by two processes at once, and back when the version before returns', async () => {
    const first = await build('main-AAAAAAAA.js');
    await Promise.all([first.keep(hours(0)), first.keep(hours(0))]);
    await (await build('main-CCCCCCCC.js')).keep(hours(100));
    expect(await keptFiles()).toEqual(['main-CCCCCCCC.js']);
    await (await build('main-AAAAAAAA.js')).keep(hours(101));
    expect(await keptFiles()).toEqual(['main-AAAAAAAA.js', 'main-CCCCCCCC.js']);
  });

  it('cannot be kept where their folder cannot be made, and the start says so', async () => {
    await writeFile(join(folder, 'a file'), '');
    const former = new FormerPortals(
      await build('main-AAAAAAAA.js').then(() => portal),
      join(folder, 'a file/kept'),
    );
    await expect(former.begin()).rejects.toThrow(/^PORTAL_KEPT_DIR cannot be made or written to/);
  });
});

describe('A name that holds a digest', () => {
  it.each(['main-UCP3LLLV.js', 'chunk--tyXdiPJ.js', 'chunk-5rEOMr_v.js', 'media/serif-BBBBBBBB.woff2'])(
    'is %s',
    (name) => {
      expect(hasHashedName(name)).toBe(true);
    },
  );

  it.each(['index.html', 'favicon.svg', 'main.js', 'chunk-short.js', 'main-UCP3LLLV.html'])(
    'is not %s',
    (name) => {
      expect(hasHashedName(name)).toBe(false);
    },
  );
});
