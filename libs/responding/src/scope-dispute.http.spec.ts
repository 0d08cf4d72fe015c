import type TestAgent from 'supertest/lib/agent';
import {
  disputedQuestions,
  publish,
  visibleQuestions,
  type AnswerSheet,
  type AnswerValue,
  type IntakeFacts,
  type Settlement,
} from '@countersign/domain';
import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  modelAnswer,
  plain,
  respondentOf,
  sent,
  submitted,
  type Case,
  type TestOrganisation,
  type TestProduct,
  signAnew,
} from '@countersign/testing';

jest.setTimeout(120_000);

const { document: shipped } = publish(shippedQuestionnaire, factCatalogue);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, `disputes-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

interface Form {
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly today: string;
  readonly answers: Readonly<Record<string, { readonly value: AnswerValue; readonly revision: number }>>;
}

const pathOf = (assessmentId: string) => `/api/respond/assessments/${assessmentId}`;

const formOf = async (vendor: TestAgent, assessmentId: string) => {
  const { body } = await vendor.get(pathOf(assessmentId)).expect(200);
  const { answers, ...form } = body as Form;
  const sheet: AnswerSheet = Object.fromEntries(
    Object.entries(answers).map(([question, { value }]) => [question, value]),
  );
  const context = { ...form, answers: sheet };
  return {
    shown: visibleQuestions(shipped, context),
    disputed: disputedQuestions(shipped, context),
    context,
    answers,
  };
};

/** Says that it holds nothing of what the buyer names, and answers as such whatever only that shows. */
async function deny(vendor: TestAgent, assessmentId: string): Promise<number> {
  const path = pathOf(assessmentId);
  const put = (question: string, value: AnswerValue) =>
    vendor.put(`${path}/answers/${question}`).send({ value, base: 0 });
  await put('MA-02', plain(['none'])).expect(200);
  const wanted = { contactName: 'Vera Vendor', contactTitle: 'CISO', otherwise: {} };
  let denied = 0;
  for (;;) {
    const { shown, disputed, context, answers } = await formOf(vendor, assessmentId);
    const open = shipped.questions.filter(({ id }) => shown.includes(id) && answers[id] === undefined);
    if (open.length === 0) return denied;
    for (const question of open) {
      const value = disputed.has(question.id)
        ? plain('na')
        : modelAnswer(question, { ...wanted, today: context.today }, { ...context, questionnaire: shipped });
      await put(question.id, value).expect(200);
      if (disputed.has(question.id)) denied += 1;
    }
  }
}

async function denied(): Promise<{ about: Case; assessmentId: string; vendor: TestAgent }> {
  const about = await aCase(procurement, { intake: { dataElements: ['ssn'], laws: [] } });
  const assessmentId = await sent(procurement, about);
  const vendor = await respondentOf(product, organisation, assessmentId);
  expect(await deny(vendor, assessmentId)).toBeGreaterThan(20);
  await vendor
    .post(`${pathOf(assessmentId)}/submit`)
    .send({})
    .expect(200);
  return { about, assessmentId, vendor };
}

const engagement = async ({ engagementId }: Case) =>
  (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;

const reasonOf = (
  body: { score: { questions: { id: string; reason: { code: string } }[] } },
  question: string,
) => body.score.questions.find(({ id }) => id === question)?.reason.code;

describe('A vendor that holds none of what the buyer names', () => {
  it('answers “not applicable” only once it has said so', async () => {
    const about = await aCase(procurement, { intake: { dataElements: ['ssn'], laws: [] } });
    const assessmentId = await sent(procurement, about);
    const vendor = await respondentOf(product, organisation, assessmentId);
    const put = (question: string, value: AnswerValue) =>
      vendor.put(`${pathOf(assessmentId)}/answers/${question}`).send({ value, base: 0 });
    const { body } = await put('MA-04', plain('na')).expect(422);
    expect(body.code).toBe('answer-invalid');
    await put('MA-02', plain(['none'])).expect(200);
    await put('MA-04', plain('na')).expect(200);
  });

  it('finishes truthfully; the answer is taken over, and what hung on it is asked no more', async () => {
    const { about, assessmentId } = await denied();
    const before = await engagement(about);
    expect(before.facts.dataElements).toEqual(['ssn']);
    const page = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(reasonOf(page, 'MA-22')).toBe('na-pending');
    const { body } = await reviewer
      .post(`/api/engagements/${about.engagementId}/scope/adopt`)
      .send({ assessmentId, fact: 'dataElements', side: 'dispute', revision: before.revision })
      .expect(200);
    expect(body.facts).toMatchObject({ protectedData: false, holdsPi: false });
    const after = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(reasonOf(after, 'MA-22')).toBe('hidden');
    // Counted again, nothing moves: one pass settles it.
    expect((await engagement(about)).standing).toEqual(body.standing);
  });

  it('is told where the intake stands: what it left out is asked again, and nothing is submitted without it', async () => {
    const { about, assessmentId, vendor } = await denied();
    const stands = {
      assessmentId,
      fact: 'dataElements',
      kind: 'intake-stands',
      reason: 'Payroll runs there',
    };
    await reviewer.post(`/api/engagements/${about.engagementId}/scope/settle`).send(stands).expect(200);
    const page = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(reasonOf(page, 'MA-22')).toBe('na-pending');
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Payroll runs there: please answer for it' })
      .expect(200);
    const form = await formOf(vendor, assessmentId);
    expect([...form.disputed.keys()]).toEqual([]);
    expect(form.context.settlements).toEqual([
      { kind: 'intake-stands', fact: 'dataElements', values: ['ssn'] },
    ]);
    const refused = await vendor
      .post(`${pathOf(assessmentId)}/submit`)
      .send({})
      .expect(409);
    expect(refused.body.missing.map(({ question }: { question: string }) => question)).toContain('MA-04');
  });
});

describe('What a member has set aside', () => {
  it('opens no question of the vendor’s form, and is asked for by nothing', async () => {
    const intake = { dataElements: ['internal'], access: 'none', residentsMassachusetts: null, laws: [] };
    const about = await aCase(procurement, { intake });
    const otherwise = { 'MA-02': ['ssn'] };
    const { assessmentId, respondent } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise,
    });
    const wish = { assessmentId, fact: 'dataElements', kind: 'set-aside', reason: 'Another customer' };
    await risk.post(`/api/engagements/${about.engagementId}/scope/settle`).send(wish).expect(200);
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Without the other customer' })
      .expect(200);
    const { shown } = await formOf(respondent, assessmentId);
    const page = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    const scored = page.score.questions.filter((one: { shown: boolean }) => one.shown);
    expect(shown).toEqual(scored.map(({ id }: { id: string }) => id));
    expect(shown).not.toContain('MA-22');
    await signAnew(respondent, assessmentId);
    await respondent
      .post(`${pathOf(assessmentId)}/submit`)
      .send({})
      .expect(200);
  });
});
