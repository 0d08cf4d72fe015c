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
  type Case,
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

const nameOf = async (member: TestAgent): Promise<string> =>
  (await member.get('/api/session').expect(200)).body.member.name;
const revisionOf = async ({ vendorId, contactId }: Case): Promise<number> => {
  const { body } = await procurement.get(`/api/vendors/${vendorId}`).expect(200);
  return body.contacts.find(({ id }: { id: string }) => id === contactId).revision;
};
const tasksAbout = async (id: string) => {
  const { body } = await overseer.get('/api/tasks?limit=100&whose=everyone').expect(200);
  return (body.items as { kind: string; objectId: string }[]).filter(
    ({ kind, objectId }) => kind === 'passing-on-to-judge' && objectId === id,
  );
};

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
    const second = await agree().expect(409);
    const decided = { outcome: 'passed', by: await nameOf(procurement), because: null };
    expect(second.body).toMatchObject({ code: 'passing-on-over', decided });
    expect(second.body.detail).toMatch(
      new RegExp(`^${decided.by} agreed on \\d+ \\w+ 2\\d{3} at .*: the questionnaire goes to Nora Right\\.`),
    );
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
    const second = await procurement
      .post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`)
      .send({})
      .expect(409);
    const decided = { outcome: 'refused', by: await nameOf(procurement), because: 'We know nobody there.' };
    expect(second.body).toMatchObject({ code: 'passing-on-over', decided });
    expect(second.body.detail).toContain(`${decided.by} refused on `);
    expect((await mailsOf(id)).at(-1)).toEqual({ kind: 'assessment-passing-on-refused', recipient: email });
    await browser.get(pathOf(id)).expect(200);
    expect(await contactOf(id)).toMatchObject({ email });
    await passOn(browser, id, { email: 'nils@elsewhere.example' }).expect(200, { state: 'waiting' });
  });

  const LOSES_ITS_GROUND: Readonly<
    Record<string, (one: Awaited<ReturnType<typeof asked>>) => Promise<void>>
  > = {
    'nothing is asked': async ({ id }) => {
      await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'Not needed' }).expect(200);
    },
    'it is declined': async ({ id, browser }) => {
      const body = { scope: 'questionnaire', because: 'Not us' };
      await browser
        .post(`${pathOf(id)}/decline`)
        .send(body)
        .expect(200);
    },
    'the assessment is given another contact': async ({ id, about }) => {
      const other = { name: 'Otto Other', email: 'otto@third.example', title: null };
      const added = await procurement.post(`/api/vendors/${about.vendorId}/contacts`).send(other).expect(201);
      const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
      const {
        message,
        revision,
        row: { dueOn },
      } = body;
      await procurement
        .put(`/api/assessments/${id}`)
        .send({
          ...{ dueOn, message, revision },
          contactId: added.body.id,
          reason: 'Left',
          reasonShared: false,
          sentAgain: false,
        })
        .expect(200);
    },
    'another contact takes its place everywhere': async ({ about }) => {
      const { vendorId, contactId } = about;
      const other = { name: 'Otto Other', email: 'otto@third.example', title: null };
      const added = await procurement.post(`/api/vendors/${vendorId}/contacts`).send(other).expect(201);
      const revision = await revisionOf(about);
      await procurement
        .post(`/api/vendors/${vendorId}/contacts/${contactId}/replace`)
        .send({ successorId: added.body.id, revision })
        .expect(200);
    },
    'its contact has another address': async ({ about }) => {
      const wanted = { name: 'Vera Vendor', email: 'vera@moved.example', title: null };
      await procurement
        .put(`/api/vendors/${about.vendorId}/contacts/${about.contactId}`)
        .send({ ...wanted, revision: await revisionOf(about) })
        .expect(200);
    },
  };

  it.each(Object.entries(LOSES_ITS_GROUND))(
    'is asked about no more, and nobody else, as soon as %s: wish, task, mail and trail say so at once',
    async (_why, lose) => {
      const one = await asked();
      const { id, browser } = one;
      const code = await aCodeFor(product, organisation, id);
      await passOn(browser, id, { email: 'nora@elsewhere.example', code }).expect(200);
      const waiting = await waitingOf(id);
      expect(await tasksAbout(id)).toHaveLength(1);
      await lose(one);
      expect(await waitingOf(id)).toBeNull();
      const [row] = await product.behindTheBack(
        'select state, decided_by from app.passing_on where id = $1',
        [waiting.id],
      );
      expect(row).toEqual({ state: 'over', decided_by: null });
      expect(await tasksAbout(id)).toEqual([]);
      const mails = await product.behindTheBack<{ state: string; reason: { code: string } }>(
        `select state, reason from app.notification where object_id = $1 and kind = 'assessment-passing-on-waits'`,
        [id],
      );
      expect(mails).toMatchObject([{ state: 'superseded' }]);
      const lines = await product.behindTheBack<{ before: object }>(
        `select before from app.audit_event where object_id = $1 and what = 'assessment.passing-on-over'`,
        [id],
      );
      expect(lines).toHaveLength(1);
      const agree = await procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`).send({});
      expect([agree.status, agree.body.code, agree.body.decided.outcome]).toEqual([
        409,
        'passing-on-over',
        'over',
      ]);
      expect(agree.body.detail).toMatch(/^This ended on \d+ \w+ 2\d{3} at /);
    },
  );

  it('may be asked anew by the contact of now', async () => {
    const one = await asked();
    const { id, about } = one;
    const code = await aCodeFor(product, organisation, id);
    await passOn(one.browser, id, { email: 'nora@elsewhere.example', code }).expect(200);
    await LOSES_ITS_GROUND['its contact has another address']?.(one);
    const browser = product.browser();
    await browser
      .post('/api/respond/exchange')
      .send({ token: await aLinkTo(product, organisation, id) })
      .expect(200);
    const anew = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'nora@elsewhere.example', code: anew }).expect(200, {
      state: 'waiting',
    });
    expect(about.contactId).toBeDefined();
  });

  it('stays asked when its vendor is merged into another: the same person is asked at the same address', async () => {
    const { id, about, browser } = await asked();
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'nora@elsewhere.example', code }).expect(200);
    const stays = await aCase(procurement);
    const revisionOfVendor = async (vendorId: string) =>
      (await procurement.get(`/api/vendors/${vendorId}`).expect(200)).body.revision as number;
    await procurement
      .post(`/api/vendors/${stays.vendorId}/merge`)
      .send({
        duplicateId: about.vendorId,
        duplicateRevision: await revisionOfVendor(about.vendorId),
        revision: await revisionOfVendor(stays.vendorId),
      })
      .expect(200);
    const waiting = await waitingOf(id);
    await procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`).send({}).expect(204);
    expect(await contactOf(id)).toMatchObject({ email: 'nora@elsewhere.example' });
  });

  it('is not there where nobody has asked', async () => {
    const { id } = await asked();
    await procurement.post(`/api/assessments/${id}/passing-on/${id}/agree`).send({}).expect(404);
  });

  it('asks procurement where the domain is one at which anybody has a mailbox', async () => {
    const { id, about, browser } = await asked();
    await product.behindTheBack(`update app.contact set email = 'vera.vendor@gmail.com' where id = $1`, [
      about.contactId,
    ]);
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: 'anybody@gmail.com', code }).expect(200, { state: 'waiting' });
  });

  it('asks procurement about a contact who was deactivated, and the trail says that agreeing brings that one back', async () => {
    const { id, about, browser, host } = await asked();
    const { body: former } = await procurement
      .post(`/api/vendors/${about.vendorId}/contacts`)
      .send({ name: 'Nora Former', email: `nora@${host}`, title: null })
      .expect(201);
    await procurement
      .post(`/api/vendors/${about.vendorId}/contacts/${former.id}/deactivate`)
      .send({ revision: former.revision })
      .expect(200);
    const code = await aCodeFor(product, organisation, id);
    await passOn(browser, id, { email: `nora@${host}`, code }).expect(200, { state: 'waiting' });
    const waiting = await waitingOf(id);
    await procurement.post(`/api/assessments/${id}/passing-on/${waiting.id}/agree`).send({}).expect(204);
    expect(await contactOf(id)).toMatchObject({ name: 'Nora Former' });
    const lines = await product.behindTheBack(
      `select before, after, actor_kind from app.audit_event
       where object_id = $1 and what = 'contact.brought-back'`,
      [about.vendorId],
    );
    expect(lines).toEqual([
      {
        before: { contactId: former.id, name: 'Nora Former', active: false },
        after: { contactId: former.id, name: 'Nora Former', active: true },
        actor_kind: 'member',
      },
    ]);
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
