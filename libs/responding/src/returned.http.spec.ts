import type TestAgent from 'supertest/lib/agent';
import { AssessmentProgress } from '@countersign/assessments';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  signAnew,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// A whole assessment is some hundred requests, on a machine that others use too.
jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'returned');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

interface Returned {
  readonly id: string;
  readonly path: string;
  readonly respondent: TestAgent;
}

const CLARIFY = { verdict: 'clarify', note: 'Which version is in force?' };
const REJECTED = { verdict: 'rejected', note: 'The policy is not attached.' };
const INSIDE = { verdict: 'accepted', note: 'Weak, but we know them.' };

const judge = (id: string, question: string, review: object) =>
  reviewer.put(`/api/assessments/${id}/reviews/${question}`).send(review).expect(200);

const sendBack = (id: string, wishes: object = {}) =>
  reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Two questions, please', ...wishes });

/** MA-16 and MA-19 go back with their notes; what is noted at MA-20 stays inside. */
async function returned(wishes: object = {}): Promise<Returned> {
  const about = await aCase(procurement);
  const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
  await judge(id, 'MA-16', CLARIFY);
  await judge(id, 'MA-19', REJECTED);
  await judge(id, 'MA-20', INSIDE);
  await sendBack(id, wishes).expect(200);
  const respondent = await respondentOf(product, organisation, id);
  return { id, path: `/api/respond/assessments/${id}`, respondent };
}

const read = async ({ respondent, path }: Returned) => (await respondent.get(path).expect(200)).body;

const save = async (at: Returned, question: string, answer?: unknown) => {
  const { value, revision } = (await read(at)).answers[question];
  return at.respondent
    .put(`${at.path}/answers/${question}`)
    .send({ value: { ...value, answer: answer ?? value.answer }, base: revision });
};

/** By somebody who sees what is said there at that moment. */
const standBy = (at: Returned, question: string, because: string | null) => ({
  expect: async (status: number) => {
    const { returned } = await read(at);
    const line = returned?.questions.find((one: { question: string }) => one.question === question);
    const revision = line?.keptRevision ?? 0;
    return at.respondent.put(`${at.path}/returned/${question}`).send({ because, revision }).expect(status);
  },
});

const submit = ({ respondent, path }: Returned) => respondent.post(`${path}/submit`).send({});

const attach = ({ respondent, path }: Returned, question: string, status = 201) =>
  respondent
    .post(`${path}/evidence?question=${question}`)
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', 'policy.txt')
    .send(Buffer.from('The policy'))
    .expect(status);

describe('Answers that are returned', () => {
  it('name the questions to look at, each with its note and who wrote it, and no note that is internal', async () => {
    const at = await returned();
    const body = await read(at);
    expect(body.returned.by).toMatch(/./);
    const noted = body.returned.questions.filter(({ note }: { note: string | null }) => note !== null);
    expect(noted).toMatchObject([
      { question: 'MA-16', note: CLARIFY.note, noteBy: body.returned.by, asked: true, revision: 1 },
      { question: 'MA-19', note: REJECTED.note, noteBy: body.returned.by, asked: true, revision: 1 },
    ]);
    expect(noted[0].before).toEqual(body.answers['MA-16'].value);
    expect(JSON.stringify(body)).not.toContain(INSIDE.note);
  });

  it('leave out what the reviewer did not choose, and refuse what has no note', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await judge(id, 'MA-16', CLARIFY);
    await judge(id, 'MA-19', REJECTED);
    const refused = await sendBack(id, { questions: ['MA-16', 'MA-20'] }).expect(422);
    expect(refused.body.fields).toMatchObject([{ field: 'questions' }]);
    await sendBack(id, { questions: ['MA-19'] }).expect(200);
    const respondent = await respondentOf(product, organisation, id);
    const { body } = await respondent.get(`/api/respond/assessments/${id}`).expect(200);
    const noted = body.returned.questions.filter(({ note }: { note: string | null }) => note !== null);
    expect(noted.map(({ question }: { question: string }) => question)).toEqual(['MA-19']);
    expect(body.returned.closedQuestions).toContain('MA-16');
  });

  it('are open where they were returned alone; the vendor opens any other, once for two who ask', async () => {
    const at = await returned();
    expect((await save(at, 'MA-16', '2026-05-04')).status).toBe(200);
    const closed = await save(at, 'MA-20');
    expect([closed.status, closed.body.code]).toEqual([409, 'question-not-open']);
    const open = () =>
      at.respondent
        .post(`${at.path}/open-questions`)
        .send({ questions: ['MA-20'] })
        .expect(204);
    await Promise.all([open(), open()]);
    expect((await read(at)).returned.closedQuestions).not.toContain('MA-20');
    expect((await save(at, 'MA-20')).status).toBe(200);
    expect((await save(at, 'MA-21')).body.code).toBe('question-not-open');
  });

  it('keep the documents of what is closed: none is attached nor withdrawn before it is opened', async () => {
    const at = await returned();
    expect((await attach(at, 'MA-20', 409)).body.code).toBe('question-not-open');
    const open = (questions: string[]) =>
      at.respondent.post(`${at.path}/open-questions`).send({ questions }).expect(204);
    await open(['MA-20']);
    const { id } = (await attach(at, 'MA-20')).body;
    await signAnew(at.respondent, at.id);
    await standBy(at, 'MA-16', 'As we said.').expect(204);
    await standBy(at, 'MA-19', 'As we said.').expect(204);
    await submit(at).expect(200);
    await judge(at.id, 'MA-16', { ...CLARIFY, revision: 1 });
    await sendBack(at.id).expect(200);
    const again = { ...at, respondent: await respondentOf(product, organisation, at.id) };
    const withdrawn = await again.respondent.delete(`${at.path}/evidence/${id}`).expect(409);
    expect(withdrawn.body.code).toBe('question-not-open');
  });

  it('are stood by for one reason: of two people the second is told what the first said and when, and chooses', async () => {
    const at = await returned();
    const colleague = await respondentOf(product, organisation, at.id);
    const url = `${at.path}/returned/MA-16`;
    await at.respondent.put(url).send({ because: 'Version 4.2.', revision: 0 }).expect(204);
    const { body } = await colleague.put(url).send({ because: 'As in the annex.', revision: 0 }).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: {
        revision: 1,
        because: 'Version 4.2.',
        by: expect.stringMatching(/^Vera Vendor/),
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(body.detail).toMatch(
      /^Vera Vendor \d+ has said on \d+ \w+ 2\d{3} at \d\d:\d\d.* why this answer stands\./,
    );
    const line = async () =>
      (await read(at)).returned.questions.find(({ question }: { question: string }) => question === 'MA-16');
    expect(await line()).toMatchObject({ keptBecause: 'Version 4.2.', keptRevision: 1 });
    await colleague.put(url).send({ because: 'As in the annex.', revision: 1 }).expect(204);
    expect(await line()).toMatchObject({ keptBecause: 'As in the annex.', keptRevision: 2 });
    const both = await Promise.all([
      at.respondent.put(url).send({ because: null, revision: 2 }),
      colleague.put(url).send({ because: 'One more', revision: 2 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    // The same once more is no second reason: an answer that was lost on its way is sent again.
    const kept = (await line()).keptBecause;
    await colleague.put(url).send({ because: kept, revision: 0 }).expect(204);
  });

  it('go on with a successor: the notes are seen, what was said stays, and the successor signs', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await judge(id, 'MA-16', CLARIFY);
    await judge(id, 'MA-19', REJECTED);
    await sendBack(id).expect(200);
    const path = `/api/respond/assessments/${id}`;
    const former = await respondentOf(product, organisation, id);
    await former.put(`${path}/returned/MA-16`).send({ because: 'As we said.', revision: 0 }).expect(204);
    const vendor = `/api/vendors/${about.vendorId}`;
    const successor = { name: 'Sol Successor', email: `sol-${id}@vendor.example`, title: null };
    const { body: withBoth } = await procurement.post(`${vendor}/contacts`).send(successor).expect(201);
    const { contacts } = (await procurement.get(vendor).expect(200)).body;
    const idOf = (wanted: string) =>
      contacts.find(({ email }: { email: string }) => email === wanted)?.id as string;
    expect(withBoth).toBeDefined();
    await procurement
      .post(`${vendor}/contacts/${about.contactId}/replace`)
      .send({ successorId: idOf(successor.email), revision: 1 })
      .expect(200);
    await former.get(path).expect(401);
    const at = { id, path, respondent: await respondentOf(product, organisation, id) };
    const noted = (await read(at)).returned.questions.filter(
      ({ note }: { note: string | null }) => note !== null,
    );
    expect(noted).toMatchObject([
      { question: 'MA-16', note: CLARIFY.note, keptBecause: 'As we said.', keptRevision: 1 },
      { question: 'MA-19', note: REJECTED.note, keptBecause: null, keptRevision: 0 },
    ]);
    await standBy(at, 'MA-19', 'It is in the annex.').expect(204);
    await signAnew(at.respondent, id);
    await submit(at).expect(200);
    const { returned: came } = (await reviewer.get(`/api/assessments/${id}`).expect(200)).body;
    expect(came.questions).toContainEqual(
      expect.objectContaining({ question: 'MA-19', keptBy: 'Sol Successor' }),
    );
  });

  it('cannot be submitted unchanged, nor unsigned: each is changed, gets a document, or is stood by', async () => {
    const at = await returned();
    const first = (await read(at)).receipt;
    const missing = async () =>
      (await submit(at).expect(409)).body.missing.map(({ question }: { question: string }) => question);
    const [sign] = (await missing()).filter((question: string) => !['MA-16', 'MA-19'].includes(question));
    expect(await missing()).toEqual(['MA-16', 'MA-19', sign]);
    await standBy(at, 'MA-16', 'Version 4.2, as we said.').expect(204);
    expect(await missing()).toEqual(['MA-19', sign]);
    await standBy(at, 'MA-16', null).expect(204);
    expect(await missing()).toEqual(['MA-16', 'MA-19', sign]);
    await standBy(at, 'MA-16', 'Version 4.2, as we said.').expect(204);
    await attach(at, 'MA-19');
    expect(await missing()).toEqual([sign]);
    await product.get(AssessmentProgress).recountStale();
    const { row } = (await reviewer.get(`/api/assessments/${at.id}`).expect(200)).body;
    expect(row.shown - row.answered).toBe(1);
    await signAnew(at.respondent, at.id);
    const again = (await submit(at).expect(200)).body;
    expect(again).toMatchObject({ state: 'submitted', returned: null });
    expect(again.receipt).not.toBe(first);
    await standBy(at, 'MA-16', 'Something else').expect(409);
  });

  it('show the reviewer what became of each: the answer before, the reason, the document', async () => {
    const at = await returned();
    await save(at, 'MA-16', '2026-05-04');
    await standBy(at, 'MA-19', 'It is in the annex.').expect(204);
    const { body } = await reviewer.get(`/api/assessments/${at.id}`).expect(200);
    expect(body.returned).toMatchObject({ withVendor: true });
    const became = Object.fromEntries(
      body.returned.questions.map((one: { question: string }) => [one.question, one]),
    );
    expect(became['MA-16']).toMatchObject({
      note: CLARIFY.note,
      changed: true,
      before: { answer: expect.not.stringContaining('2026-05-04') },
      keptBecause: null,
    });
    expect(became['MA-19']).toMatchObject({
      note: REJECTED.note,
      changed: false,
      keptBecause: 'It is in the annex.',
    });
    expect(became['MA-20']).toBeUndefined();
  });

  it('are signed anew where an attestation was returned: no reason stands for a signature', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    const { body } = await reviewer.get(`/api/assessments/${id}`).expect(200);
    const [{ id: signature }] = body.questionnaire.questions.filter(
      ({ type }: { type: string }) => type === 'attestation',
    );
    await judge(id, signature, { verdict: 'clarify', note: 'Who signed this?' });
    await sendBack(id).expect(200);
    const at = {
      id,
      path: `/api/respond/assessments/${id}`,
      respondent: await respondentOf(product, organisation, id),
    };
    const refused = await standBy(at, signature, 'We signed it.').expect(409);
    expect(refused.body.code).toBe('signed-anew');
  });

  it('know the notes of the last return alone when they are returned twice', async () => {
    const at = await returned();
    await standBy(at, 'MA-16', 'As we said.').expect(204);
    await standBy(at, 'MA-19', 'As we said.').expect(204);
    await signAnew(at.respondent, at.id);
    await submit(at).expect(200);
    await judge(at.id, 'MA-16', { verdict: 'clarify', note: 'Say it in the answer.', revision: 1 });
    await sendBack(at.id).expect(200);
    const again = { ...at, respondent: await respondentOf(product, organisation, at.id) };
    const { returned: body } = await read(again);
    expect(body.questions[0]).toMatchObject({ note: 'Say it in the answer.', keptBecause: null });
    expect(body.closedQuestions).toContain('MA-19');
  });

  it('are not judged by whoever has read another answer', async () => {
    const at = await returned();
    await save(at, 'MA-16', '2026-05-04');
    await standBy(at, 'MA-19', 'As we said.').expect(204);
    await signAnew(at.respondent, at.id);
    await submit(at).expect(200);
    const review = (answerRevision: number) =>
      reviewer
        .put(`/api/assessments/${at.id}/reviews/MA-16`)
        .send({ verdict: 'accepted', note: null, answerRevision });
    const late = await review(1).expect(409);
    expect(late.body).toMatchObject({ code: 'stale-revision', present: { revision: 0, verdict: null } });
    const seen = await review(2).expect(200);
    expect(seen.body.reviews['MA-16']).toMatchObject({ verdict: 'accepted' });
  });

  it('are open as a whole where no answer had a note, and are signed anew all the same', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await sendBack(id).expect(200);
    const at = {
      id,
      path: `/api/respond/assessments/${id}`,
      respondent: await respondentOf(product, organisation, id),
    };
    expect((await read(at)).returned).toMatchObject({ closedQuestions: [] });
    expect((await submit(at).expect(409)).body.missing).toHaveLength(1);
    await signAnew(at.respondent, id);
    await submit(at).expect(200);
  });

  it('stay closed when they are cancelled, and open as before when they are brought back', async () => {
    const at = await returned();
    await procurement.post(`/api/assessments/${at.id}/cancel`).send({ reason: 'A mistake' }).expect(200);
    await procurement
      .post(`/api/assessments/${at.id}/bring-back`)
      .send({ reason: 'It is needed', dueOn: '2099-12-31' })
      .expect(200);
    const again = { ...at, respondent: await respondentOf(product, organisation, at.id) };
    expect((await read(again)).returned.closedQuestions).toContain('MA-20');
    expect((await save(again, 'MA-20')).body.code).toBe('question-not-open');
  });
});
