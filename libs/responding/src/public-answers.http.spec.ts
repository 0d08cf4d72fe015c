import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;
let auditor: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, `public-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
  auditor = await browserOf(product, organisation, 'auditor');
});

afterAll(() => product.close());

const OURS = {
  choice: 'yes',
  says: 'Laptops are encrypted.',
  sourceTitle: 'Trust centre',
  sourceAddress: 'https://vendor.example/trust',
  seenOn: '2026-01-02',
  reason: null,
  revision: 0,
};

async function asked() {
  const about = await aCase(procurement);
  const assessmentId = await sent(procurement, about);
  const vendor = await respondentOf(product, organisation, assessmentId);
  return { about, assessmentId, vendor };
}

async function declined() {
  const one = await asked();
  await one.vendor
    .post(`/api/respond/assessments/${one.assessmentId}/decline`)
    .send({ scope: 'questionnaire', because: 'It is published.' })
    .expect(200);
  return one;
}

const pathOf = (id: string) => `/api/assessments/${id}/public-answers`;
const give = (id: string, said: object = {}) =>
  reviewer.put(`${pathOf(id)}/MA-17`).send({ ...OURS, ...said });
const listed = async (path: string) => (await auditor.get(path).expect(200)).body.items;
const engagement = async (id: string) => (await procurement.get(`/api/engagements/${id}`).expect(200)).body;

describe('What members find in public documents', () => {
  it('is written only where the vendor declined, by reviewers and risk, each with its source', async () => {
    const open = await asked();
    expect((await give(open.assessmentId).expect(409)).body).toMatchObject({
      code: 'wrong-state',
      state: 'opened',
    });
    const { assessmentId } = await declined();
    await procurement
      .put(`${pathOf(assessmentId)}/MA-17`)
      .send(OURS)
      .expect(403);
    for (const wrong of [
      { sourceTitle: '' },
      { sourceAddress: null },
      { sourceAddress: 'javascript:alert(1)' },
      { seenOn: '2999-01-01' },
      { choice: 'perhaps' },
    ])
      await give(assessmentId, wrong).expect(422);
    await reviewer
      .put(`${pathOf(assessmentId)}/XX-99`)
      .send(OURS)
      .expect(404);
    expect(await listed(pathOf(assessmentId))).toEqual([]);
    const { body } = await give(assessmentId).expect(200);
    expect(body).toMatchObject({ question: 'MA-17', choiceLabel: 'Yes', says: OURS.says, revision: 1 });
    await risk
      .put(`${pathOf(assessmentId)}/MA-18`)
      .send({ ...OURS, choice: null })
      .expect(200);
    expect(await listed(pathOf(assessmentId))).toHaveLength(2);
  });

  it('never counts: neither score, progress, rating nor a gate moves', async () => {
    const { about, assessmentId } = await declined();
    const before = await engagement(about.engagementId);
    const page = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    await give(assessmentId).expect(200);
    const after = await engagement(about.engagementId);
    expect(after.standing).toEqual(before.standing);
    expect(after.gates).toEqual(before.gates);
    expect(after.residual).toEqual(before.residual);
    const shown = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(shown.answers).toEqual({});
    expect([shown.score, shown.row.answered]).toEqual([page.score, page.row.answered]);
    // Whoever decides reads it beside the gates, with its source.
    expect(await listed(`/api/engagements/${about.engagementId}/public-answers`)).toMatchObject([
      { assessmentId, question: 'MA-17', sourceAddress: OURS.sourceAddress, seenOn: OURS.seenOn },
    ]);
  });

  it('is corrected and withdrawn with a reason; what stood before stays, and the second of two is told', async () => {
    const { assessmentId } = await declined();
    await give(assessmentId).expect(200);
    const late = await give(assessmentId, { says: 'Phones too.' }).expect(409);
    expect(late.body).toMatchObject({
      code: 'stale-revision',
      present: { revision: 1, says: OURS.says, sourceTitle: OURS.sourceTitle },
    });
    const corrected = { says: 'Phones too.', choice: null, revision: 1 };
    await give(assessmentId, corrected).expect(422);
    await give(assessmentId, { ...corrected, reason: 'Read on' }).expect(200);
    const withdraw = (body: object) =>
      risk.post(`${pathOf(assessmentId)}/MA-17/withdraw`).send({ reason: 'Another product', ...body });
    expect((await withdraw({ revision: 1 }).expect(409)).body.code).toBe('stale-revision');
    const { body } = await withdraw({ revision: 2 }).expect(200);
    expect(body).toMatchObject({ revision: 3, says: null, choice: null, reason: 'Another product' });
    expect(body.earlier).toMatchObject([
      { revision: 2, says: 'Phones too.', reason: 'Read on' },
      { revision: 1, says: OURS.says, choiceLabel: 'Yes' },
    ]);
    expect((await withdraw({ revision: 3 }).expect(409)).body.code).toBe('public-answer-withdrawn');
    const trail = await auditor.get(`/api/audit?objectId=${assessmentId}`).expect(200);
    const lines = trail.body.items.filter(({ what }: { what: string }) => what.startsWith('public-answer.'));
    expect(lines).toMatchObject([
      {
        what: 'public-answer.withdrawn',
        before: { says: 'Phones too.' },
        after: { reason: 'Another product' },
      },
      { what: 'public-answer.corrected', before: { says: OURS.says }, after: { says: 'Phones too.' } },
      { what: 'public-answer.given', after: { question: 'MA-17', says: OURS.says } },
    ]);
    // Withdrawn while it is declined, it is given anew without a reason.
    await give(assessmentId, { revision: 3 }).expect(200);
  });

  it('stays with the members once the vendor answers after all: it reads none, and finds none filled in', async () => {
    const { assessmentId, vendor } = await declined();
    await give(assessmentId).expect(200);
    await procurement
      .post(`/api/assessments/${assessmentId}/ask-again`)
      .send({ dueOn: '2099-12-30' })
      .expect(200);
    const form = (await vendor.get(`/api/respond/assessments/${assessmentId}`).expect(200)).body;
    expect(form.answers).toEqual({});
    expect(JSON.stringify(form)).not.toContain(OURS.says);
    await vendor.get(pathOf(assessmentId)).expect(401);
    expect(await listed(pathOf(assessmentId))).toMatchObject([{ says: OURS.says }]);
    // No further one is written, and what is wrong is still put right.
    await reviewer
      .put(`${pathOf(assessmentId)}/MA-18`)
      .send(OURS)
      .expect(409);
    await give(assessmentId, { revision: 1, says: 'Most laptops.', reason: 'Read on' }).expect(200);
  });

  it('never rewrites a row, and is closed to another organisation', async () => {
    const { about, assessmentId } = await declined();
    await give(assessmentId).expect(200);
    const other = await aFoundedOrganisation(product, `other-${Math.random().toString(36).slice(2, 8)}`);
    const stranger = await browserOf(product, other, 'reviewer');
    await stranger.get(pathOf(assessmentId)).expect(404);
    await stranger.get(`/api/engagements/${about.engagementId}/public-answers`).expect(404);
    await stranger
      .put(`${pathOf(assessmentId)}/MA-17`)
      .send({ ...OURS, revision: 1 })
      .expect(404);
    const [granted] = await product.behindTheBack<{ may: boolean }>(
      `select has_table_privilege('cs_app', 'app.public_answer', 'update') as may`,
    );
    expect(granted).toEqual({ may: false });
  });

  it('is a task of whoever sends, and of whoever may answer from documents', async () => {
    const { assessmentId } = await declined();
    for (const member of [procurement, reviewer]) {
      const { body } = await member.get('/api/tasks?limit=100').expect(200);
      const mine = body.items.filter(({ path }: { path: string }) => path === `/assessments/${assessmentId}`);
      expect(mine).toMatchObject([{ kind: 'assessment-declined' }]);
    }
  });
});
