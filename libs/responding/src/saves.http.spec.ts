import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  plain,
  respondentCookieOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let id: string;
let respondent: TestAgent;
let path: string;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'saves');
  procurement = await browserOf(product, organisation, 'procurement');
});

beforeEach(async () => {
  id = await sent(procurement, await aCase(procurement));
  respondent = await respondentOf(product, organisation, id);
  path = `/api/respond/assessments/${id}`;
});

afterAll(() => product.close());

const save = (question: string, answer: unknown, base: number) =>
  respondent.put(`${path}/answers/${question}`).send({ value: plain(answer), base });

const latest = async (known: number) =>
  (await respondent.get(`${path}/saves`).query({ known }).expect(200)).body as {
    saves: number;
    state: string;
    answers: Record<string, { revision: number; value: { answer: unknown } }> | null;
  };

/** What a colleague with a grant of their own would have written: the same path, another contact. */
async function savedByColleague(question: string, answer: unknown, revision: number): Promise<void> {
  await product.behindTheBack(
    `insert into app.answer_revision
       (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name)
     select r.organisation_id, r.assessment_id, r.question, ${revision}, r.section,
       '${JSON.stringify(plain(answer))}'::jsonb, gen_random_uuid(), 'Kim Lee'
     from app.answer_revision r
     where r.assessment_id = '${id}' and r.question = '${question}' and r.revision = ${revision - 1}`,
  );
}

describe('What a page asks for every few seconds', () => {
  it('is a number while nothing has changed, and the answers once somebody saved', async () => {
    expect(await latest(0)).toEqual({
      saves: 0,
      state: expect.any(String),
      submittedAt: null,
      answers: null,
    });
    await save('MA-01', 'Payroll', 0).expect(200);
    await savedByColleague('MA-01', 'Payroll and pensions', 2);
    const changed = await latest(1);
    expect(changed).toMatchObject({
      saves: 2,
      answers: { 'MA-01': { revision: 2, by: 'Kim Lee', value: plain('Payroll and pensions') } },
    });
    expect((await latest(2)).answers).toBeNull();
  });

  it('tells that the answers were submitted', async () => {
    await answerEverything(respondent, id);
    await respondent.post(`${path}/submit`).send({}).expect(200);
    expect(await latest(0)).toMatchObject({ state: 'submitted', submittedAt: expect.any(String) });
  });
});

describe('A save that is sent again', () => {
  it('is no conflict where it was taken, also when a colleague has saved upon it since', async () => {
    await save('MA-01', 'Payroll', 0).expect(200);
    expect((await save('MA-01', 'Payroll', 0).expect(200)).body).toEqual({ revision: 1 });
    await savedByColleague('MA-01', 'Pensions', 2);
    expect((await save('MA-01', 'Payroll', 0).expect(200)).body).toEqual({ revision: 1 });
    const { body } = await save('MA-01', 'Payroll only', 0).expect(409);
    expect(body).toMatchObject({ code: 'answer-conflict', revision: 2, by: 'Kim Lee' });
    expect((await latest(0)).saves).toBe(2);
  });

  it('is a conflict where somebody else has written the same and it was changed since', async () => {
    await save('MA-01', 'Draft', 0).expect(200);
    await savedByColleague('MA-01', 'Payroll', 2);
    await savedByColleague('MA-01', 'Pensions', 3);
    await save('MA-01', 'Payroll', 1).expect(409);
  });
});

describe('Submitting what was on the page', () => {
  const shown = async (): Promise<Record<string, number>> => {
    const { answers } = await latest(0);
    return Object.fromEntries(Object.entries(answers ?? {}).map(([one, { revision }]) => [one, revision]));
  };
  const submit = (seen: unknown) => respondent.post(`${path}/submit`).send({ shown: seen });

  it('names what others answered since, and signs it once it was shown', async () => {
    await answerEverything(respondent, id);
    const before = await shown();
    await savedByColleague('MA-01', 'Pensions', (before['MA-01'] ?? 0) + 1);
    const { body } = await submit(before).expect(409);
    expect(body.code).toBe('answers-changed');
    expect(Object.keys(body.changed as object)).toEqual(['MA-01']);
    expect(body.changed['MA-01']).toMatchObject({ by: 'Kim Lee', value: plain('Pensions') });
    const { 'MA-01': _left, ...others } = await shown();
    await submit(others).expect(409);
    await submit(await shown()).expect(200);
  });

  it('asks for a reload where no list of revisions is named, as by a page of a former version', async () => {
    await submit('all').expect(422);
    const former = product.browser().set('Cookie', await respondentCookieOf(product, organisation, id));
    const { body } = await former.post(`${path}/submit`).send({}).expect(422);
    expect(body.fields).toEqual([{ field: 'shown', message: expect.stringMatching(/^Reload this page/) }]);
  });
});
