import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inPages, piecesOf } from './file-bytes';
import { INSTALLATION_MARK, LocalFileStore } from './file-store';

describe('The folder of uploaded files', () => {
  let folder: string;
  let files: LocalFileStore;
  const bytes = randomBytes(200_000);
  const limit = { maximumBytes: 200_000 };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-files-'));
    await writeFile(join(folder, INSTALLATION_MARK), 'this installation');
    files = new LocalFileStore(folder);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kept = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name !== INSTALLATION_MARK);
  };

  it('gives back what was put in, with its size and digest', async () => {
    const stored = await files.put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), limit);
    expect(stored).toMatchObject({ size: 200_000, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await buffer(await files.open(stored.key))).toEqual(bytes);
  });

  it('shows the bytes that are asked for, and none beyond the end', async () => {
    const { key } = await files.put(Readable.from([bytes]), limit);
    const seen = await files.inspect(key, async (file) => {
      const pages = inPages(file);
      const all: Buffer[] = [];
      for await (const piece of piecesOf(file)) all.push(piece);
      return {
        size: file.size,
        parts: [
          await file.read(5, 7),
          await file.read(199_998, 50),
          await file.read(300_000, 5),
          await file.read(2 ** 64, 5),
        ],
        inPages: [await pages.read(65_530, 12), await pages.read(3, 4), await pages.read(199_999, 9)],
        all: Buffer.concat(all),
      };
    });
    expect(seen).toEqual({
      size: 200_000,
      parts: [bytes.subarray(5, 12), bytes.subarray(199_998), Buffer.alloc(0), Buffer.alloc(0)],
      inPages: [bytes.subarray(65_530, 65_542), bytes.subarray(3, 7), bytes.subarray(199_999)],
      all: bytes,
    });
  });

  it('keeps nothing of a file that is too large or breaks off', async () => {
    const large = files.put(Readable.from([bytes, Buffer.from('!')]), limit);
    await expect(large).rejects.toMatchObject({ status: 413, code: 'too-large' });
    const broken = Readable.from(
      (async function* () {
        yield bytes.subarray(0, 1000);
        throw new Error('the line is dead');
      })(),
    );
    await expect(files.put(broken, limit)).rejects.toThrow('the line is dead');
    expect(await kept()).toEqual([]);
  });

  it('forgets a file, also when told so twice', async () => {
    const { key } = await files.put(Readable.from([bytes]), limit);
    await files.remove(key);
    await files.remove(key);
    await expect(files.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says that its disk is full or that it is away, and keeps nothing of the file', async () => {
    const onFullDisk = new LocalFileStore(folder, () => createWriteStream('/dev/full'));
    const full = onFullDisk.put(Readable.from([bytes]), limit);
    await expect(full).rejects.toMatchObject({ status: 507, code: 'storage-full', retryAfterSeconds: 300 });
    await expect(files.requireRoomFor(2 ** 60)).rejects.toMatchObject({ kind: 'full' });
    await expect(files.requireRoomFor(1)).resolves.toBeUndefined();
    const { key } = await files.put(Readable.from([bytes]), limit);
    await rename(folder, `${folder}-elsewhere`);
    // A disk that is not mounted leaves an empty folder in its place.
    for (const prepare of [() => Promise.resolve(), () => mkdir(folder)]) {
      await prepare();
      const put = files.put(Readable.from([bytes]), limit);
      await expect(put).rejects.toMatchObject({ status: 503, code: 'storage-away' });
      await expect(files.open(key)).rejects.toMatchObject({ code: 'storage-away' });
      await expect(files.requireRoomFor(1)).rejects.toMatchObject({ kind: 'away' });
    }
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await rename(`${folder}-elsewhere`, folder);
    expect(await buffer(await files.open(key))).toEqual(bytes);
  });

  it('lists what has not been written since, and nothing that is not its own', async () => {
    const [old, fresh] = [
      await files.put(Readable.from([bytes]), limit),
      await files.put(Readable.from([bytes]), limit),
    ];
    const before = new Date(Date.now() - 60_000);
    await utimes(join(folder, old.key), before, new Date(before.getTime() - 1));
    await writeFile(join(folder, 'note.txt'), 'x');
    await utimes(join(folder, 'note.txt'), before, new Date(0));
    const listed: string[] = [];
    for await (const key of files.keysBefore(before)) listed.push(key);
    expect(listed).toEqual([old.key]);
    expect(listed).not.toContain(fresh.key);
  });

  it.each(['../secret', '/etc/passwd', 'ab/../../x', ''])(
    'opens nothing but its own keys: %j',
    async (key) => {
      await expect(files.open(key)).rejects.toThrow('This is not the key of a stored file.');
    },
  );
});
