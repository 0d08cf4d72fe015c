import { Logger } from '@nestjs/common';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentCookieOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

describe('A caller who hangs up', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let assessmentId: string;
  let cookie: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'hang-up');
    const procurement = await browserOf(product, organisation, 'procurement');
    assessmentId = await sent(procurement, await aCase(procurement));
    cookie = await respondentCookieOf(product, organisation, assessmentId);
  });

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => product.close());

  async function beginAndHangUp(): Promise<void> {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const path = `/api/respond/assessments/${assessmentId}/evidence`;
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/octet-stream',
      'content-length': 200_000,
      'x-file-name': 'half.txt',
    };
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path, headers });
    request.on('error', () => undefined);
    request.write('a'.repeat(100_000));
    await fileAppears();
    request.destroy();
    await new Promise((resolve) => request.once('close', resolve));
  }

  const stored = async (): Promise<string[]> =>
    (await readdir(product.filesFolder, { recursive: true })).filter((name) => /\/[0-9a-f-]{36}$/.test(name));

  async function fileAppears(): Promise<void> {
    for (let look = 0; look < 200 && (await stored()).length === 0; look += 1) await later(10);
    expect(await stored()).toHaveLength(1);
  }

  it('in the middle of an upload is no error of ours, and leaves no bytes', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await beginAndHangUp();
    for (let look = 0; look < 200 && (await stored()).length > 0; look += 1) await later(10);
    await later(50);
    expect(await stored()).toEqual([]);
    expect(logged).not.toHaveBeenCalled();
  });

  it('takes no fault of ours along: what fails while the caller waits is logged', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await product.behindTheBack('alter table app.evidence rename to evidence_away');
    try {
      await product
        .browser()
        .post(`/api/respond/assessments/${assessmentId}/evidence`)
        .set('Cookie', cookie)
        .set('Content-Type', 'application/octet-stream')
        .set('X-File-Name', 'whole.txt')
        .send('whole')
        .expect(500);
    } finally {
      await product.behindTheBack('alter table app.evidence_away rename to evidence');
    }
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
