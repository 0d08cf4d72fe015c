import type TestAgent from 'supertest/lib/agent';
import { roles, type Role } from '../platform/auth/permissions';
import {
  aCase,
  aFoundedOrganisation,
  browserOf,
  fullIntake,
  plain,
  respondentOf,
  sent,
  submitted,
} from '../responding/testing/respondent-builders';
import { aProduct, type TestOrganisation, type TestProduct } from '../testing';

jest.setTimeout(120_000);

interface Act {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly body?: object;
  readonly may: readonly Role[];
}

const everybody = roles;
const buyers: readonly Role[] = ['procurement'];
const judges: readonly Role[] = ['reviewer', 'risk'];

const contact = { name: 'New Contact', email: 'new@vendor.example', title: null };
const aVendor = { name: 'Another vendor', website: null, country: null, notes: null, contact: null };
const anEngagement = { name: 'Another', description: null, ownerId: null, intake: fullIntake };
const nobody = '01999999-9999-7999-8999-999999999999';

// `:x` stands for an id of that kind; what each role may do is said here once more, apart from the product's table.
const acts: readonly Act[] = [
  { method: 'get', path: '/api/vendors', may: everybody },
  { method: 'post', path: '/api/vendors', body: aVendor, may: buyers },
  { method: 'get', path: '/api/vendors/:vendor', may: everybody },
  { method: 'post', path: '/api/vendors/:vendor/contacts', body: contact, may: buyers },
  { method: 'post', path: '/api/vendors/:vendor/engagements', body: anEngagement, may: buyers },
  { method: 'get', path: '/api/engagements', may: everybody },
  { method: 'get', path: '/api/engagements/:engagement', may: everybody },
  {
    method: 'put',
    path: '/api/engagements/:engagement/intake',
    body: { intake: fullIntake, revision: 1 },
    may: buyers,
  },
  {
    method: 'post',
    path: '/api/engagements/:engagement/approvals',
    body: { outcome: 'rejected', validTo: null, conditions: null, reason: 'No' },
    may: ['risk'],
  },
  {
    method: 'post',
    path: '/api/engagements/:engagement/assessments',
    body: { questionnaireVersionId: null, contactId: nobody, dueOn: '2099-01-01', message: null },
    may: buyers,
  },
  { method: 'get', path: '/api/assessments', may: everybody },
  { method: 'get', path: '/api/assessments/:assessment', may: everybody },
  {
    method: 'put',
    path: '/api/assessments/:assessment/reviews/MA-16',
    body: { verdict: 'accepted', note: null },
    may: judges,
  },
  { method: 'post', path: '/api/assessments/:assessment/return', body: { message: 'Again' }, may: judges },
  {
    method: 'post',
    path: '/api/assessments/:assessment/close',
    body: { recommendation: 'approve', summary: 'Good' },
    may: judges,
  },
  { method: 'post', path: '/api/assessments/:assessment/cancel', body: { reason: 'No' }, may: buyers },
  { method: 'post', path: '/api/assessments/:assessment/send-again', may: buyers },
  { method: 'get', path: '/api/findings', may: everybody },
  { method: 'post', path: '/api/findings/:finding/accept', body: { note: null }, may: judges },
  { method: 'post', path: '/api/findings/:finding/reject', body: { note: 'No gap' }, may: judges },
  { method: 'post', path: '/api/findings/:finding/verify', body: { note: 'Seen to work' }, may: judges },
  { method: 'get', path: '/api/evidence/:evidence/file', may: everybody },
  { method: 'put', path: '/api/evidence/:evidence/verified', body: { verified: true }, may: judges },
  { method: 'get', path: '/api/questionnaires', may: everybody },
  { method: 'get', path: '/api/questionnaires/:questionnaire/versions/1', may: everybody },
  { method: 'get', path: '/api/dashboard', may: everybody },
];

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'roles');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

const concrete = (path: string, ids: Readonly<Record<string, string>> = {}) =>
  path.replace(/:(\w+)/g, (_all, kind: string) => ids[kind] ?? nobody);

function perform(browser: TestAgent, { method, path, body }: Act, ids?: Readonly<Record<string, string>>) {
  const request = browser[method](concrete(path, ids));
  return body === undefined ? request : request.send(body);
}

describe('Each role', () => {
  it.each(roles)('%s may do what it is for and nothing else', async (role) => {
    const browser = await browserOf(product, organisation, role);
    const wrong: string[] = [];
    for (const act of acts) {
      const { status } = await perform(browser, act);
      const allowed = status !== 403 && status < 500;
      if (allowed !== act.may.includes(role)) wrong.push(`${act.method} ${act.path}: ${status}`);
      if (role === 'procurement' && act.path === '/api/vendors' && act.method === 'post') {
        await product.behindTheBack(`delete from app.vendor where name = 'Another vendor'`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of an auditor leaves everything as it was', async () => {
    const browser = await browserOf(product, organisation, 'auditor');
    const before = await lines();
    for (const act of acts) await perform(browser, act);
    expect(await lines()).toEqual(before);
  });

  // Every change writes a line in its own transaction.
  const lines = () => product.behindTheBack('select count(*) as lines from app.audit_event');
});

describe("Another organisation's records", () => {
  it('do not exist, for reading as for writing', async () => {
    const about = await aCase(procurement);
    const otherwise = { 'MA-57': 'no' };
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise });
    const seen = (await procurement.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    const open = await sent(procurement, await aCase(procurement));
    const vendor = await respondentOf(product, organisation, open);
    const evidence = await vendor
      .post(`/api/respond/assessments/${open}/evidence`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', 'a.txt')
      .send(Buffer.from('text'))
      .expect(201);
    const questionnaires = (await procurement.get('/api/questionnaires').expect(200)).body;
    const ids = {
      vendor: about.vendorId,
      engagement: about.engagementId,
      assessment: assessmentId,
      finding: seen.findings[0].id as string,
      evidence: evidence.body.id as string,
      questionnaire: questionnaires.items[0].id as string,
    };
    const elsewhere = await product.anOrganisation();
    const stranger = await product.signedInAs(await product.aMember({ organisation: elsewhere }));
    const wrong: string[] = [];
    for (const act of acts.filter(({ path }) => path.includes(':'))) {
      const { status } = await perform(stranger, act, ids);
      if (status !== 404) wrong.push(`${act.method} ${act.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
    for (const list of ['vendors', 'engagements', 'assessments', 'findings']) {
      expect((await stranger.get(`/api/${list}`).expect(200)).body).toEqual({
        items: [],
        nextCursor: null,
        total: 0,
      });
    }
    expect((await procurement.get(`/api/assessments/${assessmentId}`).expect(200)).body).toEqual(seen);
  });

  it('cannot be sent: neither their questionnaire nor their contact', async () => {
    const about = await aCase(procurement);
    const other = await aFoundedOrganisation(product, 'elsewhere');
    const theirs = await browserOf(product, other, 'procurement');
    const foreign = await aCase(theirs);
    // Read once, so that the version is in memory.
    await sent(theirs, foreign);
    const { body } = await theirs.get('/api/questionnaires').expect(200);
    const send = (wishes: object) =>
      procurement.post(`/api/engagements/${about.engagementId}/assessments`).send({
        questionnaireVersionId: null,
        contactId: about.contactId,
        dueOn: '2099-01-01',
        message: null,
        ...wishes,
      });
    await send({ questionnaireVersionId: body.items[0].versions[0].id }).expect(404);
    await send({ contactId: foreign.contactId }).expect(422);
    await send({ dueOn: '2000-01-01' }).expect(422);
    await send({ dueOn: '2099-W02' }).expect(422);
  });
});

describe('A respondent', () => {
  it("is signed out of every assessment but its own, and of the members' side", async () => {
    const own = await sent(procurement, await aCase(procurement));
    const other = await sent(procurement, await aCase(procurement));
    const browser = await respondentOf(product, organisation, own);
    const path = `/api/respond/assessments/${other}`;
    await browser.get(path).expect(401);
    await browser
      .put(`${path}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(401);
    await browser.post(`${path}/evidence`).set('X-File-Name', 'a').send('a').expect(401);
    await browser.delete(`${path}/evidence/${nobody}`).expect(401);
    await browser.post(`${path}/submit`).send({}).expect(401);
    const ids = { assessment: own };
    for (const act of acts) expect((await perform(browser, act, ids)).status).toBe(401);
  });

  it("of a member's cookie alone is nobody", async () => {
    const own = await sent(procurement, await aCase(procurement));
    await procurement.get(`/api/respond/assessments/${own}`).expect(401);
  });
});
