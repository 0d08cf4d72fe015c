import { readdir, rename } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import { cookieName, hashToken, mintToken } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  respondentOf,
  oleOf,
  sent,
  zipOf,
  type TestOrganisation,
  type TestProduct,
  standByReturned,
} from '@countersign/testing';

jest.setTimeout(60_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const programme = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let assessmentId: string;
let respondent: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'evidence');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

beforeEach(async () => {
  assessmentId = await sent(procurement, await aCase(procurement));
  respondent = await respondentOf(product, organisation, assessmentId);
});

afterAll(() => product.close());

const evidencePath = () => `/api/respond/assessments/${assessmentId}/evidence`;

function attach(body: Buffer, wishes: { readonly name?: string; readonly query?: string } = {}) {
  return respondent
    .post(`${evidencePath()}${wishes.query ?? '?question=MA-14'}`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', encodeURIComponent(wishes.name ?? 'Report.pdf'))
    .send(body);
}

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('Attaching evidence', () => {
  it('keeps the bytes and says what they are, under the last part of the name', async () => {
    const { body } = await attach(pdf, { name: 'C:\\reports\\Bericht (2026) – neu.pdf' }).expect(201);
    expect(body).toMatchObject({
      question: 'MA-14',
      name: 'Bericht (2026) – neu.pdf',
      size: pdf.length,
      mediaType: 'application/pdf',
      verified: false,
    });
    expect(body.sha256).toBe(hashToken(pdf.toString('latin1')).toString('hex'));
    const { body: seen } = await reviewer.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(seen.evidence).toEqual([{ question: 'MA-14', total: 1, items: [body] }]);
  });

  it.each([
    ['a programme that is called a report', programme, 422],
    ['an empty file', Buffer.alloc(0), 422],
    ['a file beyond the limit', Buffer.alloc(1024 * 1024 + 1, 'a'), 413],
  ])('refuses %s and keeps none of its bytes', async (_what, body, status) => {
    const before = await storedFiles();
    const refused = await attach(body).expect(status);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(await storedFiles()).toEqual(before);
  });

  it.each([
    'report.pdf.hta',
    'run.bat',
    'run.ps1',
    'page.html',
    'link.url',
    'report.docx',
    'fdp.\u202Excod.js',
  ])('refuses %s with a sentence that names the file and keeps none of its bytes', async (name) => {
    const before = await storedFiles();
    const { body } = await attach(pdf, { name }).expect(422);
    expect(JSON.stringify(body)).toContain('"field":"file"');
    expect(await storedFiles()).toEqual(before);
  });

  it.each([
    ['people.csv', Buffer.from('\uFEFFName;Ort\r\n', 'utf16le')],
    ['late.pdf', Buffer.concat([Buffer.from('\r\nprinted by a spooler\r\n'), pdf])],
    ['old.xls', oleOf(['Workbook'])],
    [
      'long.xlsx',
      zipOf([
        '[Content_Types].xml',
        'xl/workbook.xml',
        ...Array.from({ length: 5000 }, (_, at) => `xl/media/image-of-${at}.png`),
      ]),
    ],
  ])('takes %s', async (name, bytes) => {
    await attach(bytes, { name }).expect(201);
  });

  it.each([
    [
      'installer.doc',
      oleOf(['\u4840\u3b3f\u43f2', '\x05SummaryInformation']),
      /neither an Office document.*Attach the document itself/,
    ],
    ['tools.zip', zipOf(['readme.txt', 'bin/install.exe']), /“install.exe”.*Leave it out/],
    ['page.xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /Attach a PDF or a picture/],
    ['two.pdf', Buffer.concat([pdf, zipOf(['A.class'])]), /carries an archive.*Save it again/],
  ])('refuses %s, says what to do instead, and keeps none of its bytes', async (name, bytes, remedy) => {
    const before = await storedFiles();
    const { body } = await attach(bytes, { name }).expect(422);
    expect(body.fields).toEqual([{ field: 'file', message: expect.stringMatching(remedy) }]);
    expect(body.fields[0].message.startsWith(`${name} `)).toBe(true);
    expect(await storedFiles()).toEqual(before);
  });

  it.each([
    ['mail.msg', oleOf(['__properties_version1.0']), 'mail'],
    ['locked.docx', oleOf(['EncryptionInfo', 'EncryptedPackage']), 'password'],
    ['contract.p7m', Buffer.from('308006092a864886f70d0107020000', 'hex'), 'signed'],
    ['scan.xml', Buffer.from('<?xml version="1.0"?><scan/>'), 'markup'],
    ['plain.pdf', pdf, null],
  ])('says to both sides whether %s is opened', async (name, bytes, unopened) => {
    const { body } = await attach(bytes, { name }).expect(201);
    expect(body).toMatchObject({ name, unopened });
    const { body: own } = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    const listed = [{ question: 'MA-14', total: 1, items: [body] }];
    expect(own.evidence).toEqual(listed);
    const { body: seen } = await reviewer.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(seen.evidence).toEqual(listed);
    const got = await reviewer.get(`/api/evidence/${body.id}/file`).buffer(true).expect(200);
    expect(got.headers['content-type']).toBe('application/octet-stream');
    expect(Buffer.compare(got.body as Buffer, bytes)).toBe(0);
  });

  it('frees the name of what turns or hides letters', async () => {
    const { body } = await attach(pdf, { name: 'a\u202Ecod\u200B.pdf' }).expect(201);
    expect(body.name).toBe('acod.pdf');
  });

  it.each(['?question=MA-999', '?question=MA-14&question=MA-15', `?question=${'x'.repeat(500)}`])(
    'belongs to one question of this questionnaire (%.40s)',
    async (query) => {
      const before = await storedFiles();
      expect((await attach(pdf, { query })).status).toBeGreaterThanOrEqual(404);
      expect(await storedFiles()).toEqual(before);
    },
  );

  it('needs a name that can be read', async () => {
    await respondent
      .post(evidencePath())
      .set('Content-Type', 'application/octet-stream')
      .send(pdf)
      .expect(422);
    await attach(pdf, { name: '/' }).expect(422);
    const unreadable = respondent.post(evidencePath()).set('Content-Type', 'application/octet-stream');
    await unreadable.set('X-File-Name', '%E0%A4%A').send(pdf).expect(422);
  });

  it('forgets the half of a file whose browser went away', async () => {
    const before = await storedFiles();
    const token = mintToken();
    await product.asJobOf(organisation, () =>
      product.database.query(
        `insert into app.respondent_grant
           (organisation_id, session_hash, assessment_id, invitation_id, contact_id, contact_name, expires_at)
         select i.organisation_id, :hash, i.assessment_id, i.id, i.contact_id, 'Vera', now() + interval '1 day'
         from app.invitation i where i.assessment_id = :assessmentId`,
        { hash: hashToken(token), assessmentId },
      ),
    );
    await halfAnUpload(`${cookieName(product.config, 'respondent')}=${token}`);
    await waitUntil(async () => (await storedFiles()).length === before.length);
    await attach(pdf).expect(201);
  });

  async function halfAnUpload(cookie: string): Promise<void> {
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const known = (await storedFiles()).length;
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: evidencePath(),
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
        'content-length': 500_000,
        'x-file-name': 'half.pdf',
      },
    });
    const gone = new Promise<void>((resolve) => request.once('close', () => resolve()));
    request.on('error', () => undefined);
    request.write(Buffer.alloc(100_000, 'a'));
    await waitUntil(async () => (await storedFiles()).length > known);
    request.destroy();
    await gone;
  }
});

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('What was waited for has not come.');
}

describe('Evidence', () => {
  it('is handed out as an attachment that no browser opens by itself', async () => {
    const { body } = await attach(pdf, { name: `It's a "report" (final)*.pdf` }).expect(201);
    const got = await reviewer.get(`/api/evidence/${body.id}/file`).buffer(true).expect(200);
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''It%27s%20a%20%22report%22%20%28final%29%2A.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-length': String(pdf.length),
      'cache-control': 'no-store',
    });
    expect(Buffer.compare(got.body as Buffer, pdf)).toBe(0);
  });

  it('goes with its bytes while the vendor still answers', async () => {
    const before = await storedFiles();
    const { body } = await attach(pdf).expect(201);
    expect(await storedFiles()).toHaveLength(before.length + 1);
    await respondent.delete(`${evidencePath()}/${body.id}`).expect(204);
    expect(await storedFiles()).toEqual(before);
    await respondent.delete(`${evidencePath()}/${body.id}`).expect(404);
    await reviewer.get(`/api/evidence/${body.id}/file`).expect(404);
  });

  it('that was submitted is withdrawn after a return, never deleted', async () => {
    const { body } = await attach(pdf).expect(201);
    await answerEverything(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
    await reviewer.put(`/api/evidence/${body.id}/verified`).send({ verified: true, revision: 0 }).expect(200);
    await sendBack();
    const scored = await scoreOf();
    const kept = await storedFiles();

    const fresh = (await attach(pdf, { name: 'Fresh.pdf' }).expect(201)).body;
    await respondent.delete(`${evidencePath()}/${fresh.id}`).expect(204);
    await respondent.delete(`${evidencePath()}/${body.id}`).expect(204);
    await respondent.delete(`${evidencePath()}/${body.id}`).expect(404);

    expect(await storedFiles()).toEqual(kept);
    expect(
      (await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200)).body.evidence,
    ).toEqual([]);
    const { evidence } = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(evidence).toEqual([
      {
        question: 'MA-14',
        total: 1,
        items: [
          expect.objectContaining({
            id: body.id,
            verified: true,
            withdrawnBy: body.uploadedBy,
            withdrawnAt: expect.any(String),
          }),
        ],
      },
    ]);
    await reviewer.get(`/api/evidence/${body.id}/file`).expect(200);
    await reviewer
      .put(`/api/evidence/${body.id}/verified`)
      .send({ verified: false, revision: 1 })
      .expect(409);
    expect(await scoreOf()).toEqual(scored);

    await standByReturned(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
    expect(await scoreOf()).not.toEqual(scored);
  });

  async function scoreOf(): Promise<unknown> {
    return (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body.score;
  }

  async function sendBack(): Promise<void> {
    await reviewer
      .put(`/api/assessments/${assessmentId}/reviews/MA-14`)
      .send({ verdict: 'clarify', note: 'Which version is this?' })
      .expect(200);
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Please tell us which version this is.' })
      .expect(200);
  }

  it('whose bytes are missing says so to the reader and to the operator, and leaves no line of a reading', async () => {
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { body } = await attach(pdf).expect(201);
    const [{ key } = { key: '' }] = await product.behindTheBack<{ key: string }>(
      'select storage_key as key from app.evidence where id = $1',
      [body.id],
    );
    const readings = () =>
      product.behindTheBack(`select id from app.audit_event where what = 'file.read' and object_id = $1`, [
        assessmentId,
      ]);
    const path = join(product.filesFolder, key);
    await rename(path, `${path}.away`);
    const refused = await reviewer.get(`/api/evidence/${body.id}/file`).expect(404);
    expect([refused.body.code, refused.body.title]).toEqual([
      'file-missing',
      'The content of this file is missing',
    ]);
    expect(told.mock.calls).toEqual([
      [
        `The stored file ${key} is missing from FILES_DIR ${product.filesFolder}, although the database knows it: put it back from a backup.`,
      ],
    ]);
    told.mockRestore();
    expect(await readings()).toEqual([]);
    await rename(`${path}.away`, path);
    await reviewer.get(`/api/evidence/${body.id}/file`).expect(200);
    expect(await readings()).toHaveLength(1);
  });

  it("is not another assessment's to remove", async () => {
    const { body } = await attach(pdf).expect(201);
    const other = await sent(procurement, await aCase(procurement));
    const stranger = await respondentOf(product, organisation, other);
    await stranger.delete(`/api/respond/assessments/${other}/evidence/${body.id}`).expect(404);
    await stranger.delete(`${evidencePath()}/${body.id}`).expect(401);
    await reviewer.get(`/api/evidence/${body.id}/file`).expect(200);
  });

  it('stays as it is once submitted, and counts as confidence when a reviewer has verified it', async () => {
    const { body } = await attach(pdf).expect(201);
    await answerEverything(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
    const before = await storedFiles();
    const removal = await respondent.delete(`${evidencePath()}/${body.id}`).expect(409);
    expect(removal.body.code).toBe('assessment-closed');
    expect((await attach(pdf).expect(409)).body.code).toBe('assessment-closed');
    expect(await storedFiles()).toEqual(before);
    const read = async () => (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body.score;
    const unverified = await read();
    const path = `/api/evidence/${body.id}/verified`;
    expect((await reviewer.put(path).send({ verified: true, revision: 0 }).expect(200)).body.verified).toBe(
      true,
    );
    expect(await read()).not.toEqual(unverified);
    await reviewer.put(path).send({ verified: false, revision: 1 }).expect(200);
    expect(await read()).toEqual(unverified);
  });

  it('is verified by the first of two; the second is told who said what and when, and chooses', async () => {
    const { body } = await attach(pdf).expect(201);
    await answerEverything(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
    const path = `/api/evidence/${body.id}/verified`;
    const named = async (name: string) =>
      product.signedInAs(await product.aMember({ organisation, roles: ['reviewer'], name }));
    const [first, second] = [await named('Rosa First'), await named('Sam Second')];
    const wish = { verified: true, revision: 0 };
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    await first.put(path).send(wish).expect(200);
    const refused = await second.put(path).send(wish).expect(409);
    expect(refused.body).toMatchObject({
      code: 'stale-revision',
      present: { revision: 1, verified: true, by: 'Rosa First', at },
    });
    expect(refused.body.detail).toMatch(
      /^Rosa First has verified this document on \d+ \w+ 2\d{3} at \d\d:\d\d/,
    );
    const taken = await second.put(path).send({ verified: false, revision: 1 }).expect(200);
    expect(taken.body).toMatchObject({ verified: false, revision: 2 });
    const late = await first.put(path).send({ verified: false, revision: 1 }).expect(409);
    expect(late.body).toMatchObject({ present: { revision: 2, verified: false, by: 'Sam Second', at } });
    expect(late.body.detail).toContain('Sam Second has taken back');
    const both = await Promise.all(
      [first, second].map((one) => one.put(path).send({ verified: true, revision: 2 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
