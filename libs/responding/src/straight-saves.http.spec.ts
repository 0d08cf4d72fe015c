import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  plain,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { limitRules } from '@countersign/limits';
import { BYTES_OF_A_SAVE, SaveAllowance } from './save-allowance';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let id: string;
let respondent: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'straight');
  procurement = await browserOf(product, organisation, 'procurement');
});

beforeEach(async () => {
  id = await sent(procurement, await aCase(procurement));
  respondent = await respondentOf(product, organisation, id);
  // Whoever has the page open was admitted with it.
  await respondent.get(`/api/respond/assessments/${id}`).expect(200);
});

afterAll(() => product.close());

const save = (question: string, body: object, by: TestAgent = respondent) =>
  by.put(`/api/respond/assessments/${id}/answers/${question}`).send(body);

/** The router names what it answers by a tag of its content; the straight way names nothing. */
const wentStraight = ({ headers }: Response): boolean => headers['etag'] === undefined;

it('answers a save of somebody who has the page open, with what every answer carries', async () => {
  const saved = await save('MA-01', { value: plain('Payroll'), base: 0 }).expect(200);
  expect(wentStraight(saved)).toBe(true);
  expect(saved.body).toEqual({ revision: 1 });
  const read = await respondent.get(`/api/respond/assessments/${id}/saves`).expect(200);
  const unlike = Object.keys(read.headers).filter((name) => !(name in saved.headers));
  expect(unlike).toEqual(['etag']);
  for (const name of ['content-type', 'cache-control', 'content-security-policy'])
    expect(saved.headers[name]).toBe(read.headers[name]);
});

it('leaves every refusal to the way of every request', async () => {
  await save('MA-01', { value: plain('Payroll'), base: 0 }).expect(200);
  const refused = async (asked: PromiseLike<Response>) => {
    const answer = await asked;
    return [answer.status, (answer.body as { code: string }).code];
  };
  const fine = { value: plain('Payroll'), base: 1 };
  expect(await refused(save('MA-01', fine).set('sec-fetch-site', 'cross-site'))).toEqual([
    403,
    'foreign-origin',
  ]);
  expect(await refused(save('MA-01', fine, product.browser()))).toEqual([401, 'signed-out']);
  expect(await refused(save('NO-99', fine))).toEqual([404, 'not-found']);
  expect(await refused(save('MA-01', { ...fine, by: 'me' }))).toEqual([422, 'invalid']);
  expect(await refused(save('MA-01', { ...fine, base: 1.5 }))).toEqual([422, 'invalid']);
  expect(await refused(save('MA-01', { ...fine, base: -1 }))).toEqual([422, 'invalid']);
  expect(await refused(save('MA-01', { value: plain('a\u0000b'), base: 1 }))).toEqual([
    422,
    'unusable-character',
  ]);
  expect(await refused(save('MA-08', { value: plain('perhaps'), base: 0 }))).toEqual([422, 'answer-invalid']);
  expect(await refused(save('MA-01', { value: plain('Pensions'), base: 0 }))).toEqual([
    409,
    'answer-conflict',
  ]);
  expect(await refused(save('MA-01', fine))).toEqual([200, undefined]);
});

it('judges in its statement whether the grant still stands', async () => {
  await save('MA-01', { value: plain('Payroll'), base: 0 }).expect(200);
  await product.behindTheBack(
    `update app.respondent_grant set expires_at = now() - interval '1 second' where assessment_id = $1`,
    [id],
  );
  await save('MA-01', { value: plain('Pensions'), base: 1 }).expect(401);
  await save('NO-99', { value: plain('Pensions'), base: 0 }).expect(401);
  const kept = await product.behindTheBack('select from app.answer_revision where assessment_id = $1', [id]);
  expect(kept).toHaveLength(1);
});

it.each([
  ['a section', ['B'], 'MA-14'],
  ['a question', ['#MA-08'], 'MA-08'],
])(
  'keeps of a delegate what belongs to %s of theirs, and nothing beside it',
  async (_part, sections, own) => {
    const value = plain('yes');
    const delegated = () =>
      product.behindTheBack('update app.respondent_grant set sections = $2 where assessment_id = $1', [
        id,
        sections,
      ]);
    // Admitted for the whole a moment ago: the statement looks at what the grant says by now.
    await delegated();
    await save('MA-01', { value: plain('Payroll'), base: 0 }).expect(404);
    await respondent.get(`/api/respond/assessments/${id}`).expect(200);
    await save('MA-01', { value: plain('Payroll'), base: 0 }).expect(404);
    // The straight way knows its address to the letter.
    const byEveryRequest = (question: string, base = 0) => save(`${question}?again`, { value, base });
    const kept = await save(own, { value, base: 0 }).expect(200);
    expect(wentStraight(kept)).toBe(true);
    const further = await byEveryRequest(own, 1).expect(200);
    expect(wentStraight(further)).toBe(false);
    await byEveryRequest('MA-19').expect(404);
    const rows = await product.behindTheBack(
      'select question, revision from app.answer_revision where assessment_id = $1 order by revision',
      [id],
    );
    expect(rows).toEqual([
      { question: own, revision: 1 },
      { question: own, revision: 2 },
    ]);
  },
);

it('counts a save that is refused once, though it is judged twice', async () => {
  const allowance = product.get(SaveAllowance);
  const left = 6;
  const all = limitRules(product.config).savesPerMinute.defaultValue - left;
  await allowance.take({ organisationId: organisation.id, assessmentId: id }, all * BYTES_OF_A_SAVE);
  for (let time = 0; time < left; time++)
    await save('MA-08', { value: plain('perhaps'), base: 0 }).expect(422);
  await save('MA-08', { value: plain('perhaps'), base: 0 }).expect(429);
});

it('tries nothing again that failed, since it may have been kept', async () => {
  const holder = new Client({ connectionString: product.testDatabase.adminUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('select from app.assessment where id = $1 for update', [id]);
    const saving = save('MA-01', { value: plain('Payroll'), base: 0 }).then(({ status }) => status);
    const ended = () =>
      product.behindTheBack(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%app.autosave%'`,
      );
    while ((await ended()).length === 0) await pause(20);
    // Tried again, it would wait for the lock.
    expect(await saving).toBe(503);
  } finally {
    await holder.end();
  }
});
