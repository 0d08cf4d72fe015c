import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  browserOf,
  contractBody,
  plain,
  respondentOf,
  sent,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let colleague: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'corrections');
  procurement = await browserOf(product, organisation, 'procurement');
  colleague = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly revision: number;
  readonly active: boolean;
}

const add = (name: string, wishes: object = {}) =>
  procurement
    .post('/api/vendors')
    .send({ name, website: null, country: null, notes: null, contact: null, ...wishes });
const vendor = async (id: string) => (await procurement.get(`/api/vendors/${id}`).expect(200)).body;
const listed = async (query = ''): Promise<string[]> =>
  (await procurement.get(`/api/vendors?limit=100${query}`).expect(200)).body.items.map(({ id }: Row) => id);
const fieldsOf = ({ name, website, country, notes, revision }: Record<string, unknown>) => ({
  name,
  website,
  country,
  notes,
  revision,
});
const change = (browser: TestAgent, shown: { readonly id: string }, wishes: object) =>
  browser.put(`/api/vendors/${shown.id}`).send({ ...fieldsOf({ ...shown }), ...wishes });
const contactsOf = async ({ vendorId }: Case): Promise<Row[]> => (await vendor(vendorId)).contacts;
const contactOf = async (about: Case): Promise<Row> => {
  const found = (await contactsOf(about)).find(({ id }) => id === about.contactId);
  if (found === undefined) throw new Error('The contact is not shown.');
  return found;
};
const editContact = (browser: TestAgent, { vendorId }: Case, shown: Row, wishes: object) =>
  browser
    .put(`/api/vendors/${vendorId}/contacts/${shown.id}`)
    .send({ name: shown.name, email: shown.email, title: null, revision: shown.revision, ...wishes });
const act = (about: Case, id: string, what: string, body: object) =>
  procurement.post(`/api/vendors/${about.vendorId}/contacts/${id}/${what}`).send(body);
const addContact = async ({ vendorId }: Case, email: string): Promise<Row> =>
  (
    await procurement
      .post(`/api/vendors/${vendorId}/contacts`)
      .send({ name: 'Sue Cessor', email, title: null })
      .expect(201)
  ).body;
const linesOf = async (id: string) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null }>(
    'select what, before, after from app.audit_event where object_id = $1 order by id desc',
    [id],
  );
const mailOf = (assessmentId: string) =>
  product.behindTheBack<{ recipient: string; kind: string }>(
    'select recipient, kind from app.notification where object_id = $1 order by id',
    [assessmentId],
  );

describe('A vendor', () => {
  it('is corrected, with what it was and what it is in the trail, also where it answers', async () => {
    const about = await aCase(procurement, { vendor: 'Hazle Hosting' });
    const assessmentId = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, assessmentId);
    const shown = await vendor(about.vendorId);
    const { body } = await change(procurement, shown, { name: 'Hazel Hosting', notes: 'Nut' }).expect(200);
    expect(body).toMatchObject({ name: 'Hazel Hosting', notes: 'Nut', country: 'US', revision: 2 });
    expect((await linesOf(about.vendorId))[0]).toMatchObject({
      what: 'vendor.changed',
      before: { name: 'Hazle Hosting', notes: null },
      after: { name: 'Hazel Hosting', notes: 'Nut' },
    });
    const page = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain('Hazel Hosting');
    expect(JSON.stringify(page.body)).not.toContain('Hazle Hosting');
    expect(await listed('&search=hazel')).toEqual([about.vendorId]);
  });

  it('that a colleague has changed meanwhile is not overwritten: both values are told', async () => {
    const shown = (await add('Two Tabs').expect(201)).body;
    await change(colleague, shown, { notes: 'Theirs' }).expect(200);
    const { body } = await change(procurement, shown, { notes: 'Mine' }).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: { name: 'Two Tabs', notes: 'Theirs', state: 'active', revision: 2 },
    });
    expect(await vendor(shown.id)).toMatchObject({ notes: 'Theirs', revision: 2 });
    await change(procurement, shown, { notes: 'Mine', revision: body.present.revision }).expect(200);
    expect(await vendor(shown.id)).toMatchObject({ notes: 'Mine', revision: 3 });
  });

  it('is saved once by two people who press at the same moment', async () => {
    const shown = (await add('One Moment').expect(201)).body;
    const answers = await Promise.all(
      [procurement, colleague, procurement, colleague].map((browser, n) =>
        change(browser, shown, { notes: `Note ${n}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('of a name that is there already is named with it, and recorded where it is another company', async () => {
    const first = (await add('Zeta Corp.').expect(201)).body;
    const known = { code: 'vendor-exists', vendorId: first.id, vendorName: 'Zeta Corp.' };
    for (const name of ['Zeta  Corp', 'ZETA Corporation', 'Ze\u200Bta', 'Zéta, Inc.']) {
      expect((await add(name).expect(409)).body).toMatchObject(known);
    }
    const second = (await add('Zeta Corporation', { apartFrom: first.id }).expect(201)).body;
    expect(await listed('&search=zeta')).toEqual(expect.arrayContaining([first.id, second.id]));
    const other = (await add('Eta').expect(201)).body;
    expect((await change(procurement, other, { name: 'Zeta Ltd' }).expect(409)).body.vendorId).toBe(first.id);
    await change(procurement, other, { name: 'Zeta Ltd', apartFrom: second.id }).expect(200);
    // Its own name in another form is no other company.
    await change(procurement, second, { name: 'Zeta Corp' }).expect(200);
  });

  it('rests while it is archived: no list and no number shows its work, nothing new is begun', async () => {
    const about = await aCase(procurement, { vendor: 'Resting Place' });
    const contract = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    const shown = await vendor(about.vendorId);
    const archive = (wishes: object = {}) =>
      procurement
        .post(`/api/vendors/${about.vendorId}/archive`)
        .send({ confirmed: false, revision: shown.revision, ...wishes });
    const assessmentId = await sent(procurement, about);
    expect((await archive({ confirmed: true }).expect(409)).body.code).toBe('vendor-is-asked');
    await procurement.post(`/api/assessments/${assessmentId}/cancel`).send({ reason: 'Over' }).expect(200);
    const work = (await archive().expect(409)).body;
    expect(work).toMatchObject({ code: 'vendor-has-open-work', engagements: 1, contracts: 1 });
    const before = (await procurement.get('/api/dashboard').expect(200)).body;
    await archive({ confirmed: true }).expect(200);
    const after = (await procurement.get('/api/dashboard').expect(200)).body;
    expect(after.vendors.total).toBe(before.vendors.total - 1);
    expect(after.engagements.total).toBe(before.engagements.total - 1);
    expect(await listed()).not.toContain(about.vendorId);
    expect(await listed('&state=archived')).toContain(about.vendorId);
    expect(await listed('&state=all')).toContain(about.vendorId);
    const idsOf = async (path: string): Promise<string[]> =>
      (await procurement.get(path).expect(200)).body.items.map(({ id }: Row) => id);
    expect(await idsOf('/api/engagements?limit=100')).not.toContain(about.engagementId);
    expect(await idsOf('/api/contracts?limit=100')).not.toContain(contract.body.id);
    const later = {
      questionnaireVersionId: null,
      contactId: about.contactId,
      dueOn: '2099-01-01',
      message: null,
    };
    const sending = procurement.post(`/api/engagements/${about.engagementId}/assessments`).send(later);
    expect((await sending.expect(409)).body.code).toBe('vendor-archived');
    const recording = procurement.post('/api/contracts').send(contractBody(about));
    expect((await recording.expect(409)).body.code).toBe('vendor-archived');
    const back = { revision: shown.revision + 1 };
    await procurement.post(`/api/vendors/${about.vendorId}/bring-back`).send(back).expect(200);
    expect(await listed()).toContain(about.vendorId);
    expect((await procurement.get('/api/dashboard').expect(200)).body.engagements.total).toBe(
      before.engagements.total,
    );
    expect((await linesOf(about.vendorId)).slice(0, 2).map(({ what }) => what)).toEqual([
      'vendor.brought-back',
      'vendor.archived',
    ]);
  });
});

describe('A contact', () => {
  it('whose address was wrong gets a new link, and the former one says why it has ended', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const former = await aLinkTo(product, organisation, assessmentId);
    const browser = await respondentOf(product, organisation, assessmentId);
    await browser
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const shown = await contactOf(about);
    await editContact(procurement, about, shown, { email: 'right@vendor.example' }).expect(200);
    await browser.get(`/api/respond/assessments/${assessmentId}`).expect(401);
    const ended = await product.browser().post('/api/respond/exchange').send({ token: former }).expect(410);
    expect(ended.body).toMatchObject({
      code: 'link-ended',
      detail: expect.stringContaining('a newer one was sent'),
    });
    expect((await mailOf(assessmentId)).filter(({ kind }) => kind === 'assessment-invitation')).toEqual([
      { kind: 'assessment-invitation', recipient: shown.email },
      { kind: 'assessment-invitation', recipient: 'right@vendor.example' },
    ]);
    const again = await respondentOf(product, organisation, assessmentId);
    const page = await again.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain('"MA-08"');
  });

  it('that a colleague has changed meanwhile is not overwritten', async () => {
    const about = await aCase(procurement);
    const shown = await contactOf(about);
    await editContact(colleague, about, shown, { name: 'Theirs' }).expect(200);
    const { body } = await editContact(procurement, about, shown, { name: 'Mine' }).expect(409);
    expect(body).toMatchObject({ code: 'stale-revision', present: { name: 'Theirs', revision: 2 } });
    await act(about, shown.id, 'deactivate', { revision: 1 }).expect(409);
    expect(await contactOf(about)).toMatchObject({ name: 'Theirs', active: true });
  });

  it('never takes the address of another at the same vendor', async () => {
    const about = await aCase(procurement);
    const other = await addContact(about, 'taken@vendor.example');
    const answer = await editContact(procurement, about, await contactOf(about), { email: other.email });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'contact-exists', fields: [{ field: 'email' }] });
  });

  it('that has left is replaced in everything open: the successor goes on with the answers', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const former = await aLinkTo(product, organisation, assessmentId);
    const browser = await respondentOf(product, organisation, assessmentId);
    await browser
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const shown = await contactOf(about);
    const refused = await act(about, shown.id, 'deactivate', { revision: shown.revision }).expect(409);
    expect(refused.body).toMatchObject({ code: 'contact-is-asked', assessments: 1 });
    const successor = await addContact(about, 'sue@vendor.example');
    await act(about, shown.id, 'replace', { successorId: shown.id, revision: 1 }).expect(422);
    await act(about, shown.id, 'replace', { successorId: successor.id, revision: 1 }).expect(200);
    await browser.get(`/api/respond/assessments/${assessmentId}`).expect(401);
    const ended = await product.browser().post('/api/respond/exchange').send({ token: former }).expect(410);
    expect(ended.body.detail).toContain('somebody else at your company');
    const { body } = await procurement.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(body.contact).toMatchObject({ id: successor.id, email: 'sue@vendor.example' });
    expect(body.answers['MA-08']).toBeDefined();
    expect((await mailOf(assessmentId)).at(-1)).toEqual({
      kind: 'assessment-invitation',
      recipient: 'sue@vendor.example',
    });
    expect((await linesOf(assessmentId)).map(({ what }) => what)).toContain('assessment.contact-replaced');
    expect((await linesOf(about.vendorId))[0]).toMatchObject({
      what: 'contact.replaced',
      after: { contactId: successor.id, assessments: 1 },
    });
    const sending = procurement
      .post(`/api/engagements/${about.engagementId}/assessments`)
      .send({ questionnaireVersionId: null, contactId: shown.id, dueOn: '2099-01-01', message: null });
    expect((await sending.expect(422)).body.fields[0].field).toBe('contactId');
    await act(about, shown.id, 'bring-back', { revision: 2 }).expect(200);
    expect(await contactOf(about)).toMatchObject({ active: true, revision: 3 });
    // What was handed over stays with the successor.
    await product.browser().post('/api/respond/exchange').send({ token: former }).expect(410);
    await act(about, successor.id, 'replace', { successorId: shown.id, revision: 1 }).expect(200);
    expect((await procurement.get(`/api/assessments/${assessmentId}`).expect(200)).body.contact.id).toBe(
      shown.id,
    );
    // The link of before the first change is not awakened by it.
    await product.browser().post('/api/respond/exchange').send({ token: former }).expect(410);
  });
});

describe('Mail to a contact that does not arrive', () => {
  const rowOf = async (id: string): Promise<{ undelivered: number } | undefined> =>
    (await procurement.get('/api/vendors?limit=100').expect(200)).body.items.find(
      (row: Row) => row.id === id,
    );
  const undelivered = async (about: Case) =>
    (await vendor(about.vendorId)).contacts.find(({ id }: Row) => id === about.contactId).undelivered;
  const suppress = (address: string) =>
    product.behindTheBack(
      `insert into app.suppressed_address (organisation_id, address, reason) values ($1, $2, '550 5.1.1 No such user')`,
      [organisation.id, address],
    );

  it('is told with the mail server’s words, until the address is corrected', async () => {
    const about = await aCase(procurement);
    const shown = await contactOf(about);
    expect([await undelivered(about), (await rowOf(about.vendorId))?.undelivered]).toEqual([null, 0]);
    await suppress(shown.email);
    expect(await undelivered(about)).toEqual({
      refused: true,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      reply: '550 5.1.1 No such user',
    });
    expect((await rowOf(about.vendorId))?.undelivered).toBe(1);
    await editContact(procurement, about, shown, { email: `right-${about.contactId}@vendor.example` }).expect(
      200,
    );
    expect([await undelivered(about), (await rowOf(about.vendorId))?.undelivered]).toEqual([null, 0]);
  });

  it('is told until a later mail was delivered, and never for a fault of our own', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const settle = (state: string, reason: object | null) =>
      product.behindTheBack(
        `update app.notification set state = $2, reason = $3::jsonb, sent_at = case when $2 = 'sent' then app.now() end
         where object_id = $1 and contact_id = $4 and state <> 'failed'`,
        [assessmentId, state, reason === null ? null : JSON.stringify(reason), about.contactId],
      );
    await settle('failed', { code: 'mail-reason.no-text', parameters: { kind: 'assessment-invitation' } });
    expect(await undelivered(about)).toBeNull();
    await product.behindTheBack(
      `update app.notification set reason = '{"code": "as-written", "parameters": {"text": "552 Mailbox full"}}'
       where object_id = $1 and state = 'failed'`,
      [assessmentId],
    );
    expect(await undelivered(about)).toMatchObject({ refused: false, reply: '552 Mailbox full' });
    await sent(procurement, about, '2099-10-31');
    await product.behindTheBack(
      `update app.notification set state = 'sent', sent_at = app.now() where contact_id = $1 and state = 'pending'`,
      [about.contactId],
    );
    expect(await undelivered(about)).toBeNull();
  });
});
