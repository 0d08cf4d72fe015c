import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

interface Line {
  readonly verdict: string | null;
  readonly revision: number;
}

/** What an act may answer: a page of seventy questions is thirty times as long. */
const MOST_BYTES = 5_000;

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let tom: TestAgent;
let rosa: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'desk');
  procurement = await browserOf(product, organisation, 'procurement');
  tom = await browserOf(product, organisation, 'reviewer');
  rosa = await browserOf(product, organisation, 'reviewer');
});

afterAll(() => product.close());

async function toReview(otherwise: Readonly<Record<string, string>> = {}): Promise<string> {
  const about = await aCase(procurement);
  return (await submitted(product, { organisation, procurement, about, otherwise })).assessmentId;
}

const read = async (id: string) => (await tom.get(`/api/assessments/${id}`).expect(200)).body;
const one = (question: string, review: object = {}) => ({
  question,
  verdict: 'accepted',
  revision: 0,
  answerRevision: 1,
  ...review,
});
const say = (who: TestAgent, id: string, reviews: readonly object[]) =>
  who.put(`/api/assessments/${id}/reviews`).send({ reviews });
const doubt = (who: TestAgent, id: string, question: string, review: object) =>
  who
    .put(`/api/assessments/${id}/reviews/${question}`)
    .send({ verdict: 'rejected', revision: 0, answerRevision: 1, ...review });
const news = async (who: TestAgent, id: string, since?: number) =>
  (await who.get(`/api/assessments/${id}/reviews${since === undefined ? '' : `?since=${since}`}`).expect(200))
    .body as { at: number; mark: string; state: string; reviews: Record<string, Line> };

describe('An act at the review desk', () => {
  it('answers what it has changed alone, and that is what the page reads anew', async () => {
    const id = await toReview();
    const before = await read(id);
    const { body, text } = await doubt(tom, id, 'MA-64', { note: 'No patch records' }).expect(200);
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
    expect(body).toMatchObject({ state: 'in-review', overtaken: [], findings: [{ question: 'MA-64' }] });
    const after = await read(id);
    expect(body.reviews).toEqual({ 'MA-64': after.reviews['MA-64'] });
    const merged = (lines: readonly { id: string }[], changed: readonly { id: string }[]) =>
      lines.map((line) => changed.find((another) => another.id === line.id) ?? line);
    const { sections, requirements, questions, ...rest } = body.score;
    expect({
      ...rest,
      sections: merged(before.score.sections, sections),
      requirements: merged(before.score.requirements, requirements),
      questions: merged(before.score.questions, questions),
    }).toEqual(after.score);
    expect(questions.map((line: { id: string }) => line.id)).toEqual(['MA-64']);
    expect(body.residual ?? before.residual).toEqual(after.residual);
  });

  it('says that nothing of score and rating moved where an answer that earns all is accepted', async () => {
    const id = await toReview();
    const { body, text } = await say(tom, id, [one('MA-16')]).expect(200);
    expect(body).toMatchObject({ score: null, residual: null, findings: [], knockoutsOver: [] });
    expect(body.mark).toBe(body.markBefore);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000);
  });

  it('accepts a section at once, a line of the trail for each, and leaves what a colleague has judged', async () => {
    const id = await toReview();
    await doubt(rosa, id, 'MA-17', { verdict: 'clarify', note: 'Which edition?' }).expect(200);
    const { body } = await say(tom, id, [one('MA-16'), one('MA-17'), one('MA-18')]).expect(200);
    expect(body.overtaken).toEqual(['MA-17']);
    const { reviews } = await read(id);
    expect(['MA-16', 'MA-17', 'MA-18'].map((question) => reviews[question].verdict)).toEqual([
      'accepted',
      'clarify',
      'accepted',
    ]);
    const lines = await product.behindTheBack<{ question: string }>(
      `select after ->> 'question' as question from app.audit_event
       where object_id = $1 and what = 'answer.reviewed' order by id`,
      [id],
    );
    expect(lines.map(({ question }) => question)).toEqual(['MA-17', 'MA-16', 'MA-18']);
  });

  it('takes a verdict back: it counts no more, the trail keeps both, and an old page overwrites nothing', async () => {
    const id = await toReview();
    const { ceHundredths } = (await read(id)).score;
    const { body } = await doubt(tom, id, 'MA-16', { note: 'Not shown' }).expect(200);
    expect(body.score.ceHundredths).toBeLessThan(ceHundredths);
    const back = await say(tom, id, [one('MA-16', { verdict: null, revision: 1 })]).expect(200);
    expect(back.body.score.ceHundredths).toBe(ceHundredths);
    expect(back.body.reviews['MA-16']).toMatchObject({ verdict: null, note: null, revision: 2 });
    expect((await say(rosa, id, [one('MA-16', { revision: 1 })]).expect(200)).body.overtaken).toEqual([
      'MA-16',
    ]);
    expect((await say(rosa, id, [one('MA-16', { revision: 0 })]).expect(200)).body.overtaken).toEqual([
      'MA-16',
    ]);
    await say(rosa, id, [one('MA-16', { revision: 2 })]).expect(200);
    const lines = await product.behindTheBack(
      `select what, before ->> 'verdict' as before, after ->> 'verdict' as after from app.audit_event
       where object_id = $1 and what like 'answer.review%' order by id`,
      [id],
    );
    expect(lines).toEqual([
      { what: 'answer.reviewed', before: null, after: 'rejected' },
      { what: 'answer.review-taken-back', before: 'rejected', after: null },
      { what: 'answer.reviewed', before: null, after: 'accepted' },
    ]);
  });

  it('refuses a question named twice, doubt without a note, and a section of a closed review', async () => {
    const id = await toReview();
    await say(tom, id, [one('MA-16'), one('MA-16')]).expect(422);
    await doubt(tom, id, 'MA-16', { note: null }).expect(422);
    await say(tom, id, [one('MA-16', { verdict: 'rejected' })]).expect(422);
    await say(tom, id, [one('MA-999')]).expect(404);
    const closing = { recommendation: 'approve', summary: 'Fine' };
    await tom.post(`/api/assessments/${id}/close`).send(closing).expect(200);
    await say(tom, id, [one('MA-16'), one('MA-17')]).expect(409, /"code":"wrong-state"/);
    await say(tom, id, [one('MA-16', { verdict: null })]).expect(409, /"code":"wrong-state"/);
    expect((await read(id)).reviews).toEqual({});
  });
});

describe('Two reviewers at one desk', () => {
  it('are told of each other’s verdicts in a few bytes, and of nothing while nobody says anything', async () => {
    const id = await toReview();
    await say(rosa, id, [one('MA-16')]).expect(200);
    const first = await news(tom, id);
    expect(Object.keys(first.reviews)).toEqual(['MA-16']);
    const later = first.at + 60_000;
    expect((await news(tom, id, later)).reviews).toEqual({});
    await doubt(rosa, id, 'MA-17', { verdict: 'clarify', note: 'Which edition?' }).expect(200);
    const second = await news(tom, id, first.at);
    expect(second.reviews['MA-17']).toMatchObject({ verdict: 'clarify' });
    expect(second.mark).toBe(first.mark);
    await doubt(rosa, id, 'MA-18', { note: 'No' }).expect(200);
    expect((await news(tom, id, second.at)).mark).not.toBe(first.mark);
  });

  it('never overwrite: of two who judge one answer at the same moment one is recorded', async () => {
    const id = await toReview();
    const [first, second] = await Promise.all([
      say(tom, id, [one('MA-16')]),
      doubt(rosa, id, 'MA-16', { note: 'No' }),
    ]);
    expect(first.status).toBe(200);
    const wasFirst = first.body.overtaken.length === 0;
    expect(second.status).toBe(wasFirst ? 409 : 200);
    const { verdict, revision } = (await read(id)).reviews['MA-16'];
    expect([verdict, revision]).toEqual([wasFirst ? 'accepted' : 'rejected', 1]);
  });
});
