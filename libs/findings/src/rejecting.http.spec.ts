import type TestAgent from 'supertest/lib/agent';
import { addDays, type IntakeFacts } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  type Case,
  contractBody,
  reviewRevision,
  seenMark,
  submitted,
  type TestOrganisation,
  type TestProduct,
  yearlyTerms,
} from '@countersign/testing';
import { AssessmentScoring, DailyChanges, Standings } from '#product';
import type { Finding } from './finding.dto';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;
let about: Case;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'rejecting');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

beforeEach(async () => {
  about = await aCase(procurement);
});

afterAll(() => product.close());

const engagement = async () => (await risk.get(`/api/engagements/${about.engagementId}`).expect(200)).body;
const standing = async () => (await engagement()).standing as { rating: string; openFindings: number };

async function findingWhere(matches: Partial<Finding>): Promise<Finding> {
  const path = `/api/findings?limit=100&engagementId=${about.engagementId}`;
  const items = (await risk.get(path).expect(200)).body.items as Finding[];
  const found = items.find((finding) =>
    Object.entries(matches).every(([key, value]) => finding[key as keyof Finding] === value),
  );
  if (found === undefined) throw new Error(`No finding is ${JSON.stringify(matches)}.`);
  return found;
}

const reject = (by: TestAgent, { id }: Finding, note = 'The addendum is being signed') =>
  by.post(`/api/findings/${id}/reject`).send({ note });

const dailyRound = () => product.get(DailyChanges).follow(organisation.id);

let passed = 0;
async function nextDay(): Promise<void> {
  passed += 1;
  await product.letTimePass('1 day');
  await dailyRound();
}

afterEach(async () => {
  await product.letTimePass(`${-passed} days`);
  passed = 0;
});

async function reopenings(): Promise<object[]> {
  return product.asJobOf(organisation, () =>
    product.database.query<object>(
      `select before, after from app.audit_event
       where what = 'finding.reopened' and object_id = :id order by at`,
      { id: about.engagementId },
    ),
  );
}

async function aContract(): Promise<string> {
  const contract = contractBody(about, { terms: yearlyTerms('2026-01-01') });
  return (await procurement.post('/api/contracts').send(contract).expect(201)).body.id as string;
}

const mark = async (contractId: string, clause: string, status: 'present' | 'missing') =>
  procurement
    .put(`/api/contracts/${contractId}/clauses/${clause}`)
    .send({
      status,
      quote: 'Shall',
      page: 1,
      exceptionUntil: null,
      exceptionReason: null,
      revision: await seenMark(procurement, contractId, clause),
    })
    .expect(200);

describe('The finding of CL-01', () => {
  let contractId: string;

  beforeEach(async () => {
    // Used once, and the data were never returned.
    await procurement
      .put(`/api/engagements/${about.engagementId}/use`)
      .send({ state: 'ended', since: '2026-01-05', endedOn: '2026-02-05', revision: 1 })
      .expect(200);
    await submitted(product, { organisation, procurement, about });
    contractId = await aContract();
    await mark(contractId, 'CL-01', 'missing');
  });

  const clause01 = () => findingWhere({ clause: 'CL-01' });

  it('is rejected by risk alone, and a reviewer is told so', async () => {
    const { body } = await reject(reviewer, await clause01()).expect(403);
    expect(body.detail).toContain('risk');
    expect(await clause01()).toMatchObject({ state: 'open', verdictBy: null });
  });

  it.each(['  ', '\u200B\u2060 \u2800'])('is not rejected without a reason to read: %j', async (nothing) => {
    const { body } = await reject(risk, await clause01(), nothing).expect(422);
    expect(body.fields.map(({ field }: { field: string }) => field)).toEqual(['note']);
  });

  it('lowers no rating when it is rejected: not at once, not when its day has passed', async () => {
    expect(await standing()).toMatchObject({ rating: 'moderate' });
    const { body } = await reject(risk, await clause01()).expect(200);
    expect(body).toMatchObject({ state: 'rejected', verdictNote: 'The addendum is being signed' });
    expect(body.verdictBy).not.toBeNull();
    expect(await standing()).toMatchObject({ rating: 'moderate' });
    await product.letTimePass('31 days');
    await product.asJobOf(organisation, () => product.get(Standings).recomputeDue([about.engagementId]));
    expect(await clause01()).toMatchObject({ state: 'open' });
    expect(await standing()).toMatchObject({ rating: 'high' });
    await product.letTimePass('-31 days');
  });

  it('opens again with any later change of the clauses, and the trail says why', async () => {
    const { dueOn } = await clause01();
    await reject(risk, await clause01()).expect(200);
    await mark(contractId, 'CL-02', 'present');
    expect(await clause01()).toMatchObject({ state: 'open', dueOn, verdictBy: null, verdictNote: null });
    expect(await standing()).toMatchObject({ rating: 'moderate' });
    expect(await reopenings()).toMatchObject([
      {
        before: { state: 'rejected', note: 'The addendum is being signed' },
        after: { because: { code: 'finding.ground-stands', parameters: {} } },
      },
    ]);
  });

  it('opens again with the next day, each time it is rejected, and only once a time', async () => {
    for (const time of [1, 2]) {
      await reject(risk, await clause01()).expect(200);
      await dailyRound();
      expect(await clause01()).toMatchObject({ state: 'rejected' });
      await nextDay();
      await dailyRound();
      expect(await clause01()).toMatchObject({ state: 'open' });
      expect(await reopenings()).toHaveLength(time);
    }
  });

  it('is closed, rejected or not, once the clause is in the contract', async () => {
    await reject(risk, await clause01()).expect(200);
    await mark(contractId, 'CL-01', 'present');
    expect(await clause01()).toMatchObject({ state: 'closed' });
    expect(await reopenings()).toEqual([]);
    expect(await standing()).toMatchObject({ rating: 'moderate' });
    await nextDay();
    expect(await clause01()).toMatchObject({ state: 'closed' });
  });

  it('is rejected over a confirmation, and confirmed over a rejection, by whoever has seen it alone', async () => {
    const finding = await clause01();
    const judge = (by: TestAgent, step: string, seen: string) =>
      by.post(`/api/findings/${finding.id}/${step}`).send({ note: 'Looked at', seen });
    const second = await browserOf(product, organisation, 'risk');
    const answers = await Promise.all([
      judge(second, 'accept', 'unjudged'),
      judge(risk, 'reject', 'unjudged'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { state, verdictBy } = await clause01();
    const stands = state === 'open' ? 'confirmed' : 'rejected';
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      code: `finding-${stands}`,
      detail: expect.stringContaining(`${verdictBy ?? ''} has ${stands} this finding already`),
    });
    const step = stands === 'confirmed' ? 'reject' : 'accept';
    await judge(risk, step, stands).expect(200);
    expect((await clause01()).state).toBe(step === 'reject' ? 'rejected' : 'open');
  });

  it('is rejected once when two people reject it at the same moment', async () => {
    const second = await browserOf(product, organisation, 'risk');
    const finding = await clause01();
    const answers = await Promise.all([reject(risk, finding), reject(second, finding)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.detail).toMatch(/^\S.* has rejected this finding already/);
  });
});

describe('The finding of a knock-out', () => {
  let assessmentId: string;

  beforeEach(async () => {
    const otherwise = { 'MA-57': 'no', 'MA-40': 'no' };
    ({ assessmentId } = await submitted(product, { organisation, procurement, about, otherwise }));
  });

  const knockout = () => findingWhere({ question: 'MA-57' });
  const review = async (question: string, verdict: string) => {
    const revision = await reviewRevision(reviewer, assessmentId, question);
    return reviewer
      .put(`/api/assessments/${assessmentId}/reviews/${question}`)
      .send({ verdict, note: 'Looked at', revision })
      .expect(200);
  };

  it('is rejected by risk alone, keeps the rating, and opens again with any later review', async () => {
    expect((await knockout()).knockout).toBe(true);
    await reject(reviewer, await knockout()).expect(403);
    await reject(risk, await knockout()).expect(200);
    expect(await standing()).toMatchObject({ rating: 'high' });
    await review('MA-64', 'accepted');
    expect(await knockout()).toMatchObject({ state: 'proposed', verdictBy: null });
    expect(await standing()).toMatchObject({ rating: 'high' });
    expect(await reopenings()).toHaveLength(1);
  });

  it('opens again with the next day', async () => {
    await reject(risk, await knockout()).expect(200);
    await nextDay();
    expect(await knockout()).toMatchObject({ state: 'proposed' });
    expect(await reopenings()).toHaveLength(1);
  });

  it('is closed when the assessment that showed it is cancelled', async () => {
    await reject(risk, await knockout()).expect(200);
    await procurement.post(`/api/assessments/${assessmentId}/cancel`).send({ reason: 'Wrong' }).expect(200);
    expect(await knockout()).toMatchObject({ state: 'closed' });
    expect(await reopenings()).toEqual([]);
  });

  it('keeps counting against its day while it is rejected', async () => {
    await reject(risk, await knockout()).expect(200);
    const [row] = await product.asJobOf(organisation, () =>
      product.database.query<{ residual: { risk: { floors: { code: string }[] } } }>(
        'select residual from app.standing where engagement_id = :id',
        { id: about.engagementId },
      ),
    );
    expect(row?.residual.risk.floors.map(({ code }) => code)).toContain('critical-finding-open');
  });
});

describe('A condition of an approval', () => {
  const noData: Partial<IntakeFacts> = {
    dataElements: ['none'],
    laws: [],
    access: 'none',
    criticality: 1,
    replaceability: 1,
  };

  it('is rejected by risk alone, with a reason, and a reviewer is told so', async () => {
    about = await aCase(procurement, { intake: noData });
    const { today } = (await risk.get('/api/session').expect(200)).body as { today: string };
    await risk
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({
        outcome: 'approved-with-conditions',
        validTo: addDays(today, 60),
        conditions: [{ text: 'A restore test', dueOn: addDays(today, 3) }],
        reason: 'Fine',
      })
      .expect(201);
    const condition = () => findingWhere({ source: 'condition' });
    for (const other of [reviewer, procurement]) await reject(other, await condition()).expect(403);
    expect((await reject(reviewer, await condition()).expect(403)).body.detail).toContain('risk');
    expect(await condition()).toMatchObject({ state: 'open', verdictBy: null });
    await reject(risk, await condition(), ' ').expect(422);
    await reject(risk, await condition()).expect(200);
    expect(await condition()).toMatchObject({ state: 'rejected' });
  });
});

describe('An ordinary finding', () => {
  it('stays rejected by a reviewer, whatever changes and however many days pass', async () => {
    const otherwise = { 'MA-40': 'no' };
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise });
    const contractId = await aContract();
    await mark(contractId, 'CL-02', 'missing');
    const answered = await findingWhere({ question: 'MA-40' });
    const lacking = await findingWhere({ clause: 'CL-02' });
    for (const finding of [answered, lacking]) await reject(reviewer, finding).expect(200);
    await mark(contractId, 'CL-03', 'present');
    await reviewer
      .put(`/api/assessments/${assessmentId}/reviews/MA-64`)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
    await nextDay();
    for (const { id } of [answered, lacking]) {
      expect(await findingWhere({ id })).toMatchObject({ state: 'rejected' });
    }
    expect(await reopenings()).toEqual([]);
  });
});

describe('A finding from an answer', () => {
  const movements = (id: string) =>
    product.asJobOf(organisation, () =>
      product.database.query<{ what: string; after: object }>(
        `select what, after from app.audit_event
         where what in ('finding.proposed', 'finding.closed') and after ->> 'findingId' = :id order by id`,
        { id },
      ),
    );
  const rescore = (assessmentId: string) =>
    product.asJobOf(organisation, () => product.get(AssessmentScoring).rescore(assessmentId));

  it('leaves a line when it is proposed, when it is closed and when it comes back, and none in between', async () => {
    const otherwise = { 'MA-40': 'no' };
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise });
    const { id, title, question } = await findingWhere({ source: 'answer', state: 'proposed' });
    const line = (what: string, more: object = {}) => ({
      what,
      after: {
        findingId: id,
        title: { code: 'finding.answer.title', parameters: { question: title } },
        assessmentId,
        ...more,
      },
    });
    expect(await movements(id)).toEqual([line('finding.proposed')]);
    await rescore(assessmentId);
    expect(await movements(id)).toHaveLength(1);
    await product.behindTheBack(
      `update app.finding set question = 'gone', occasion = 'answer:gone' where id = $1`,
      [id],
    );
    await rescore(assessmentId);
    expect(await movements(id)).toEqual([
      line('finding.proposed'),
      line('finding.closed', { because: 'no-longer-holds' }),
    ]);
    await product.behindTheBack(`delete from app.finding where engagement_id = $1 and question = $2`, [
      about.engagementId,
      question,
    ]);
    await product.behindTheBack(
      `update app.finding set question = $2, occasion = 'answer:' || $2 where id = $1`,
      [id, question],
    );
    await rescore(assessmentId);
    expect((await movements(id)).map(({ what }) => what)).toEqual([
      'finding.proposed',
      'finding.closed',
      'finding.proposed',
    ]);
  });

  it('of a cancelled assessment leaves a line when it goes', async () => {
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-40': 'no' },
    });
    const { id } = await findingWhere({ source: 'answer', state: 'proposed' });
    await product.asJobOf(organisation, () =>
      product.get(AssessmentScoring).forget(assessmentId, about.engagementId),
    );
    expect((await movements(id)).map(({ what }) => what)).toContain('finding.closed');
  });
});
