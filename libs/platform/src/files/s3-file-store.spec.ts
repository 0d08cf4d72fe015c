import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { refuse, TestBucket } from '@countersign/testing';
import type { FilesBucket } from '../config/files-location';
import type { BucketPatience } from './bucket';
import { piecesOf } from './file-bytes';
import { INSTALLATION_MARK, MissingFile } from './file-store';
import { S3FileStore } from './s3-file-store';

const MIB = 1024 * 1024;
const PART = 8 * MIB;

jest.setTimeout(60_000);

describe('A bucket', () => {
  let bucket: TestBucket;
  let files: S3FileStore;
  let told: jest.SpyInstance;
  const opened: S3FileStore[] = [];

  function storeAt(wishes: Partial<FilesBucket> = {}, patience?: BucketPatience): S3FileStore {
    const store = new S3FileStore({ ...bucket.location, ...wishes }, patience);
    opened.push(store);
    return store;
  }

  beforeEach(async () => {
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    bucket = await TestBucket.start();
    files = storeAt();
    await files.mark('this installation');
    bucket.asked.length = 0;
  });

  afterEach(async () => {
    for (const store of opened.splice(0)) store.onApplicationShutdown();
    await bucket.close();
    told.mockRestore();
  });

  const stored = async (size = 1000) =>
    (await files.put(Readable.from([randomBytes(size)]), { maximumBytes: size })).key;
  const storedKeys = async () => (await bucket.keys()).filter((key) => key !== INSTALLATION_MARK);
  const operatorWasTold = () => told.mock.calls.map(([line]) => String(line));
  const asked = (what: string) => bucket.asked.filter((one) => one === what).length;

  /** A source that says how much of it was taken. */
  function aSource(size: number, chunk = 64 * 1024) {
    const source = { taken: 0, stream: Readable.from(pieces(), { objectMode: false }) };
    async function* pieces() {
      for (; source.taken < size; source.taken += chunk)
        yield await Promise.resolve(Buffer.alloc(chunk, 'a'));
    }
    return source;
  }

  describe('that takes a file', () => {
    it('gets a small one at once and a large one part by part', async () => {
      await stored(PART);
      expect(bucket.asked).toEqual(['PUT']);
      bucket.asked.length = 0;
      await stored(2 * PART + 1);
      expect(bucket.asked).toEqual(['POST uploads', 'PUT part', 'PUT part', 'PUT part', 'POST upload']);
      expect(await bucket.unfinished()).toBe(0);
    });

    it('never has more than a part of it waiting in memory, however slow it is', async () => {
      const source = aSource(5 * PART);
      const aheadOf: number[] = [];
      let parts = 0;
      bucket.meddler = (what) => {
        // The source stands still here: whoever sends this part is waited for.
        if (what === 'PUT part') aheadOf.push(source.taken - parts++ * PART);
        return false;
      };
      await files.put(source.stream, { maximumBytes: 6 * PART });
      expect(parts).toBe(5);
      expect(Math.max(...aheadOf)).toBeLessThanOrEqual(PART + MIB);
    });

    it('keeps nothing of one that is found too large after several parts, and is told to forget them', async () => {
      const { stream } = aSource(4 * PART);
      const large = files.put(stream, { maximumBytes: 3 * PART });
      await expect(large).rejects.toMatchObject({ status: 413, code: 'too-large' });
      expect(asked('DELETE upload')).toBe(1);
      expect(await bucket.unfinished()).toBe(0);
      expect(await storedKeys()).toEqual([]);
      expect(told).not.toHaveBeenCalled();
    });

    it('keeps nothing of one whose sender breaks off in the middle of a part', async () => {
      const broken = new Error('the line is dead');
      const source = aSource(4 * PART);
      bucket.meddler = (what) => {
        if (what !== 'PUT part') return false;
        // This part is never answered: only the end of its sender ends it.
        source.stream.destroy(broken);
        return true;
      };
      await expect(files.put(source.stream, { maximumBytes: 4 * PART })).rejects.toBe(broken);
      expect(asked('PUT part')).toBe(1);
      expect(await bucket.unfinished()).toBe(0);
      expect(await storedKeys()).toEqual([]);
    });

    it('and goes away in the middle of it: the sender is told, and nothing stays but what the bucket forgets', async () => {
      const source = aSource(4 * PART);
      const gone: Promise<void>[] = [];
      bucket.meddler = (what) => {
        if (asked('PUT part') < 2 || what !== 'PUT part') return false;
        gone.push(bucket.goAway());
        return true;
      };
      const put = files.put(source.stream, { maximumBytes: 4 * PART });
      await expect(put).rejects.toMatchObject({ status: 503, code: 'storage-away', retryAfterSeconds: 300 });
      expect(operatorWasTold()).toEqual([
        expect.stringMatching(
          /^FILES_S3_ENDPOINT names http:\/\/127\.0\.0\.1:\d+, which cannot be reached \(E\w+\): /,
        ),
      ]);
      await Promise.all(gone);
      expect(await storedKeys()).toEqual([]);
    });

    it('and has a fault in the middle of it is told to forget the parts', async () => {
      bucket.meddler = (what, _request, response) => {
        if (asked('PUT part') < 2 || what !== 'PUT part') return false;
        refuse(response, 500, 'InternalError');
        return true;
      };
      const put = files.put(aSource(4 * PART).stream, { maximumBytes: 4 * PART });
      await expect(put).rejects.toMatchObject({ code: 'storage-away' });
      expect(asked('PUT part')).toBe(1 + 3);
      expect(await bucket.unfinished()).toBe(0);
      expect(await storedKeys()).toEqual([]);
    });

    it('and took the last part without saying so has nothing of it afterwards', async () => {
      bucket.meddler = (what, _request, response) => {
        if (what !== 'PUT') return false;
        response.end = () => response.destroy() as never;
        return false;
      };
      const put = files.put(Readable.from([randomBytes(1000)]), { maximumBytes: 1000 });
      await expect(put).rejects.toMatchObject({ code: 'storage-away' });
      expect(asked('PUT')).toBe(3);
      expect(await storedKeys()).toEqual([]);
    });
  });

  describe('that hands a file out', () => {
    it('is read in large pieces by whoever looks into it in small ones', async () => {
      const key = await stored(3 * MIB);
      bucket.asked.length = 0;
      const seen = await files.inspect(key, async (file) => {
        let size = 0;
        for await (const piece of piecesOf(file)) size += piece.length;
        return size;
      });
      expect(seen).toBe(3 * MIB);
      expect(bucket.asked).toEqual(['HEAD', 'GET', 'GET', 'GET']);
    });

    it('loses its connection when the reader leaves', async () => {
      const key = await stored(20 * MIB);
      let closed: Promise<unknown> = Promise.resolve();
      bucket.meddler = (_what, _request, response) => {
        closed = once(response, 'close');
        return false;
      };
      const bytes = await files.open(key);
      await once(bytes, 'readable');
      bytes.destroy();
      await closed;
      expect(bytes.readableEnded).toBe(false);
    });

    it('and goes away in the middle of it: the reader is not told that this was all', async () => {
      const key = await stored(20 * MIB);
      const bytes = await files.open(key);
      const read = buffer(bytes);
      await Promise.all([expect(read).rejects.toMatchObject({ code: 'storage-away' }), bucket.goAway()]);
      expect(operatorWasTold()).toEqual([expect.stringContaining('cannot be reached')]);
    });

    it('without the bytes of one says so of that one alone', async () => {
      const [gone, there] = [await stored(), await stored()];
      await files.remove(gone);
      await expect(files.open(gone)).rejects.toBeInstanceOf(MissingFile);
      expect((await buffer(await files.open(there))).length).toBe(1000);
    });
  });

  describe('of ten thousand files', () => {
    // Answered here: s3rver's own pages need a cipher that OpenSSL no longer offers.
    it('is listed in pages, and no further than it is read', async () => {
      const answer = (from: number) =>
        Array.from(
          { length: 1000 },
          (_, at) =>
            `<Contents><Key>aa/00000000-0000-4000-8000-${String(from + at).padStart(12, '0')}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`,
        ).join('');
      bucket.meddler = (what, request, response) => {
        if (what !== 'GET list') return false;
        const from = Number(
          new URL(request.url ?? '', 'http://x').searchParams.get('continuation-token') ?? 0,
        );
        const next =
          from + 1000 < 10_000 ? `<NextContinuationToken>${from + 1000}</NextContinuationToken>` : '';
        response
          .writeHead(200, { 'Content-Type': 'application/xml' })
          .end(
            `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${answer(from)}</ListBucketResult>`,
          );
        return true;
      };
      const keys = new Set<string>();
      const pages: number[] = [];
      for await (const key of files.keysBefore(new Date())) {
        if (keys.size % 1000 === 0) pages.push(asked('GET list'));
        keys.add(key);
      }
      expect(keys.size).toBe(10_000);
      expect(pages).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(asked('GET list')).toBe(10);
    });
  });

  describe('that sets a file aside', () => {
    it('copies it by itself', async () => {
      await files.setAside(await stored());
      expect(bucket.asked).toEqual(['PUT', 'HEAD', 'PUT copy', 'DELETE']);
    });

    it('copies a very large one piece by piece, which is more than one request may copy', async () => {
      const key = await stored();
      const pieces: string[] = [];
      bucket.meddler = (what, { headers }, response) => {
        if (what === 'HEAD') {
          response.writeHead(200, { 'Content-Length': String(600 * MIB) }).end();
          return true;
        }
        if (what === 'PUT part') {
          pieces.push(String(headers['x-amz-copy-source-range']));
          response.end('<CopyPartResult><ETag>"e"</ETag></CopyPartResult>');
          return true;
        }
        if (what !== 'POST upload') return false;
        response.end('<CompleteMultipartUploadResult/>');
        return true;
      };
      await files.setAside(key);
      expect(pieces).toEqual([
        `bytes=0-${256 * MIB - 1}`,
        `bytes=${256 * MIB}-${512 * MIB - 1}`,
        `bytes=${512 * MIB}-${600 * MIB - 1}`,
      ]);
    });

    it('keeps it where it was when the copy fails', async () => {
      const key = await stored();
      bucket.meddler = (what, _request, response) => {
        if (what !== 'PUT copy') return false;
        refuse(response, 403, 'AccessDenied');
        return true;
      };
      await expect(files.setAside(key)).rejects.toMatchObject({ code: 'storage-away' });
      expect(await storedKeys()).toEqual([key]);
    });
  });

  describe('with a folder in it', () => {
    it('keeps everything below that, and sees nothing of what lies beside it', async () => {
      const inside = storeAt({ prefix: 'vendor-risk/' });
      const beside = await stored();
      expect(await inside.installation()).toBeNull();
      await inside.mark('another installation');
      const { key } = await inside.put(Readable.from(['a']), { maximumBytes: 1 });
      expect(await bucket.keys()).toEqual(
        [beside, INSTALLATION_MARK, `vendor-risk/${INSTALLATION_MARK}`, `vendor-risk/${key}`].sort(),
      );
      const listed: string[] = [];
      for await (const one of inside.keysBefore(new Date(Date.now() + 60_000))) listed.push(one);
      expect(listed).toEqual([key]);
      await inside.setAside(key);
      expect(await bucket.keys()).toContain(`vendor-risk/set-aside/${key.slice(3)}`);
      await inside.deleteSetAside(new Date(Date.now() + 60_000));
      expect((await bucket.keys()).filter((one) => one.includes('set-aside'))).toEqual([]);
    });
  });

  describe('that is marked', () => {
    it.each(['knows', 'refuses', 'ignores'] as const)(
      'by one that %s conditions stays as it was',
      async (how) => {
        bucket.conditions = how;
        const fresh = storeAt({ prefix: 'fresh/' });
        await fresh.mark('one');
        await fresh.mark('two');
        expect(await fresh.installation()).toBe('one');
        await expect(fresh.requireRoomFor(1)).resolves.toBeUndefined();
        expect(await fresh.installation()).toBe('one');
      },
    );
  });

  describe('that is asked whether it is well', () => {
    it('is written to once a minute and looked at each time, and neither changes it', async () => {
      const before = await bucket.keys();
      await files.requireRoomFor(1);
      await files.requireRoomFor(1);
      expect(bucket.asked).toEqual(['GET', 'PUT', 'GET']);
      expect(await bucket.keys()).toEqual(before);
      expect(await files.installation()).toBe('this installation');
    });

    it.each([
      [403, 'AccessDenied', 'away', /^FILES_S3_BUCKET names countersign, which refuses these credentials/],
      [507, 'XMinioStorageFull', 'full', /^FILES_S3_BUCKET names countersign, which has no room/],
    ])('and may only be read says so: %s %s', async (status, code, kind, said) => {
      bucket.meddler = (what, _request, response) => {
        if (what !== 'PUT') return false;
        refuse(response, status, code);
        return true;
      };
      const asking = files.requireRoomFor(1);
      await expect(asking).rejects.toMatchObject({ kind, forOperator: expect.stringMatching(said) });
      bucket.meddler = null;
      await expect(files.requireRoomFor(1)).resolves.toBeUndefined();
    });
  });

  describe('that never answers', () => {
    const patience = { connect: 300, answer: 300, work: 300, body: 300 };
    let silent: Server;

    beforeEach(async () => {
      silent = createServer((socket) => socket.on('error', () => undefined));
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
    });

    afterEach(() => void silent.close());

    it('holds nobody for ever, and is asked three times', async () => {
      let connections = 0;
      silent.on('connection', () => connections++);
      const { port } = silent.address() as AddressInfo;
      const store = storeAt({ endpoint: `http://127.0.0.1:${port}` }, patience);
      const key = `aa/00000000-0000-4000-8000-000000000000`;
      await expect(store.open(key)).rejects.toMatchObject({ code: 'storage-away' });
      expect(connections).toBe(3);
      const put = store.put(Readable.from(['a']), { maximumBytes: 1 });
      await expect(put).rejects.toMatchObject({ code: 'storage-away' });
      expect(operatorWasTold()).toEqual([
        expect.stringMatching(/^FILES_S3_ENDPOINT names .*, which cannot be reached \(ETIMEDOUT\): /),
        expect.stringMatching(/^FILES_S3_ENDPOINT names .*, which cannot be reached \(ETIMEDOUT\): /),
      ]);
    });

    it('in the middle of a download ends it as not whole', async () => {
      const key = await stored(1000);
      bucket.meddler = (_what, _request, response) => {
        response.writeHead(200, { 'Content-Length': '1000' }).write('half');
        return true;
      };
      const bytes = await storeAt({}, patience).open(key);
      await expect(buffer(bytes)).rejects.toMatchObject({ code: 'storage-away' });
    });
  });

  describe('that refuses', () => {
    const answering =
      (status: number, code: string, more = '', headers: Record<string, string> = {}) =>
      (_what: string, _request: IncomingMessage, response: ServerResponse) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        refuse(response, status, code, more);
        return true;
      };

    it.each([
      [
        404,
        'NoSuchBucket',
        '',
        /^FILES_S3_BUCKET names countersign, which does not exist at http:.*: create it or/,
      ],
      [
        403,
        'AccessDenied',
        '',
        /^FILES_S3_BUCKET names countersign, which refuses these credentials \(AccessDenied\)/,
      ],
      [403, 'InvalidAccessKeyId', '', /^FILES_S3_ACCESS_KEY_ID is not known at http:/],
      [
        403,
        'SignatureDoesNotMatch',
        '',
        /^FILES_S3_SECRET_ACCESS_KEY does not belong to FILES_S3_ACCESS_KEY_ID/,
      ],
      [400, 'ExpiredToken', '', /^FILES_S3_ACCESS_KEY_ID is no longer accepted/],
      [
        403,
        'RequestTimeTooSkewed',
        '',
        /^FILES_S3_ENDPOINT is not to blame: .* the clock of this machine is wrong/,
      ],
      [
        301,
        'PermanentRedirect',
        '',
        /^FILES_S3_REGION is us-east-1, and the bucket countersign lies in another region/,
      ],
      [
        400,
        'AuthorizationHeaderMalformed',
        '<Region>eu-central-1</Region>',
        /^FILES_S3_REGION is us-east-1, and the bucket countersign lies in eu-central-1/,
      ],
      [
        503,
        'SlowDown',
        '',
        /^FILES_S3_ENDPOINT names http:.*, which does not keep up or has a fault \(SlowDown\)/,
      ],
      [405, 'MethodNotAllowed', '', /^FILES_S3_ENDPOINT names http:.*, which does not answer like S3/],
    ])('says to the operator what to mend: %s %s', async (status, code, more, said) => {
      bucket.meddler = answering(status, code, more);
      const key = `aa/00000000-0000-4000-8000-000000000000`;
      await expect(files.open(key)).rejects.toMatchObject({ status: 503, code: 'storage-away' });
      const [line] = operatorWasTold();
      expect(line).toMatch(said);
      expect(line).not.toMatch(/hunter2|S3RVER/);
      await expect(files.prepare()).rejects.toThrow(said);
    });

    it('is asked again a few times and no more', async () => {
      bucket.meddler = answering(503, 'SlowDown');
      await expect(stored()).rejects.toMatchObject({ code: 'storage-away' });
      expect(asked('PUT')).toBe(3);
    });

    it('once and then answers is no trouble at all', async () => {
      bucket.meddler = (what, request, response) => {
        bucket.meddler = null;
        return answering(503, 'SlowDown')(what, request, response);
      };
      await stored();
      expect(told).not.toHaveBeenCalled();
    });

    it('is no bucket, but a page of somebody else', async () => {
      bucket.meddler = (_what, _request, response) => {
        response
          .writeHead(404, { 'Content-Type': 'text/html' })
          .end('<html><body>Not here<br></body></html>');
        return true;
      };
      await expect(files.prepare()).rejects.toThrow(
        /^FILES_S3_ENDPOINT names http:.*, which does not answer like S3/,
      );
    });
  });
});
