import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  plain,
  respondentOf,
  submitted,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, `follow-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

const engagement = async (about: Case) =>
  (await procurement.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

const assessment = async (id: string) => (await reviewer.get(`/api/assessments/${id}`).expect(200)).body;

const scoreOf = async (id: string, question: string) =>
  (await assessment(id)).score.questions.find((one: { id: string }) => one.id === question);

/** Submitted without wireless networks, of which the intake knows afterwards: MA-58 is opened. */
async function opened(): Promise<{ about: Case; assessmentId: string }> {
  const about = await aCase(procurement, { intake: { wireless: false } });
  const { assessmentId } = await submitted(product, {
    organisation,
    procurement,
    about,
    otherwise: { 'MA-10': 'no' },
  });
  const { intake, revision } = await engagement(about);
  await procurement
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, wireless: true }, revision })
    .expect(200);
  return { about, assessmentId };
}

const send = (assessmentId: string, more: object = {}) =>
  procurement.post(`/api/assessments/${assessmentId}/follow-ups`).send({ message: 'Please add', ...more });

describe('Questions that a later intake opens', () => {
  it('have no day before somebody sends them, and are sent once', async () => {
    const { about, assessmentId } = await opened();
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    expect((await assessment(assessmentId)).unsentQuestions).toEqual(['MA-58']);
    const { body } = await send(assessmentId, { dueOn: '2099-05-05' }).expect(201);
    expect(body).toMatchObject({
      row: { followsId: assessmentId, state: 'sent' },
      askedQuestions: ['MA-58'],
    });
    expect(JSON.stringify(body.mail)).toContain('Questions opened since the submission');
    expect((await engagement(about)).offCycle).toEqual([
      { assessmentId, question: 'MA-58', dueOn: '2099-05-05' },
    ]);
    const again = await send(assessmentId).expect(409);
    expect(again.body.code).toBe('nothing-to-ask');
  });

  it('are answered alone, signed, and count with the submission, which stays as it was', async () => {
    const { about, assessmentId } = await opened();
    const before = await assessment(assessmentId);
    const { body: followUp } = await send(assessmentId).expect(201);
    const vendor = await respondentOf(product, organisation, followUp.id);
    const path = `/api/respond/assessments/${followUp.id}`;
    const form = (await vendor.get(path).expect(200)).body;
    expect(form.askedQuestions).toEqual(['MA-58']);
    expect(form.answers).toEqual({});
    const refused = await vendor.post(`${path}/submit`).send({}).expect(409);
    expect(refused.body.missing.map(({ question }: { question: string }) => question)).toEqual(['MA-58']);
    await vendor
      .put(`${path}/answers/MA-58`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    // What is not signed does not count.
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: false });
    await vendor.post(`${path}/submit`).send({}).expect(200);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true, points: 10_000 });
    const after = await assessment(assessmentId);
    expect([after.row.submittedAt, after.answers]).toEqual([before.row.submittedAt, before.answers]);
    expect((await engagement(about)).offCycle).toEqual([]);
    // Judged where it was answered.
    await reviewer
      .put(`/api/assessments/${followUp.id}/reviews/MA-58`)
      .send({ verdict: 'rejected', note: 'Not shown' })
      .expect(200);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ points: 0, reason: { code: 'rejected' } });
  });

  it('are open again where the sending is cancelled, and come back in the form that is returned', async () => {
    const { about, assessmentId } = await opened();
    const { body: followUp } = await send(assessmentId).expect(201);
    const returning = { message: 'Once more, please' };
    const refused = await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send(returning)
      .expect(409);
    expect(refused.body.code).toBe('follow-up-open');
    await procurement
      .post(`/api/assessments/${followUp.id}/cancel`)
      .send({ reason: 'Too early' })
      .expect(200);
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    const { body: second } = await send(assessmentId).expect(201);
    const vendor = await respondentOf(product, organisation, second.id);
    const path = `/api/respond/assessments/${second.id}`;
    await vendor
      .put(`${path}/answers/MA-58`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    await vendor.post(`${path}/submit`).send({}).expect(200);
    await reviewer.post(`/api/assessments/${assessmentId}/return`).send(returning).expect(200);
    expect((await assessment(assessmentId)).answers['MA-58']).toMatchObject({ value: plain('yes') });
    await send(assessmentId).expect(409);
  });
});
