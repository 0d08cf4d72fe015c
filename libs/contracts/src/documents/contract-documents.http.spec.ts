import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addMonths, type IsoDate } from '@countersign/domain';
import { StoredFilesTotal } from '@countersign/limits';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  yearlyTerms,
  zipOf,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type TestAgent from 'supertest/lib/agent';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

interface Document {
  readonly id: string;
  readonly about: string;
  readonly of: string;
  readonly name: string;
  readonly withdrawnAt: string | null;
}

describe('The documents of a contract', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let today: IsoDate;
  let id: string;
  let path: string;
  let noticeId: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    browser = await product.signedInAs(buyer);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
  });

  beforeEach(async () => {
    const start = addMonths(today, -8);
    const service = await aVendorWithService(product, organisation);
    id = await recordedContract(product, buyer, service, { signedOn: start, terms: yearlyTerms(start) });
    path = `/api/contracts/${id}`;
    const { body } = await browser
      .post(`${path}/notices`)
      .send({ sentOn: today, receivedOn: null, way: 'Letter', proof: null, reason: 'Replaced', revision: 1 })
      .expect(200);
    noticeId = body.notices[0].id as string;
  });

  afterAll(() => product.close());

  const attach = (
    file: Buffer,
    wishes: { name?: string; about?: string; of?: string; by?: TestAgent; to?: string } = {},
  ) =>
    (wishes.by ?? browser)
      .post(`${wishes.to ?? path}/documents?about=${wishes.about ?? 'notice'}&of=${wishes.of ?? noticeId}`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', encodeURIComponent(wishes.name ?? 'Zustellung “RR 123”.pdf'))
      .send(file);
  const attached = async (wishes: Parameters<typeof attach>[1] = {}) => {
    const { body } = await attach(pdf, wishes).expect(200);
    return (body.documents as Document[]).at(-1)!;
  };
  const refused = (document: Pick<Document, 'id'>, by: TestAgent = browser, of = path) =>
    by.get(`${of}/documents/${document.id}/file`);
  const open = (document: Pick<Document, 'id'>, by: TestAgent = browser) =>
    refused(document, by).responseType('blob');
  const withdraw = (document: Pick<Document, 'id'>, reason: string, by: TestAgent = browser) =>
    by.post(`${path}/documents/${document.id}/withdrawal`).send({ reason });
  const filesKept = async () => {
    const found = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).length;
  };
  const trail = async () => {
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where object_id = $1 and what like 'contract.document%' order by id`,
      [id],
    );
    return lines.map(({ what }) => what);
  };

  it('prove a notice: kept as they came, shown with who brought them, opened by members', async () => {
    const document = await attached();
    expect(document).toMatchObject({
      about: 'notice',
      of: noticeId,
      name: 'Zustellung “RR 123”.pdf',
      size: pdf.length,
      unopened: null,
      by: 'Paula Buyer',
      withdrawnAt: null,
    });
    const auditor = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
    const opened = await open(document, auditor).expect(200);
    expect(Buffer.compare(opened.body as Buffer, pdf)).toBe(0);
    expect(opened.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''Zustellung%20%E2%80%9CRR%20123%E2%80%9D.pdf",
    );
    expect(opened.headers['x-content-type-options']).toBe('nosniff');
    expect(await trail()).toEqual(['contract.document-attached', 'contract.document-read']);
  });

  it('are what both sides signed: of an agreed term, which is in force not before, and of an amendment', async () => {
    const start = addMonths(today, -8);
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(start, { renewal: { kind: 'by-agreement', months: 12 } });
    id = await recordedContract(product, buyer, service, { signedOn: start, terms });
    path = `/api/contracts/${id}`;
    const term = { lastDay: addMonths(today, 24), signedOn: addMonths(today, 1), document: 'Renewal letter' };
    await browser
      .post(`${path}/agreed-terms`)
      .send({ ...term, revision: 1 })
      .expect(422);
    const agreed = await browser
      .post(`${path}/agreed-terms`)
      .send({ ...term, signedOn: today, revision: 1 })
      .expect(200);
    const amendment = {
      fromTerm: 1,
      agreedOn: today,
      lastDay: null,
      renewalMonths: null,
      notice: { kind: 'days', days: 45 },
      reopens: false,
    };
    const { body } = await browser
      .post(`${path}/amendments`)
      .send({ ...amendment, revision: 2 })
      .expect(200);
    expect(body.amendments).toMatchObject([
      { ...amendment, by: 'Paula Buyer', withdrawnAt: null, withdrawnReason: null },
    ]);
    const ofTerm = await attached({ about: 'agreed-term', of: agreed.body.agreedTerms[0].id });
    const ofAmendment = await attached({ about: 'amendment', of: body.amendments[0].id });
    expect([ofTerm.about, ofAmendment.about]).toEqual(['agreed-term', 'amendment']);
    await open(ofTerm).expect(200);
    await open(ofAmendment).expect(200);
  });

  it.each<[string, Buffer, string, number, string]>([
    ['is empty', Buffer.alloc(0), 'proof.pdf', 422, 'file'],
    [
      'holds something else than its name says',
      zipOf([{ name: 'a.txt', content: 'a' }]),
      'a.pdf',
      422,
      'file',
    ],
    ['is a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]), 'proof.pdf', 422, 'file'],
    ['is too large', Buffer.alloc(1024 * 1024 + 1, 'a'), 'proof.txt', 413, ''],
  ])('are refused and leave nothing where the file %s', async (_what, file, name, status, field) => {
    const before = await filesKept();
    const { body } = await attach(file, { name }).expect(status);
    if (field !== '') expect(body.fields).toMatchObject([{ field }]);
    expect(await filesKept()).toBe(before);
    expect((await browser.get(path).expect(200)).body.documents).toEqual([]);
    expect(await trail()).toEqual([]);
  });

  it('belong to something of this contract, which is named', async () => {
    const elsewhere = '0190a0a0-0000-7000-8000-000000000000';
    expect((await attach(pdf, { of: elsewhere }).expect(404)).body.code).toBe('not-found');
    await attach(pdf, { about: 'agreed-term' }).expect(404);
    await attach(pdf, { about: 'clause' }).expect(422);
    await browser.post(`${path}/documents?about=notice&of=${noticeId}`).send(pdf).expect(422);
    await browser.post(`${path}/documents`).set('X-File-Name', 'a.pdf').send(pdf).expect(422);
  });

  it('are nothing to another organisation, nor under another contract', async () => {
    const document = await attached();
    const other = await product.anOrganisation();
    const stranger = await product.signedInAs(await product.aMember({ organisation: other }));
    await refused(document, stranger).expect(404);
    await attach(pdf, { by: stranger }).expect(404);
    await withdraw(document, 'Not ours', stranger).expect(404);
    const service = await aVendorWithService(product, organisation);
    const another = await recordedContract(product, buyer, service);
    await refused(document, browser, `/api/contracts/${another}`).expect(404);
  });

  it('are attached and withdrawn by whoever may write contracts alone', async () => {
    const document = await attached();
    const reader = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
    await attach(pdf, { by: reader }).expect(403);
    await withdraw(document, 'No', reader).expect(403);
  });

  it('stay with the reason once they are withdrawn, and can still be opened', async () => {
    const document = await attached();
    expect((await withdraw(document, ' ').expect(422)).body.fields).toMatchObject([{ field: 'reason' }]);
    const { body } = await withdraw(document, 'Of another notice').expect(200);
    expect(body.documents).toMatchObject([
      { id: document.id, withdrawnReason: 'Of another notice', withdrawnBy: 'Paula Buyer' },
    ]);
    await open(document).expect(200);
    await withdraw(document, 'Twice').expect(404);
    expect((await trail()).slice(0, 2)).toEqual([
      'contract.document-attached',
      'contract.document-withdrawn',
    ]);
  });

  it('say so where their bytes are gone', async () => {
    const document = await attached();
    const [row] = await product.behindTheBack<{ key: string }>(
      'select storage_key as key from app.contract_document where id = $1',
      [document.id],
    );
    await rm(join(product.filesFolder, row?.key ?? ''));
    const { body } = await refused(document).expect(404);
    expect(body.code).toBe('file-missing');
    expect(await trail()).toEqual(['contract.document-attached']);
  });

  it('count among what the organisation has stored, and end with its limit', async () => {
    const total = () => product.asJobOf(organisation, () => product.get(StoredFilesTotal).present());
    const before = await total();
    await attached();
    expect(await total()).toEqual({ files: before.files + 1, bytes: before.bytes + pdf.length });
    const recount = () => product.asJobOf(organisation, () => product.get(StoredFilesTotal).recount());
    expect((await recount()).mended).toBeNull();
    await product.behindTheBack('update app.evidence_total set bytes = $2 where organisation_id = $1', [
      organisation.id,
      product.config.maximumOrganisationBytes,
    ]);
    const files = await filesKept();
    expect((await attach(pdf).expect(409)).body.code).toBe('organisation-full');
    expect(await filesKept()).toBe(files);
    await recount();
  });
});

describe('The amendments of a contract', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('say who recorded them and when, also after a correction left one out', async () => {
    const organisation = await product.anOrganisation();
    const first = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    const second = await product.aMember({ organisation, roles: ['procurement'], name: 'Omar Lead' });
    const today = await product.asJobOf(organisation, () => product.get(Clock).today());
    const start = addMonths(today, -8);
    const amendment = (days: number) => ({
      fromTerm: 1,
      agreedOn: addMonths(today, -1),
      lastDay: null,
      renewalMonths: null,
      notice: { kind: 'days' as const, days },
      reopens: false,
    });
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(start, { amendments: [amendment(30)] });
    const id = await recordedContract(product, first, service, { signedOn: start, terms });
    const browser = await product.signedInAs(second);
    const { body: amended } = await browser
      .post(`/api/contracts/${id}/amendments`)
      .send({ ...amendment(45), revision: 1 })
      .expect(200);
    const shown = (contract: { amendments: { notice: { days: number }; by: string; at: string }[] }) =>
      contract.amendments.map(({ notice, by }) => [notice.days, by]);
    expect(shown(amended)).toEqual([
      [30, 'Paula Buyer'],
      [45, 'Omar Lead'],
    ]);
    expect(amended.amendments[1].at).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    const { body: corrected } = await browser
      .put(`/api/contracts/${id}/terms`)
      .send({
        signedOn: start,
        terms: yearlyTerms(start, { amendments: [amendment(45)] }),
        reason: 'Misread',
        revision: 2,
      })
      .expect(200);
    expect(shown(corrected)).toEqual(shown(amended));
    expect(corrected.terms.amendments).toHaveLength(1);
    expect(corrected.amendments).toMatchObject([
      { withdrawnReason: 'Misread' },
      { withdrawnAt: null, by: 'Omar Lead' },
    ]);
  });
});
