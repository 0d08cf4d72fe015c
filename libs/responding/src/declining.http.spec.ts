import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  aWayInto,
  browserOf,
  MailWorks,
  plain,
  respondentOf,
  sent,
  SmtpSink,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let auditor: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, `declines-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  auditor = await browserOf(product, organisation, 'auditor');
});

afterAll(() => product.close());

const NO = { scope: 'service', because: 'We hold none of your data.' };

const pathOf = (assessmentId: string) => `/api/respond/assessments/${assessmentId}`;

async function asked(): Promise<{ about: Case; assessmentId: string; vendor: TestAgent }> {
  const about = await aCase(procurement);
  const assessmentId = await sent(procurement, about);
  const vendor = await respondentOf(product, organisation, assessmentId);
  await vendor
    .put(`${pathOf(assessmentId)}/answers/MA-01`)
    .send({ value: plain('Payroll'), base: 0 })
    .expect(200);
  return { about, assessmentId, vendor };
}

async function declined() {
  const one = await asked();
  await one.vendor
    .post(`${pathOf(one.assessmentId)}/decline`)
    .send(NO)
    .expect(200);
  return one;
}

const page = async (id: string) => (await procurement.get(`/api/assessments/${id}`).expect(200)).body;

const engagement = async ({ engagementId }: Case) =>
  (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;

const tasksOf = async (assessmentId: string): Promise<string[]> => {
  const { body } = await procurement.get('/api/tasks?limit=100').expect(200);
  return body.items
    .filter(({ path }: { path: string }) => path === `/assessments/${assessmentId}`)
    .map(({ kind }: { kind: string }) => kind);
};

const mailsOf = (id: string) =>
  product.behindTheBack<{ kind: string; recipient: string }>(
    'select kind, recipient from app.notification where object_id = $1 order by id',
    [id],
  );

const openMilestones = (id: string) =>
  product.behindTheBack(
    'select target_date::text from app.milestone where object_id = $1 and closed_at is null',
    [id],
  );

describe('A vendor that declines', () => {
  it('gives a reason and says what it declines; nothing is saved or submitted meanwhile, and what it answered is kept', async () => {
    const { assessmentId, vendor } = await asked();
    const path = pathOf(assessmentId);
    await vendor
      .post(`${path}/decline`)
      .send({ ...NO, because: '  ' })
      .expect(422);
    await vendor
      .post(`${path}/decline`)
      .send({ ...NO, scope: 'nothing' })
      .expect(422);
    const { body } = await vendor.post(`${path}/decline`).send(NO).expect(200);
    expect(body).toMatchObject({
      state: 'declined',
      declined: { ...NO, by: body.contactName },
      answers: { 'MA-01': { value: { answer: 'Payroll' } } },
    });
    const save = vendor.put(`${path}/answers/MA-01`).send({ value: plain('Other'), base: 1 });
    expect((await save.expect(409)).body.code).toBe('assessment-closed');
    expect((await vendor.post(`${path}/submit`).send({}).expect(409)).body.code).toBe('assessment-closed');
    expect((await vendor.post(`${path}/decline`).send(NO).expect(409)).body.code).toBe('assessment-closed');
  });

  it('is shown to members with its reason, as work that waits for them, in the trail and by mail to the owner', async () => {
    const { about, assessmentId } = await declined();
    const shown = await page(assessmentId);
    expect(shown).toMatchObject({ row: { state: 'declined', overdue: false }, declined: NO });
    expect(shown.allowedMoves).toEqual(['ask-again', 'cancel']);
    expect(shown.stuck).toMatch(/has declined to answer/);
    expect(shown.score).toBeNull();
    expect(await tasksOf(assessmentId)).toEqual(['assessment-declined']);
    expect((await engagement(about)).whatNext).toMatchObject({
      action: 'settle-decline',
      targetId: assessmentId,
    });
    const listed = await procurement.get('/api/assessments?state=declined&limit=100').expect(200);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(assessmentId);
    expect((await mailsOf(assessmentId)).map(({ kind }) => kind)).toContain('assessment-declined-notice');
    expect(await openMilestones(assessmentId)).toEqual([]);
    const trail = await auditor.get(`/api/audit?objectId=${assessmentId}`).expect(200);
    expect(JSON.stringify(trail.body)).toContain(NO.because);
  });

  it('blocks the approval as one that has not answered, and is reminded of nothing', async () => {
    const { about, assessmentId } = await declined();
    expect((await engagement(about)).gates).toContainEqual(
      expect.objectContaining({ gate: 'questionnaires', state: 'blocked' }),
    );
    const mail = new MailWorks(product, { smtpUrl: null, inboxSmtpUrl: null });
    await mail.planner.plan(organisation.id);
    await mail.stop();
    expect((await mailsOf(assessmentId)).map(({ kind }) => kind)).not.toContain('assessment-reminder');
  });

  it('opens its link again, takes it back and answers: the reminders start anew, the owner is told', async () => {
    const { about, assessmentId } = await declined();
    const way = await aWayInto(product, organisation, assessmentId);
    const vendor = product.browser();
    await vendor.post('/api/respond/exchange').send(way).expect(200, { assessmentId });
    const path = pathOf(assessmentId);
    expect((await vendor.get(path).expect(200)).body.declined).toMatchObject(NO);
    // Whoever thinks again after the last day of the link is let in for what they have just taken up.
    await product.behindTheBack(
      `update app.assessment set grace_until = app.today(time_zone) - 1 where id = $1`,
      [assessmentId],
    );
    const { body } = await vendor.post(`${path}/take-up`).send({}).expect(200);
    expect(body).toMatchObject({ state: 'opened', declined: null });
    await vendor.get(path).expect(200);
    expect((await vendor.post(`${path}/take-up`).send({}).expect(409)).body.code).toBe('not-declined');
    expect(await openMilestones(assessmentId)).toHaveLength(1);
    expect((await mailsOf(assessmentId)).map(({ kind }) => kind)).toContain('assessment-taken-up-notice');
    expect(await tasksOf(assessmentId)).toEqual([]);
    await vendor
      .put(`${path}/answers/MA-01`)
      .send({ value: plain('Other'), base: 1 })
      .expect(200);
    expect((await engagement(about)).whatNext.action).toBe('none');
    // And once more.
    await vendor.post(`${path}/decline`).send(NO).expect(200);
    expect(await page(assessmentId)).toMatchObject({ row: { state: 'declined' }, declined: NO });
  });

  it('may decline what was returned to it: it stands returned again once it takes that back', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const vendor = await respondentOf(product, organisation, assessmentId);
    await answerEverything(vendor, assessmentId);
    await vendor
      .post(`${pathOf(assessmentId)}/submit`)
      .send({})
      .expect(200);
    const before = (await page(assessmentId)).score;
    await reviewer.post(`/api/assessments/${assessmentId}/return`).send({ message: 'Once more' }).expect(200);
    await vendor
      .post(`${pathOf(assessmentId)}/decline`)
      .send({ ...NO, scope: 'questionnaire' })
      .expect(200);
    // What was submitted goes on to count as it was submitted.
    expect((await page(assessmentId)).score).toEqual(before);
    const { body } = await vendor
      .post(`${pathOf(assessmentId)}/take-up`)
      .send({})
      .expect(200);
    expect(body.state).toBe('returned');
  });

  it('is not answered for by a delegate, nor by another vendor', async () => {
    const { assessmentId, vendor } = await asked();
    await product.behindTheBack(`update app.respondent_grant set sections = '{A}' where assessment_id = $1`, [
      assessmentId,
    ]);
    const { body } = await vendor
      .post(`${pathOf(assessmentId)}/decline`)
      .send(NO)
      .expect(409);
    expect(body.code).toBe('declines-in-part');
    const { vendor: other } = await asked();
    await other
      .post(`${pathOf(assessmentId)}/decline`)
      .send(NO)
      .expect(401);
  });
});

describe('The mail that confirms a decline', () => {
  it('goes to the contact for each decline, with the reason and the way back, and has no link', async () => {
    const { assessmentId, vendor } = await declined();
    const confirmed = async () =>
      (await mailsOf(assessmentId)).filter(({ kind }) => kind === 'assessment-declined-receipt');
    const [confirmation] = await confirmed();
    const sink = await new SmtpSink().start();
    const mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
    await mail.sendDue(organisation);
    await mail.stop();
    await sink.stop();
    const { text } = sink
      .to(confirmation?.recipient ?? '')
      .find(({ subject }) => subject.includes('you decline'))!;
    expect(text).toContain(NO.because);
    expect(text).toContain('any questionnaire about');
    expect(text).toContain('“Answer after all”');
    expect(text).not.toMatch(/#t=|https?:/);
    const path = pathOf(assessmentId);
    await vendor.post(`${path}/take-up`).send({}).expect(200);
    expect(await confirmed()).toHaveLength(1);
    await vendor.post(`${path}/decline`).send(NO).expect(200);
    expect(await confirmed()).toHaveLength(2);
  });
});

describe('A member who sees that a vendor declined', () => {
  it('asks again by another day: once, however many ask; the vendor is mailed and goes on where it stood', async () => {
    const { assessmentId, vendor } = await declined();
    const again = { dueOn: '2099-12-30', message: 'One page is enough' };
    const path = `/api/assessments/${assessmentId}/ask-again`;
    await procurement
      .post(path)
      .send({ ...again, dueOn: '2020-01-01' })
      .expect(422);
    await reviewer.post(path).send(again).expect(403);
    const { body } = await procurement.post(path).send(again).expect(200);
    expect(body).toMatchObject({ row: { dueOn: '2099-12-30' }, message: again.message, declined: null });
    expect((await procurement.post(path).send(again).expect(409)).body.code).toBe('wrong-state');
    const mails = (await mailsOf(assessmentId)).map(({ kind }) => kind);
    expect(mails.filter((kind) => kind === 'assessment-asked-again')).toHaveLength(1);
    expect(await openMilestones(assessmentId)).toEqual([{ target_date: '2099-12-30' }]);
    const form = (await vendor.get(pathOf(assessmentId)).expect(200)).body;
    expect(form).toMatchObject({ declined: null, message: again.message });
    expect(form.answers['MA-01'].value.answer).toBe('Payroll');
  });

  it('asks another contact, who goes on with the answers; the former one has no link any more', async () => {
    const { about, assessmentId, vendor } = await declined();
    await procurement
      .post(`/api/vendors/${about.vendorId}/contacts`)
      .send({ name: 'Nora Next', email: `nora-${assessmentId}@vendor.example`, title: null })
      .expect(201);
    const contacts = (await procurement.get(`/api/vendors/${about.vendorId}`).expect(200)).body.contacts;
    const next = contacts.find(({ name }: { name: string }) => name === 'Nora Next');
    const { body } = await procurement
      .post(`/api/assessments/${assessmentId}/ask-again`)
      .send({ dueOn: '2099-12-30', contactId: next.id, message: null })
      .expect(200);
    expect(body.contact).toMatchObject({ id: next.id });
    await vendor.get(pathOf(assessmentId)).expect(401);
    const mails = await mailsOf(assessmentId);
    expect(mails.map(({ kind }) => kind)).not.toContain('assessment-asked-again');
    expect(mails.filter(({ kind }) => kind === 'assessment-invitation').at(-1)?.recipient).toBe(next.email);
  });

  it('finds it taken back where the vendor was faster', async () => {
    const { assessmentId, vendor } = await declined();
    await vendor
      .post(`${pathOf(assessmentId)}/take-up`)
      .send({})
      .expect(200);
    const { body } = await procurement
      .post(`/api/assessments/${assessmentId}/ask-again`)
      .send({ dueOn: '2099-12-30' })
      .expect(409);
    expect(body).toMatchObject({ code: 'wrong-state', state: 'opened' });
  });

  it('cancels it, and brought back it waits for a decision as before, without a mail', async () => {
    const { assessmentId } = await declined();
    await procurement
      .post(`/api/assessments/${assessmentId}/cancel`)
      .send({ reason: 'Another vendor' })
      .expect(200);
    expect(await tasksOf(assessmentId)).toEqual([]);
    const { body } = await procurement
      .post(`/api/assessments/${assessmentId}/bring-back`)
      .send({ reason: 'Not another vendor' })
      .expect(200);
    expect(body).toMatchObject({ row: { state: 'declined' }, declined: NO, backToVendor: false });
    const mails = (await mailsOf(assessmentId)).map(({ kind }) => kind);
    expect(mails).not.toContain('assessment-brought-back');
    expect(mails).not.toContain('assessment-stands-again');
  });
});
