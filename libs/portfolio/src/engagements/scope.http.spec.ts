import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  contractBody,
  submitted,
  type Case,
  type TestOrganisation,
  type TestProduct,
  signAnew,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `scope-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

interface Line {
  readonly assessmentId: string;
  readonly fact: string;
  readonly side: 'proposal' | 'dispute';
  readonly forRisk: boolean;
}

const INTERNAL = {
  dataElements: ['internal'],
  access: 'none',
  residentsMassachusetts: null,
  media: ['electronic'],
  portable: false,
  wireless: false,
  subcontractors: false,
  laws: [],
};

const engagement = async (about: Case) =>
  (await procurement.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

const lineOf = (scope: readonly Line[], fact: string): Line => {
  const found = scope.find((line) => line.fact === fact);
  if (found === undefined) throw new Error(`Nothing of ${fact} is open.`);
  return found;
};

/** Says SSN of 100,000 people beside an intake that says internal data. */
const named = async (): Promise<Case> => {
  const about = await aCase(procurement, { intake: INTERNAL });
  const otherwise = { 'MA-02': ['ssn'], 'MA-04': 'r5' };
  await submitted(product, { organisation, procurement, about, otherwise });
  return about;
};

describe('A difference that two people settle', () => {
  it('is settled by the first; the second is told who said what and when, and nothing is written twice', async () => {
    const about = await named();
    const { scope, revision } = await engagement(about);
    const { assessmentId, fact } = lineOf(scope, 'dataElements');
    const path = `/api/engagements/${about.engagementId}/scope`;
    const first = await product.aMember({ organisation, roles: ['risk'], name: 'Rita Risk' });
    const wish = { assessmentId, fact, kind: 'set-aside', revision };
    const asFirst = await product.signedInAs(first);
    await asFirst
      .post(`${path}/settle`)
      .send({ ...wish, reason: 'Another customer' })
      .expect(200);
    const settled = {
      kind: 'set-aside',
      fact,
      values: ['ssn'],
      reason: 'Another customer',
      by: 'Rita Risk',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    };
    const second = await risk
      .post(`${path}/settle`)
      .send({ ...wish, reason: 'A slip' })
      .expect(409);
    expect(second.body).toMatchObject({ code: 'settled-meanwhile', settled });
    expect(second.body.detail).toMatch(
      /^Rita Risk has settled this on \d+ \w+ 2\d{3} at \d\d:\d\d.*: the answer was set aside\./,
    );
    const adopted = await procurement
      .post(`${path}/adopt`)
      .send({ assessmentId, fact, side: 'proposal', revision })
      .expect(409);
    expect(adopted.body).toMatchObject({ code: 'settled-meanwhile', settled });
    const rows = await product.behindTheBack('select id from app.scope_settlement where engagement_id = $1', [
      about.engagementId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('at the same moment is settled once', async () => {
    const about = await named();
    const { scope, revision } = await engagement(about);
    const { assessmentId, fact } = lineOf(scope, 'dataElements');
    const path = `/api/engagements/${about.engagementId}/scope`;
    const wish = { assessmentId, fact, kind: 'set-aside', reason: 'A slip', revision };
    const answers = await Promise.all([
      risk.post(`${path}/settle`).send(wish),
      (await browserOf(product, organisation, 'risk')).post(`${path}/settle`).send(wish),
      procurement.post(`${path}/adopt`).send({ assessmentId, fact, side: 'proposal', revision }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is not said to stand on an intake that somebody has changed meanwhile: both intakes are known, and a choice is left', async () => {
    const about = await named();
    const { scope, revision, intake } = await engagement(about);
    const { assessmentId, fact } = lineOf(scope, 'dataElements');
    const path = `/api/engagements/${about.engagementId}`;
    const changed = { ...intake, criticality: 5 };
    await procurement.put(`${path}/intake`).send({ intake: changed, revision }).expect(200);
    const wish = { assessmentId, fact, kind: 'set-aside', reason: 'A slip' };
    const { body } = await risk
      .post(`${path}/scope/settle`)
      .send({ ...wish, revision })
      .expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: { revision: revision + 1, intake: { criticality: 5 } },
    });
    await risk
      .post(`${path}/scope/settle`)
      .send({ ...wish, revision: body.present.revision })
      .expect(200);
  });
});

describe('What an answer names more', () => {
  it('counts at once, in facts, tier and rating, and is shown as the vendor’s', async () => {
    const about = await aCase(procurement, { intake: INTERNAL });
    expect((await engagement(about)).standing).toMatchObject({ tier: 3 });
    const otherwise = { 'MA-02': ['ssn'], 'MA-04': 'r5' };
    await submitted(product, { organisation, procurement, about, otherwise });
    const after = await engagement(about);
    expect(after.intake.dataElements).toEqual(['internal']);
    expect(after.facts).toMatchObject({
      dataElements: ['internal', 'ssn'],
      peopleAffected: 'r5',
      holdsPi: true,
      protectedData: true,
    });
    expect(after.standing).toMatchObject({ tier: 1, inherent: 'high' });
    expect(after.inherent.triggers).toMatchObject([{ code: 'sensitive-data-at-scale' }]);
    expect(lineOf(after.scope, 'dataElements')).toMatchObject({
      side: 'proposal',
      values: ['ssn'],
      counts: true,
      forRisk: true,
      adopted: ['internal', 'ssn'],
    });
    expect(after.clauses.find(({ clause }: { clause: string }) => clause === 'CL-01').level).toBe('required');
  });

  it('makes clauses required of its contract at once, and no longer once it is set aside', async () => {
    const about = await aCase(procurement, { intake: INTERNAL });
    const { body: recorded } = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    const contract = async () => (await procurement.get(`/api/contracts/${recorded.id}`).expect(200)).body;
    const clause01 = async () => {
      const { clauses, row } = await contract();
      const { level, toReview } = clauses.find(({ clause }: { clause: string }) => clause === 'CL-01');
      return { level, toReview, due: row.reviewDueOn !== null };
    };
    expect((await clause01()).level).not.toBe('required');
    const otherwise = { 'MA-02': ['ssn'], 'MA-04': 'r5' };
    await submitted(product, { organisation, procurement, about, otherwise });
    expect(await clause01()).toEqual({ level: 'required', toReview: true, due: true });
    const after = await engagement(about);
    expect(after.gates).toContainEqual(expect.objectContaining({ gate: 'clause-01', state: 'blocked' }));
    const listed = await procurement.get('/api/contracts?toReview=true').expect(200);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(recorded.id);
    const { assessmentId, fact } = lineOf(after.scope, 'dataElements');
    await risk
      .post(`/api/engagements/${about.engagementId}/scope/settle`)
      .send({ assessmentId, fact, kind: 'set-aside', reason: 'They meant another customer' })
      .expect(200);
    expect((await clause01()).level).not.toBe('required');
  });

  it('is set aside by risk alone where protected data hang on it, with a reason, once', async () => {
    const about = await named();
    const { scope } = await engagement(about);
    const { assessmentId, fact } = lineOf(scope, 'dataElements');
    const path = `/api/engagements/${about.engagementId}/scope/settle`;
    const wish = { assessmentId, fact, kind: 'set-aside', reason: 'They meant another customer' };
    await reviewer.post(path).send(wish).expect(403);
    await risk
      .post(path)
      .send({ ...wish, reason: '  ' })
      .expect(422);
    const { body } = await risk.post(path).send(wish).expect(200);
    expect(body.facts).toMatchObject({ dataElements: ['internal'], protectedData: false });
    // The number of people that the answer names still counts.
    expect(body.standing).toMatchObject({ tier: 3, rating: 'low' });
    expect(body.scope.map((line: Line) => line.fact)).not.toContain('dataElements');
    expect(body.findings.filter(({ state }: { state: string }) => state !== 'closed')).toEqual([]);
    const again = await risk.post(path).send(wish).expect(409);
    expect(again.body.code).toBe('settled-meanwhile');
    const trail = await risk.get(`/api/audit?objectId=${about.engagementId}`).expect(200);
    expect(JSON.stringify(trail.body)).toContain('scope.set-aside');
  });

  it('is taken into the intake by one of two who saw the same; the other is told who did, and when', async () => {
    const about = await named();
    const before = await engagement(about);
    const { assessmentId, fact, side } = lineOf(before.scope, 'dataElements');
    const path = `/api/engagements/${about.engagementId}/scope/adopt`;
    const wish = { assessmentId, fact, side, revision: before.revision };
    const { body } = await procurement.post(path).send(wish).expect(200);
    expect(body.intake.dataElements).toEqual(['internal', 'ssn']);
    expect(body.standing.rating).toBe(before.standing.rating);
    expect(body.scope.map((line: Line) => line.fact)).not.toContain('dataElements');
    const buyer = (await procurement.get('/api/session').expect(200)).body.member.name as string;
    const settled = { kind: 'proposal-adopted', fact, values: ['ssn'], reason: null, by: buyer };
    const second = await procurement.post(path).send(wish).expect(409);
    expect(second.body).toMatchObject({ code: 'settled-meanwhile', settled });
    expect(second.body.detail).toMatch(
      /^.+ has settled this on \d+ \w+ 2\d{3} at \d\d:\d\d.*: the intake took the answer over\. Yours/,
    );
    expect(second.body.detail).toContain(buyer);
    const aside = { assessmentId, fact, kind: 'set-aside', reason: 'A slip', revision: before.revision };
    const third = await risk
      .post(`/api/engagements/${about.engagementId}/scope/settle`)
      .send(aside)
      .expect(409);
    expect(third.body).toMatchObject({ code: 'settled-meanwhile', settled });
    const [sheet] = await product.behindTheBack<{ settlements: unknown }>(
      'select settlements from app.assessment where id = $1',
      [assessmentId],
    );
    expect(sheet?.settlements ?? []).toEqual([]);
  });
});

describe('What an answer names less', () => {
  it('is disputed: the intake counts until somebody says that it stands, or takes the answer over', async () => {
    const about = await aCase(procurement, { intake: { dataElements: ['ssn', 'card'] } });
    await submitted(product, { organisation, procurement, about, otherwise: { 'MA-02': ['ssn'] } });
    const before = await engagement(about);
    expect(before.facts.dataElements).toEqual(['ssn', 'card']);
    const line = lineOf(before.scope, 'dataElements');
    expect(line).toMatchObject({ side: 'dispute', values: ['card'], adopted: ['ssn'] });
    const { assessmentId, fact } = line;
    const stands = { assessmentId, fact, kind: 'intake-stands', reason: 'We send cards every day' };
    const { body } = await reviewer
      .post(`/api/engagements/${about.engagementId}/scope/settle`)
      .send(stands)
      .expect(200);
    expect(body.scope.map((one: Line) => one.fact)).not.toContain('dataElements');
    expect(body.facts.dataElements).toEqual(['ssn', 'card']);
    const gone = { assessmentId, fact, side: 'dispute', revision: before.revision };
    await procurement.post(`/api/engagements/${about.engagementId}/scope/adopt`).send(gone).expect(409);
  });
});

describe('A question that a later intake opens', () => {
  it('counts neither way until its day is past', async () => {
    const about = await aCase(procurement, { intake: { wireless: false } });
    await submitted(product, { organisation, procurement, about, otherwise: { 'MA-10': 'no' } });
    const before = await engagement(about);
    const intake = { ...before.intake, wireless: true };
    const { body } = await procurement
      .put(`/api/engagements/${about.engagementId}/intake`)
      .send({ intake, revision: before.revision })
      .expect(200);
    expect(body.offCycle.map(({ question }: { question: string }) => question)).toEqual(['MA-58']);
    expect(body.residual.floors.map(({ question }: { question: string | null }) => question)).not.toContain(
      'MA-58',
    );
  });
});

describe('A finding closed as verified', () => {
  it('counts in full until a corrected answer earns less, and is a gap again then', async () => {
    const about = await aCase(procurement);
    const otherwise = { 'MA-57': 'partial' };
    const { assessmentId, respondent } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise,
    });
    const read = async () => (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    const finding = (await read()).findings.find(
      ({ question }: { question: string }) => question === 'MA-57',
    );
    await reviewer
      .post(`/api/findings/${finding.id}/accept`)
      .send({ note: null, seen: 'unjudged' })
      .expect(200);
    await reviewer.post(`/api/findings/${finding.id}/verify`).send({ note: 'Seen to work' }).expect(200);
    const pointsOf = async () =>
      (await read()).score.questions.find(({ id }: { id: string }) => id === 'MA-57').points;
    expect(await pointsOf()).toBe(10_000);
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Look once more' })
      .expect(200);
    const { answers } = await read();
    const { revision, value } = answers['MA-57'];
    await respondent
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-57`)
      .send({ value: { ...value, answer: 'no' }, base: revision })
      .expect(200);
    // What is corrected counts once it is submitted.
    expect(await pointsOf()).toBe(10_000);
    await signAnew(respondent, assessmentId);
    await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
    expect(await pointsOf()).toBe(0);
    const again = (await read()).findings.find(({ question }: { question: string }) => question === 'MA-57');
    expect(again).toMatchObject({ id: finding.id, state: 'proposed', severity: 'critical' });
    expect((await engagement(about)).openKnockouts).toContain('MA-57');
  });
});
