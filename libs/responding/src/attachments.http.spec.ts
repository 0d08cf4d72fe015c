import { randomUUID } from 'node:crypto';
import { request as httpRequest, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  respondentCookieOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let assessmentId: string;
let respondent: TestAgent;
const begun: ClientRequest[] = [];

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'attachments');
  procurement = await browserOf(product, organisation, 'procurement');
});

beforeEach(async () => {
  assessmentId = await sent(procurement, await aCase(procurement));
  respondent = await respondentOf(product, organisation, assessmentId);
});

// What hangs would keep the product from closing.
afterEach(() => begun.splice(0).forEach((request) => request.destroy()));
afterAll(() => product.close());

const path = (id = assessmentId) => `/api/respond/assessments/${id}`;

const attach = (uploadId: string | null, name = 'Report.pdf') => {
  const request = respondent
    .post(`${path()}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', encodeURIComponent(name));
  return (uploadId === null ? request : request.set('X-Upload-Id', uploadId)).send(pdf);
};

const usedFiles = async () => (await respondent.get(path()).expect(200)).body.usedFiles as number;

describe('A file that is sent once more, since the answer was lost', () => {
  it('is kept once and answered as before, also where both tries arrive together', async () => {
    const uploadId = randomUUID();
    const [first, second] = await Promise.all([attach(uploadId), attach(uploadId)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await attach(uploadId).expect(201)).body).toEqual(first.body);
    expect(await usedFiles()).toBe(1);
  });

  it('is another file under another id, though name and bytes are the same', async () => {
    await attach(randomUUID()).expect(201);
    await attach(randomUUID()).expect(201);
    await attach(null).expect(201);
    await attach(null).expect(201);
    expect(await usedFiles()).toBe(4);
  });

  it('is not found by the id that another questionnaire used', async () => {
    const uploadId = randomUUID();
    const { body: first } = await attach(uploadId).expect(201);
    assessmentId = await sent(procurement, await aCase(procurement));
    respondent = await respondentOf(product, organisation, assessmentId);
    const { body: second } = await attach(uploadId).expect(201);
    expect(second.id).not.toBe(first.id);
  });
});

describe('The answers', () => {
  it('are not submitted while a file is on its way, which is named, and are once it was broken off', async () => {
    await answerEverything(respondent, assessmentId);
    const sending = await beginUpload('Audit 2026.pdf');
    const { body } = await respondent.post(`${path()}/submit`).expect(409);
    expect(body).toMatchObject({
      code: 'uploads-unfinished',
      detail: expect.stringContaining('Audit 2026.pdf is still being uploaded'),
    });
    sending.destroy();
    await until(async () => (await respondent.post(`${path()}/submit`)).status === 200);
  });

  it('are submitted though the first try of a file hangs, once the second was kept', async () => {
    await answerEverything(respondent, assessmentId);
    const uploadId = randomUUID();
    await beginUpload('Audit 2026.pdf', uploadId);
    await attach(uploadId, 'Audit 2026.pdf').expect(201);
    await respondent.post(`${path()}/submit`).expect(200);
  });

  /** The head and the first bytes, which have arrived when this answers. */
  async function beginUpload(name: string, uploadId?: string) {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `${path()}/evidence?question=MA-14`,
      headers: {
        cookie: await respondentCookieOf(product, organisation, assessmentId),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
        'content-length': 2000,
        'x-file-name': encodeURIComponent(name),
        ...(uploadId !== undefined && { 'x-upload-id': uploadId }),
      },
    });
    begun.push(request);
    request.on('error', () => undefined);
    request.write('a'.repeat(1000));
    await setTimeout(500);
    return request;
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await setTimeout(50);
  }
});

describe('A file of its own', () => {
  it('is handed out to the vendor as it came, and runs nothing in its browser', async () => {
    const { body: file } = await attach(null, 'Bericht (2026).pdf').expect(201);
    const given = await respondent.get(`${path()}/evidence/${file.id}/file`).buffer(true).expect(200);
    expect(Buffer.from(given.body as Buffer).equals(pdf)).toBe(true);
    expect(given.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(pdf.length),
      'content-disposition': "attachment; filename*=UTF-8''Bericht%20%282026%29.pdf",
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  it('is handed out after the answers were submitted as well', async () => {
    const { body: file } = await attach(null).expect(201);
    await answerEverything(respondent, assessmentId);
    await respondent.post(`${path()}/submit`).expect(200);
    await respondent.get(`${path()}/evidence/${file.id}/file`).expect(200);
  });

  it('is not there for the contact of another questionnaire, under neither address', async () => {
    const { body: file } = await attach(null).expect(201);
    const otherId = await sent(procurement, await aCase(procurement));
    const other = await respondentOf(product, organisation, otherId);
    await other.get(`${path(otherId)}/evidence/${file.id}/file`).expect(404);
    const { status } = await other.get(`${path()}/evidence/${file.id}/file`);
    expect([401, 404]).toContain(status);
  });
});
