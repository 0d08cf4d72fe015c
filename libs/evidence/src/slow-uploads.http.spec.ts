import { readdir } from 'node:fs/promises';
import { request as httpRequest, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import { cookieName } from '@countersign/platform';
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

jest.setTimeout(60_000);

const uploads = 20;

/** Many more slow uploads than the pool has connections: none may hold one while its bytes are on their way. */
describe('Twenty slow uploads', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;
  let assessmentId: string;
  let cookie: string;

  beforeAll(async () => {
    product = await aProduct({ databaseConnections: 3 });
    organisation = await aFoundedOrganisation(product, 'slow');
    procurement = await browserOf(product, organisation, 'procurement');
    assessmentId = await sent(procurement, await aCase(procurement));
    cookie = await respondentCookieOf(product, organisation, assessmentId);
    expect(cookie).toContain(cookieName(product.config, 'respondent'));
  });

  afterAll(() => product.close());

  interface SlowUpload {
    readonly request: ClientRequest;
    readonly status: Promise<number>;
  }

  /** The first half of a file; the rest comes when `finish` is called. */
  function begin(number: number): SlowUpload {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/api/respond/assessments/${assessmentId}/evidence`,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
        'content-length': 2000,
        'x-file-name': `slow-${number}.txt`,
      },
    });
    const status = new Promise<number>((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
    });
    request.write('a'.repeat(1000));
    return { request, status };
  }

  it('do not stop other requests, and arrive', async () => {
    const slow = Array.from({ length: uploads }, (_one, number) => begin(number));
    let arrived = 0;
    for (const { status } of slow) void status.then(() => (arrived += 1));
    const respondent = await respondentOf(product, organisation, assessmentId);
    const others = [
      procurement.get('/api/dashboard').expect(200),
      procurement.get('/api/vendors').expect(200),
      procurement.get(`/api/assessments/${assessmentId}`).expect(200),
      respondent
        .put(`/api/respond/assessments/${assessmentId}/answers/MA-08`)
        .send({ value: plain('yes'), base: 0 })
        .expect(200),
    ];
    await Promise.all(others);
    expect(arrived).toBe(0);
    for (const { request } of slow) request.end('b'.repeat(1000));
    expect(await Promise.all(slow.map(({ status }) => status))).toEqual(Array(uploads).fill(201));
  });

  it('leave nothing behind when their sender goes away, and are no errors of ours', async () => {
    const errors = jest.spyOn(Logger.prototype, 'error');
    const before = await storedFiles();
    const gone = Array.from({ length: 3 }, (_one, number) => begin(number));
    for (const { status } of gone) void status.catch(() => undefined);
    await until(async () => (await storedFiles()) === before + 3);
    for (const { request } of gone) request.destroy();
    await until(async () => (await storedFiles()) === before);
    // A request that comes behind them is answered behind what they left.
    await procurement.get('/api/dashboard').expect(200);
    expect(errors.mock.calls).toEqual([]);
    errors.mockRestore();
  });

  const storedFiles = async () => {
    const entries = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await setTimeout(20);
  }
});
