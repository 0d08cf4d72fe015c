import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import { Sealer, verifyAudit } from '@countersign/audit';
import {
  FileStore,
  INSTALLATION_MARK,
  JobRunner,
  KeyRing,
  refuseForeignFiles,
  refuseForeignMark,
} from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  createTestDatabase,
  refuse,
  respondentOf,
  sent,
  TestBucket,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { OrphanSweep } from './orphan-sweep';

const MIB = 1024 * 1024;

jest.setTimeout(120_000);

describe('A product whose files lie in a bucket', () => {
  let bucket: TestBucket;
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;
  let admin: TestAgent;
  let about: Case;
  let assessmentId: string;
  let respondent: TestAgent;
  let told: jest.SpyInstance;

  beforeAll(async () => {
    bucket = await TestBucket.start();
    product = await aProduct({ files: bucket.location, maximumFileBytes: 25 * MIB });
    organisation = await aFoundedOrganisation(product, 'bucket');
    procurement = await browserOf(product, organisation, 'procurement');
    admin = await browserOf(product, organisation, 'admin');
  });

  beforeEach(async () => {
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    about = await aCase(procurement);
    assessmentId = await sent(procurement, about);
    respondent = await respondentOf(product, organisation, assessmentId);
  });

  afterEach(() => {
    bucket.meddler = null;
    told.mockRestore();
  });

  afterAll(async () => {
    await product.close();
    await bucket.close();
  });

  const evidence = () => `/api/respond/assessments/${assessmentId}/evidence`;
  const attach = (name: string, body: Buffer) =>
    respondent
      .post(evidence())
      .set({ 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(name) })
      .send(body);
  const attached = async (name: string, body = Buffer.from('Our policy.')) =>
    (await attach(name, body).expect(201)).body as { id: string; sha256: string };
  const download = (id: string) => procurement.get(`/api/evidence/${id}/file`).responseType('blob');
  const keyOf = async (id: string) => {
    const [row] = await product.behindTheBack<{ key: string }>(
      'select storage_key as key from app.evidence where id = $1',
      [id],
    );
    return row?.key ?? '';
  };
  const readings = async () =>
    (
      await product.behindTheBack(
        `select id from app.audit_event where what = 'file.read' and object_id = $1`,
        [assessmentId],
      )
    ).length;
  const runJobs = () => product.get(JobRunner).runDue();
  const stored = async () => (await bucket.keys()).filter((key) => key !== INSTALLATION_MARK);
  const text = (size: number) => Buffer.alloc(size, 'a line of a policy\n');

  it('takes and hands out what fits in one request and what takes several', async () => {
    for (const [name, body] of [
      ['short.txt', text(100)],
      ['long.txt', text(20 * MIB)],
    ] as const) {
      const { id } = await attached(name, body);
      const { headers, body: bytes } = await download(id).expect(200);
      expect(headers['content-length']).toBe(String(body.length));
      expect(body.equals(bytes as Buffer)).toBe(true);
    }
    expect(await readings()).toBe(1);
    expect(await bucket.unfinished()).toBe(0);
  });

  it('keeps nothing of what is refused', async () => {
    const before = await stored();
    const { body: large } = await attach('large.txt', text(25 * MIB + 1)).expect(413);
    expect(large.code).toBe('too-large');
    await attach('empty.txt', Buffer.alloc(0)).expect(422);
    await attach('program.pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])).expect(422);
    expect(await stored()).toEqual(before);
    expect(await bucket.unfinished()).toBe(0);
  });

  it('forgets what is removed and keeps what is withdrawn', async () => {
    const [removed, withdrawn] = [await attached('one.txt'), await attached('two.txt')];
    const [gone, kept] = [await keyOf(removed.id), await keyOf(withdrawn.id)];
    await product.behindTheBack('update app.evidence set submitted_at = app.now() where id = $1', [
      withdrawn.id,
    ]);
    for (const { id } of [removed, withdrawn]) await respondent.delete(`${evidence()}/${id}`).expect(204);
    expect(await stored()).toContain(kept);
    expect(await stored()).not.toContain(gone);
  });

  it('says to a person that bytes are missing, tells the operator, and writes no reading down', async () => {
    const { id } = await attached('lost.txt');
    const key = await keyOf(id);
    await product.get(FileStore).remove(key);
    const { body } = await procurement.get(`/api/evidence/${id}/file`).expect(404);
    expect(body).toMatchObject({
      code: 'file-missing',
      detail: expect.stringContaining('may have a backup'),
    });
    expect(told.mock.calls).toEqual([
      [
        `The stored file ${key} is missing from FILES_S3_BUCKET countersign, although the database knows it: put it back from a backup.`,
      ],
    ]);
    expect(await readings()).toBe(0);
    await respondent.delete(`${evidence()}/${id}`).expect(204);
  });

  it('closes the connection to the bucket when a browser leaves in the middle of a download', async () => {
    const { id } = await attached('long.txt', text(20 * MIB));
    const closed = new Promise<boolean>((resolve) => {
      bucket.meddler = (_what, _request: IncomingMessage, response: ServerResponse) => {
        response.once('close', () => resolve(response.writableFinished));
        return false;
      };
    });
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const member = await product.aMember({ organisation });
    const browser = httpRequest({
      ...{ port, host: '127.0.0.1', path: `/api/evidence/${id}/file` },
      headers: { cookie: await product.cookieOf(member), 'sec-fetch-site': 'same-origin' },
    });
    browser.on('error', () => undefined).end();
    const [response] = (await once(browser, 'response')) as [IncomingMessage];
    await once(response, 'readable');
    browser.destroy();
    expect(await closed).toBe(false);
  });

  it('exports everything, and erases what names a person', async () => {
    const name = 'Zebulon Quixotic';
    await product.behindTheBack('update app.contact set name = $2 where id = $1', [about.contactId, name]);
    const named = await keyOf((await attached('names.txt', Buffer.from(`Signed: ${name}`))).id);
    const plain = await keyOf((await attached('plain.txt', Buffer.from('Nobody is named here.'))).id);
    const { body: exported } = await admin.post('/api/data-jobs/export').send({}).expect(201);
    await product.get(Sealer).seal(organisation.id);
    await runJobs();
    const zip = await admin.get(`/api/data-jobs/${exported.id}/file`).responseType('blob').expect(200);
    for (const key of [named, plain]) expect((zip.body as Buffer).includes(`files/${key}`)).toBe(true);
    await product.behindTheBack(`update app.assessment set state = 'cancelled' where id = $1`, [
      assessmentId,
    ]);
    const { body: erased } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'contact', id: about.contactId, reason: 'Asked.' })
      .expect(201);
    await runJobs();
    const { body: jobs } = await admin.get('/api/data-jobs').expect(200);
    expect(jobs.items.find((item: { id: string }) => item.id === erased.id)).toMatchObject({
      state: 'done',
      problem: null,
    });
    expect(await stored()).toContain(plain);
    expect(await stored()).not.toContain(named);
    await product.get(Sealer).seal(organisation.id);
    const keys = product.get(KeyRing);
    const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
    expect(reports.map(({ fault }) => fault)).toEqual([null]);
  });

  it('sets aside what no row names, and later deletes it', async () => {
    const { id } = await attached('kept.txt');
    const { key: orphan } = await product.get(FileStore).put(Readable.from(['x']), { maximumBytes: 1 });
    for (const key of [orphan, await keyOf(id)]) await bucket.date(key, new Date(0));
    await product.get(OrphanSweep).sweep();
    const aside = `set-aside/${orphan.slice(3)}`;
    expect(await stored()).toEqual(expect.arrayContaining([aside, await keyOf(id)]));
    expect(await stored()).not.toContain(orphan);
    await bucket.date(aside, new Date(0));
    await product.get(OrphanSweep).sweep();
    expect(await stored()).not.toContain(aside);
  });

  it('tells a vendor in the middle of an upload that the bucket went away, and is whole when it is back', async () => {
    const before = await stored();
    let parts = 0;
    let gone = Promise.resolve();
    bucket.meddler = (what) => {
      if (what !== 'PUT part' || ++parts !== 2) return false;
      gone = bucket.goAway();
      return true;
    };
    const { headers, body } = await attach('long.txt', text(20 * MIB)).expect(503);
    expect([headers['retry-after'], body.code]).toEqual(['300', 'storage-away']);
    await gone;
    expect(told.mock.calls).toEqual([
      [expect.stringMatching(/^FILES_S3_ENDPOINT names .*cannot be reached/)],
    ]);
    expect((await product.browser().get('/api/health/ready').expect(503)).body.files).toBe('down');
    bucket.meddler = null;
    await bucket.comeBack();
    expect((await product.browser().get('/api/health/ready').expect(200)).body.files).toBe('up');
    expect(await stored()).toEqual(before);
    await attached('long.txt', text(20 * MIB));
  });

  it('says that it is not ready while the bucket hangs, and waits for it no longer than a probe does', async () => {
    bucket.meddler = () => true;
    const asked = performance.now();
    const { body } = await product.browser().get('/api/health/ready').expect(503);
    expect(body).toMatchObject({ state: 'not-ready', files: 'down', database: 'up' });
    // Without a bound of its own it would take three times a quarter of a minute.
    expect(performance.now() - asked).toBeLessThan(5_000);
    await bucket.goAway();
    await bucket.comeBack();
  });

  it('says that the bucket is full, and works on', async () => {
    bucket.meddler = (what, _request, response) => {
      if (what !== 'PUT') return false;
      refuse(response, 507, 'XMinioStorageFull');
      return true;
    };
    const { body } = await attach('short.txt', text(100)).expect(507);
    expect(body.code).toBe('storage-full');
    bucket.meddler = null;
    await attached('short.txt');
  });

  describe('at a start', () => {
    const other = async <T>(work: (config: TestProduct['config']) => Promise<T>): Promise<T> => {
      const empty = await createTestDatabase();
      try {
        const client = new Client({ connectionString: empty.adminUrl });
        await client.connect();
        await client.query('update app.product set installation_id = gen_random_uuid()');
        await client.end();
        return await work({ ...product.config, databaseUrl: empty.appUrl });
      } finally {
        await empty.drop();
      }
    };

    it('belongs to its own database', async () => {
      await refuseForeignFiles(product.config);
      await refuseForeignMark(product.config);
    });

    it('is refused with another database, marked and unmarked', async () => {
      await other(async (config) => {
        const foreign =
          'FILES_S3_BUCKET names the bucket of another installation than the database of DATABASE_URL';
        await expect(refuseForeignFiles(config)).rejects.toThrow(foreign);
        await expect(refuseForeignMark(config)).rejects.toThrow(foreign);
        await bucket.forget(INSTALLATION_MARK);
        await expect(refuseForeignFiles(config)).rejects.toThrow(
          'FILES_S3_BUCKET holds files of which the database of DATABASE_URL knows none: let both name the same installation, or name an empty bucket.',
        );
      });
      await refuseForeignFiles(product.config);
      expect(await bucket.keys()).toContain(INSTALLATION_MARK);
    });

    it('is refused with an empty bucket, although the database knows files', async () => {
      await bucket.empty();
      await expect(refuseForeignFiles(product.config)).rejects.toThrow(
        /^FILES_S3_BUCKET names countersign, which holds no file, although the database of DATABASE_URL knows some: put the files back into it, or correct the variable or FILES_S3_PREFIX\. To go on without its files, write [0-9a-f-]{36} into a file countersign-installation\.txt there\.$/,
      );
      await bucket.fill();
    });

    it('lets two processes mark a new bucket at once', async () => {
      const files = { ...bucket.location, prefix: 'new/' };
      await other(async (config) => {
        await Promise.all([1, 2].map(() => refuseForeignFiles({ ...config, files })));
      });
      expect((await bucket.keys()).filter((key) => key.startsWith('new/'))).toEqual([
        `new/${INSTALLATION_MARK}`,
      ]);
    });
  });
});
