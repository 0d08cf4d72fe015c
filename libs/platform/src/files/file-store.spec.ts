import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { TestBucket } from '@countersign/testing';
import { inPages, piecesOf } from './file-bytes';
import { INSTALLATION_MARK, MissingFile, type FileStore } from './file-store';
import { LocalFileStore } from './local-file-store';
import { S3FileStore } from './s3-file-store';

/** Where files lie, with what a spec does behind the store's back. */
interface Place {
  readonly store: FileStore;
  /** Everything that lies there but the mark, sorted. */
  kept(): Promise<string[]>;
  date(key: string, moment: Date): Promise<void>;
  /** Takes the whole place away, or leaves an empty one instead. */
  lose(how: 'away' | 'emptied'): Promise<void>;
  putBack(): Promise<void>;
  close(): Promise<void>;
}

async function aFolder(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-files-'));
  return {
    store: new LocalFileStore(folder),
    async kept() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && entry.name !== INSTALLATION_MARK)
        .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
        .sort();
    },
    date: (key, moment) => utimes(join(folder, key), moment, moment),
    async lose(how) {
      await rename(folder, `${folder}-elsewhere`);
      // A disk that is not mounted leaves an empty folder in its place.
      if (how === 'emptied') await mkdir(folder);
    },
    async putBack() {
      await rm(folder, { recursive: true, force: true });
      await rename(`${folder}-elsewhere`, folder);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function aBucket(): Promise<Place> {
  const bucket = await TestBucket.start();
  const store = new S3FileStore(bucket.location);
  return {
    store,
    kept: async () => (await bucket.keys()).filter((key) => key !== INSTALLATION_MARK),
    date: (key, moment) => bucket.date(key, moment),
    lose: (how) => (how === 'away' ? bucket.goAway() : bucket.empty()),
    async putBack() {
      await bucket.fill();
      await bucket.comeBack();
    },
    async close() {
      store.onApplicationShutdown();
      await bucket.close();
    },
  };
}

describe.each([
  ['folder', aFolder],
  ['bucket', aBucket],
] as const)('The %s of uploaded files', (_kind, aPlace) => {
  let place: Place;
  let files: FileStore;
  let told: jest.SpyInstance;
  const bytes = randomBytes(200_000);
  const limit = { maximumBytes: 200_000 };
  const minuteAgo = () => new Date(Date.now() - 60_000);

  beforeEach(async () => {
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    place = await aPlace();
    files = place.store;
    await files.prepare();
    await files.mark('this installation');
  });

  afterEach(async () => {
    await place.close();
    told.mockRestore();
  });

  const stored = async () => (await files.put(Readable.from([bytes]), limit)).key;

  it('gives back what was put in, with its size and digest', async () => {
    const kept = await files.put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), limit);
    expect(kept).toMatchObject({ size: 200_000, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(kept.key).toMatch(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    expect((await buffer(await files.open(kept.key))).equals(bytes)).toBe(true);
  });

  it('keeps a file of nothing as what it is', async () => {
    const { key, size } = await files.put(Readable.from([]), limit);
    expect(size).toBe(0);
    expect(await buffer(await files.open(key))).toEqual(Buffer.alloc(0));
    expect(await files.inspect(key, async (file) => [file.size, await file.read(0, 5)])).toEqual([
      0,
      Buffer.alloc(0),
    ]);
  });

  it('gives back a file of several parts', async () => {
    const large = randomBytes(20_000_000);
    const kept = await files.put(Readable.from([large.subarray(0, 11), large.subarray(11)]), {
      maximumBytes: 20_000_000,
    });
    expect(kept).toMatchObject({
      size: 20_000_000,
      sha256: createHash('sha256').update(large).digest('hex'),
    });
    expect((await buffer(await files.open(kept.key))).equals(large)).toBe(true);
  });

  it('shows the bytes that are asked for, and none beyond the end', async () => {
    const { all, ...seen } = await files.inspect(await stored(), async (file) => {
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
    });
    expect(all.equals(bytes)).toBe(true);
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
    expect(await place.kept()).toEqual([]);
    expect(told).not.toHaveBeenCalled();
  });

  it('keeps nothing of a file whose sender hangs up', async () => {
    const sending = new PassThrough();
    const put = files.put(sending, limit);
    sending.write(bytes.subarray(0, 1000));
    while (sending.readableLength > 0) await new Promise(setImmediate);
    sending.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await expect(put).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await place.kept()).toEqual([]);
    expect(told).not.toHaveBeenCalled();
  });

  it('forgets a file, also when told so twice, and then says that it is missing', async () => {
    const key = await stored();
    await files.remove(key);
    await files.remove(key);
    await expect(files.open(key)).rejects.toBeInstanceOf(MissingFile);
    await expect(files.inspect(key, () => Promise.resolve())).rejects.toBeInstanceOf(MissingFile);
    expect(told).not.toHaveBeenCalled();
  });

  it('hands a file out once that is written down, and writes down nothing of one that is missing', async () => {
    const key = await stored();
    const record = jest.fn(() => Promise.resolve());
    expect((await buffer(await files.handOut(key, record))).equals(bytes)).toBe(true);
    expect(record).toHaveBeenCalledTimes(1);
    const refused = files.handOut(key, () => Promise.reject(new Error('no line could be written')));
    await expect(refused).rejects.toThrow('no line could be written');
    await files.remove(key);
    await expect(files.handOut(key, record)).rejects.toMatchObject({ status: 404, code: 'file-missing' });
    expect(record).toHaveBeenCalledTimes(1);
    expect(told.mock.calls).toEqual([
      [expect.stringMatching(`^The stored file ${key} is missing from FILES_(DIR|S3_BUCKET) `)],
    ]);
  });

  it('says that it is away, tells the operator, and has everything once it is back', async () => {
    const key = await stored();
    for (const how of ['away', 'emptied'] as const) {
      await place.lose(how);
      told.mockClear();
      await expect(files.open(key)).rejects.toMatchObject({ status: 503, code: 'storage-away' });
      await expect(files.inspect(key, () => Promise.resolve())).rejects.toMatchObject({
        code: 'storage-away',
      });
      expect(told).toHaveBeenCalledTimes(2);
      expect(told.mock.calls).toEqual(
        Array.from({ length: 2 }, () => [expect.stringMatching(/^FILES_[A-Z0-9_]+ .* [a-z]/)]),
      );
      await expect(files.requireRoomFor(1)).rejects.toMatchObject({ kind: 'away' });
      await place.putBack();
      await expect(files.requireRoomFor(1)).resolves.toBeUndefined();
      expect((await buffer(await files.open(key))).equals(bytes)).toBe(true);
    }
  });

  it('keeps nothing while it is away', async () => {
    await place.lose('away');
    const put = files.put(Readable.from([bytes]), limit);
    await expect(put).rejects.toMatchObject({ status: 503, code: 'storage-away', retryAfterSeconds: 300 });
    expect(told).toHaveBeenCalledTimes(1);
    await place.putBack();
    expect(await place.kept()).toEqual([]);
  });

  it('lists what has not been written since, and nothing that is not its own', async () => {
    const [old, fresh] = [await stored(), await stored()];
    const before = minuteAgo();
    await place.date(old, new Date(before.getTime() - 5_000));
    const listed: string[] = [];
    for await (const key of files.keysBefore(before)) listed.push(key);
    expect(listed).toEqual([old]);
    expect(listed).not.toContain(fresh);
  });

  it('sets a file aside, and deletes it when it has lain there long enough, not when it is old', async () => {
    const key = await stored();
    await place.date(key, new Date(0));
    const aside = `set-aside/${key.slice(3)}`;
    await files.setAside(key);
    expect(await place.kept()).toEqual([aside]);
    await expect(files.open(key)).rejects.toBeInstanceOf(MissingFile);
    await files.deleteSetAside(minuteAgo());
    expect(await place.kept()).toEqual([aside]);
    await place.date(aside, new Date(0));
    await files.deleteSetAside(minuteAgo());
    expect(await place.kept()).toEqual([]);
  });

  it('is marked once: whoever comes second finds the mark of the first', async () => {
    expect(await files.installation()).toBe('this installation');
    await files.mark('another one');
    expect(await files.installation()).toBe('this installation');
    expect(await place.kept()).toEqual([]);
  });

  it('is marked once by two who start at the same moment', async () => {
    const fresh = await aPlace();
    await Promise.all([fresh.store.mark('one'), fresh.store.mark('one')]);
    expect(await fresh.store.installation()).toBe('one');
    await fresh.close();
  });

  it.each(['../secret', '/etc/passwd', 'ab/../../x', ''])(
    'opens nothing but its own keys: %j',
    async (key) => {
      await expect(files.open(key)).rejects.toThrow('This is not the key of a stored file.');
    },
  );
});

describe('A folder of uploaded files on a disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-files-'));
    await writeFile(join(folder, INSTALLATION_MARK), 'this installation');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('that is full says so, and keeps nothing of the file', async () => {
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const onFullDisk = new LocalFileStore(folder, () => createWriteStream('/dev/full'));
    const full = onFullDisk.put(Readable.from([randomBytes(200_000)]), { maximumBytes: 200_000 });
    await expect(full).rejects.toMatchObject({ status: 507, code: 'storage-full', retryAfterSeconds: 300 });
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
    await expect(onFullDisk.requireRoomFor(2 ** 60)).rejects.toMatchObject({ kind: 'full' });
    await expect(onFullDisk.requireRoomFor(1)).resolves.toBeUndefined();
  });

  it('lists no note that somebody put beside the files', async () => {
    await writeFile(join(folder, 'note.txt'), 'x');
    await utimes(join(folder, 'note.txt'), new Date(0), new Date(0));
    const listed: string[] = [];
    for await (const key of new LocalFileStore(folder).keysBefore(new Date())) listed.push(key);
    expect(listed).toEqual([]);
  });
});
