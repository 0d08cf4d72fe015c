import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aCodeFor,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  browserOf,
  plain,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let overseer: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'passing-on');
  procurement = await browserOf(product, organisation, 'procurement');
  overseer = await product.signedInAs(await product.aMember({ organisation }));
});

afterEach(() => product.behindTheBack('delete from app.rate_count'));
afterAll(() => product.close());

const pathOf = (id: string): string => `/api/respond/assessments/${id}`;
const passOn = (browser: TestAgent, id: string, wishes: object) =>
  browser.post(`${pathOf(id)}/pass-on`).send({ name: 'Nora Right', note: null, ...wishes });
const waitingOf = async (id: string) =>
  (await procurement.get(`/api/assessments/${id}/passing-on`).expect(200)).body.waiting;
const contactOf = async (id: string) =>
  (await procurement.get(`/api/assessments/${id}`).expect(200)).body.contact;
const seen = async (token: string) =>
  (await product.browser().post('/api/respond/link').send({ token }).expect(200)).body.state;
const mailsOf = (id: string) =>
  product.behindTheBack<{ kind: string; recipient: string }>(
    `select kind, recipient from app.notification
     where object_id = $1 and kind like 'assessment-pass%' order by id`,
    [id],
  );

let cases = 0;

/** Of tier 2, so that the link opened without a code. */
async function asked() {
  const about = await aCase(procurement);
  const host = `vendor-${++cases}.example`;
  const email = `vera@${host}`;
  await product.behindTheBack('update app.contact set email = $2 where id = $1', [about.contactId, email]);
  await product.behindTheBack('update app.engagement set tier = 2 where id = $1', [about.engagementId]);
  const id = await sent(procurement, about);
  const token = await aLinkTo(product, organisation, id);
  const browser = product.browser();
  await browser.post('/api/respond/exchange').send({ token }).expect(200);
  return { about, id, token, browser, host, email };
}

describe('Whoever is not the right person', () => {
  it('needs a code to the invited address, whatever the tier, and once in a session', async () => {
    const { id, browser, host } = await asked();
    const right = { email: `nora@${host}` };
    expect((await browser.get(`${pathOf(id)}/pass-on`).expect(200)).body).toEqual({
      codeNeeded: true,
      waitsFor: null,
    });
    expect((await passOn(browser, id, right).expect(403)).body.code).toBe('code-needed');
    expect((await passOn(browser, id, { ...right, code: 'none' }).expect(422)).body.code).toBe('code-wrong');
    await browser
      .post(`${pathOf(id)}/pass-on/code`)
      .send({})
      .expect(202);
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { ...right, code }).expect(200, { state: 'passed' });
    const { id: other } = await asked();
    const proved = product.browser();
    await proved.post('/api/respond/exchange').send({ token: await aLinkTo(product, organisation, other) });
    const wrong = { ...right, code: '12' };
    for (let guess = 0; guess < 5; guess++) await passOn(proved, other, wrong).expect(422);
    await passOn(proved, other, wrong).expect(429);
  });

  it('passes it on within the mail domain at once: the other goes on with the answers, and everybody is told', async () => {
    const { id, browser, host, token, email } = await asked();
    const value = { value: plain('yes'), base: 0 };
    await browser
      .put(`${pathOf(id)}/answers/MA-08`)
      .send(value)
      .expect(200);
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: `nora@${host}`, code, note: 'I left the team.' }).expect(200);
    await browser.get(pathOf(id)).expect(401);
    expect(await seen(token)).toBe('handed-over');
    expect(await contactOf(id)).toMatchObject({ name: 'Nora Right', email: `nora@${host}` });
    expect(await mailsOf(id)).toEqual([
      { kind: 'assessment-passed-on-notice', recipient: expect.stringContaining('@') },
      { kind: 'assessment-passed-on', recipient: email },
    ]);
    const [invitation] = await product.behindTheBack<{ recipient: string }>(
      `select recipient from app.notification where object_id = $1 and kind = 'assessment-invitation'
       order by id desc limit 1`,
      [id],
    );
    expect(invitation?.recipient).toBe(`nora@${host}`);
    const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
    expect(body.answers['MA-08']).toBeDefined();
    const lines = await product.behindTheBack<{ what: string; actor_kind: string }>(
      `select what, actor_kind from app.audit_event
       where object_id = $1 and what in ('assessment.passing-on-asked', 'assessment.contact-replaced') order by id`,
      [id],
    );
    expect(lines).toEqual([
      { what: 'assessment.passing-on-asked', actor_kind: 'respondent' },
      { what: 'assessment.contact-replaced', actor_kind: 'respondent' },
    ]);
  });

  it('is not asked to pass it on to the address that was invited', async () => {
    const { id, browser, email } = await asked();
    const code = await aCodeFor(product, organisation, id);
    const { body } = await passOn(browser, id, { email, code }).expect(422);
    expect(body.fields[0].field).toBe('email');
  });

  it('goes on answering while another domain waits for procurement, which agrees', async () => {
    const { id, browser, token } = await asked();
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'nora@elsewhere.example', code }).expect(200, { state: 'waiting' });
    await browser.get(pathOf(id)).expect(200);
    expect((await browser.get(`${pathOf(id)}/pass-on`).expect(200)).body).toEqual({
      codeNeeded: false,
      waitsFor: 'Nora Right',
    });
    const again = await passOn(browser, id, { email: 'nils@elsewhere.example' }).expect(409);
    expect(again.body.code).toBe('passing-on-waits');
    const waiting = await waitingOf(id);
    expect(waiting).toMatchObject({ toName: 'Nora Right', toEmail: 'nora@elsewhere.example', note: null });
    const tasks = await overseer.get('/api/tasks?limit=100&whose=everyone').expect(200);
    expect(tasks.body.items).toContainEqual(expect.objectContaining({ kind: 'passing-on-to-judge' }));
    const agree = () => procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`).send({});
    await agree().expect(204);
    expect(await contactOf(id)).toMatchObject({ email: 'nora@elsewhere.example' });
    await browser.get(pathOf(id)).expect(401);
    expect(await seen(token)).toBe('handed-over');
    expect(await waitingOf(id)).toBeNull();
    expect((await agree().expect(409)).body.code).toBe('passing-on-over');
  });

  it('is told why procurement refuses, and goes on', async () => {
    const { id, browser, email } = await asked();
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'nora@elsewhere.example', code }).expect(200);
    const waiting = await waitingOf(id);
    const refuse = (because: string) =>
      procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/refuse`).send({ because });
    await refuse(' ').expect(422);
    await refuse('We know nobody there.').expect(204);
    await refuse('Once more.').expect(409);
    expect((await mailsOf(id)).at(-1)).toEqual({ kind: 'assessment-passing-on-refused', recipient: email });
    await browser.get(pathOf(id)).expect(200);
    expect(await contactOf(id)).toMatchObject({ email });
    await passOn(browser, id, { email: 'nils@elsewhere.example' }).expect(200, { state: 'waiting' });
  });

  it('leaves nothing to agree to once somebody else was made the contact, or nothing is asked', async () => {
    const { id, browser } = await asked();
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'nora@elsewhere.example', code }).expect(200);
    const waiting = await waitingOf(id);
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'Not needed' }).expect(200);
    const agree = await procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`).send({});
    expect([agree.status, agree.body.code]).toEqual([409, 'passing-on-over']);
    const tasks = await overseer.get('/api/tasks?limit=100&whose=everyone').expect(200);
    expect(
      (tasks.body.items as { kind: string; objectId?: string }[]).filter(
        ({ kind, objectId }) => kind === 'passing-on-to-judge' && objectId === id,
      ),
    ).toEqual([]);
  });

  it('asks procurement where the domain is one at which anybody has a mailbox', async () => {
    const { id, about, browser } = await asked();
    await product.behindTheBack(`update app.contact set email = 'vera.vendor@gmail.com' where id = $1`, [
      about.contactId,
    ]);
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'anybody@gmail.com', code }).expect(200, { state: 'waiting' });
  });

  it('is of the organisation whose assessment it is', async () => {
    const { id } = await asked();
    const elsewhere = await aFoundedOrganisation(product, 'passing-elsewhere');
    const theirs = await browserOf(product, elsewhere, 'procurement');
    await theirs.post(`/api/assessments/${id}/passing-on/${id}/agree`).send({}).expect(404);
    const other = await respondentOf(product, organisation, (await asked()).id);
    await passOn(other, id, { email: 'nora@elsewhere.example' }).expect(401);
  });
});
