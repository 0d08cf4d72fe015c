import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  plain,
  respondentCookieOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { FileStore, LocalFileStore } from '@countersign/platform';

jest.setTimeout(60_000);

describe('A vendor who attaches a file', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;
  let respondent: TestAgent;
  let assessmentId: string;
  let told: jest.SpyInstance;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'trouble');
    procurement = await browserOf(product, organisation, 'procurement');
    assessmentId = await sent(procurement, await aCase(procurement));
    respondent = await respondentOf(product, organisation, assessmentId);
  });

  beforeEach(() => {
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });

  afterEach(() => told.mockRestore());

  afterAll(() => product.close());

  const desk = () => `/api/respond/assessments/${assessmentId}`;
  const attach = (name: string) =>
    respondent
      .post(`${desk()}/evidence`)
      .set({ 'Content-Type': 'application/octet-stream', 'X-File-Name': name })
      .send(Buffer.from('policy'));
  const health = async () => {
    const { status, body } = await product.browser().get('/api/health/ready');
    return [status, (body as { state: string }).state, (body as { files: string }).files];
  };
  const files = async () => {
    const { body } = await respondent.get(`${desk()}/evidence`).expect(200);
    return (body as { total: number }).total;
  };
  const keepsAnswers = (value: string, base: number) =>
    respondent
      .put(`${desk()}/answers/MA-08`)
      .send({ value: plain(value), base })
      .expect(200);

  it('is told of a full disk, that nothing was lost, and when to try again; answers are kept meanwhile', async () => {
    const store = product.get(FileStore);
    const onFullDisk = new LocalFileStore(product.filesFolder, () => createWriteStream('/dev/full'));
    const put = jest.spyOn(store, 'put').mockImplementation((bytes, limit) => onFullDisk.put(bytes, limit));
    const { status, headers, body } = await attach('policy.txt');
    put.mockRestore();
    expect([status, headers['retry-after'], body]).toEqual([
      507,
      '300',
      expect.objectContaining({
        code: 'storage-full',
        detail: expect.stringContaining('Nothing was lost, try again later'),
      }),
    ]);
    expect(told.mock.calls).toEqual([
      [`The disk of FILES_DIR ${product.filesFolder} is full (ENOSPC): make room. Uploads are refused.`],
    ]);
    await keepsAnswers('yes', 0);
    expect(await files()).toBe(0);
    await attach('policy.txt').expect(201);
    expect(await files()).toBe(1);
  });

  it('is told of a folder that is missing, and so is the operator, in the log and by readiness', async () => {
    const folder = product.filesFolder;
    expect(await health()).toEqual([200, 'ready', 'up']);
    const { body: page } = await respondent.get(`${desk()}/evidence`).expect(200);
    const [kept] = (page as { items: { id: string }[] }).items;
    await rename(folder, `${folder}-elsewhere`);
    // A disk that is not mounted leaves an empty folder in its place.
    for (const prepare of [() => Promise.resolve(), () => mkdir(folder)]) {
      await prepare();
      const { status, headers, body } = await attach('report.txt');
      expect([status, headers['retry-after'], (body as { code: string }).code]).toEqual([
        503,
        '300',
        'storage-away',
      ]);
      await procurement.get(`/api/evidence/${kept?.id}/file`).expect(503);
      expect(await health()).toEqual([503, 'not-ready', 'down']);
    }
    expect(told.mock.calls).toHaveLength(4);
    expect(String(told.mock.calls[0]?.[0])).toMatch(
      /^FILES_DIR .* cannot be used \(ENOENT\): mount or put back/,
    );
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await rename(`${folder}-elsewhere`, folder);
    expect(await health()).toEqual([200, 'ready', 'up']);
    await procurement.get(`/api/evidence/${kept?.id}/file`).expect(200);
    await attach('report.txt').expect(201);
  });

  interface Refusal {
    readonly status: number;
    readonly connection: string | undefined;
    readonly code: string;
    readonly taken: number;
  }

  /** Sends on and on, and says how much went out before the connection was closed. */
  async function uploadWithoutEnd(headers: Record<string, string | number>): Promise<Refusal> {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const cookie = await respondentCookieOf(product, organisation, assessmentId);
    const upload = httpRequest({
      ...{ port, host: '127.0.0.1', method: 'POST', path: `${desk()}/evidence` },
      headers: {
        ...{ cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
        ...headers,
      },
    });
    const answered = new Promise<Omit<Refusal, 'taken'>>((resolve) => {
      upload.once('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            connection: response.headers.connection,
            code: (JSON.parse(text) as { code: string }).code,
          }),
        );
      });
    });
    const closed = new Promise<void>((resolve) => upload.once('close', resolve));
    upload.on('error', () => undefined);
    let taken = 0;
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const feeding = setInterval(() => {
      if (!upload.destroyed && upload.write(chunk)) taken += chunk.length;
    }, 5);
    const refusal = await answered;
    await closed;
    clearInterval(feeding);
    return { ...refusal, taken };
  }

  it.each([
    ['is larger than a file may be', { 'x-file-name': 'large.txt' }, 413, 'too-large'],
    [
      'is so large, and says so before',
      { 'x-file-name': 'large.txt', 'content-length': 4e9 },
      413,
      'too-large',
    ],
    ['belongs to nobody', { cookie: '', 'x-file-name': 'a.txt', 'content-length': 4e9 }, 401, 'signed-out'],
  ])('reads why it was refused and is cut off: what %s', async (_what, headers, status, code) => {
    const refusal = await uploadWithoutEnd(headers);
    expect(refusal).toMatchObject({ status, code, connection: 'close' });
    expect(refusal.taken).toBeLessThan(200 * 1024 * 1024);
  });
});
